import { type CSSResult, css } from 'lit';

export const connectionStyles: CSSResult = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
  }
  .base {
    display: inline-flex;
    max-inline-size: 100%;
    border-radius: var(--_radius-small);
  }
  .base.calm {
    color: inherit;
  }
  .line {
    appearance: none;
    display: inline-flex;
    align-items: center;
    gap: var(--_s-8);
    min-inline-size: 0;
    padding: var(--_s-4) var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: inherit;
    text-align: start;
    white-space: nowrap;
  }
  button.line {
    min-block-size: var(--_target);
    cursor: pointer;
  }
  button.line:hover {
    border-color: currentColor;
  }
  .base:not(.calm) .line {
    border: 1px dashed var(--_border-strong);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  button.line[aria-expanded='true'] {
    border: 1px solid var(--_focus);
  }
  .base[data-state='reconnecting'] .state-of > .shape {
    color: var(--_warning);
  }
  .state-of {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-8);
    min-inline-size: 0;
  }
  .words {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .word {
    font-weight: 600;
  }
  .calm .word {
    font-weight: 400;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    flex: none;
  }
  .chip[data-kind='refused'] .shape,
  .chip[data-kind='to-decide'] .shape {
    color: var(--_warning);
  }
  .short {
    display: none;
  }
  .panel {
    position: fixed;
    inset: auto;
    inline-size: min(440px, calc(100vw - 16px));
    margin: 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
    white-space: normal;
    z-index: 10;
  }
  .panel-missing {
    margin: 0;
    padding: var(--_s-16);
  }
  @media (max-width: 600px) {
    .since,
    .long {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .short {
      display: inline;
    }
  }
  @media print {
    .panel {
      display: none;
    }
  }
`;
