import { type CSSResult, css } from 'lit';

export const timeRangeStyles: CSSResult = css`
  :host {
    inline-size: fit-content;
    max-inline-size: 100%;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-4);
  }
  .preset {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s-4);
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_text-quiet);
    cursor: pointer;
    white-space: nowrap;
  }
  .preset:hover {
    background: var(--_surface-sunken);
    color: var(--_text);
  }
  .preset[aria-pressed='true'],
  .preset[data-chosen],
  .preset[aria-expanded='true'] {
    border-color: var(--_border-strong);
    background: var(--_surface-raised);
    color: var(--_text);
    font-weight: 600;
  }
  .trigger {
    max-inline-size: 100%;
  }
  .trigger-text {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .trigger .shape {
    color: var(--_text-quiet);
  }
  .missing {
    margin: 0;
    max-inline-size: 40ch;
  }
  @media (forced-colors: active) {
    .preset[aria-pressed='true'],
    .preset[data-chosen] {
      border-color: Highlight;
    }
  }
  @media print {
    .preset:not([aria-pressed='true'], [data-chosen]) {
      display: none;
    }
    /* What is chosen stands in it. */
    .trigger.button {
      display: inline-flex;
    }
    .panel {
      display: none;
    }
  }
`;
