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
  .panel {
    position: fixed;
    inset: auto;
    z-index: 10;
    margin: 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    inline-size: max-content;
    max-inline-size: calc(100vw - 16px);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: 0 6px 24px rgb(0 0 0 / 16%);
  }
  .panel:focus-visible {
    outline-offset: -2px;
  }
  .missing {
    margin: 0;
    padding: var(--_s-16);
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
  }
`;
