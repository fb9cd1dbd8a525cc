import { type CSSResult, css } from 'lit';

export const userMenuStyles: CSSResult = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
  }
  .trigger {
    appearance: none;
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    max-inline-size: 100%;
    min-block-size: max(40px, var(--_target));
    padding-block: var(--_s-2);
    padding-inline: var(--_s-4) var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    text-align: start;
    cursor: pointer;
  }
  .base {
    color: inherit;
  }
  .trigger:hover,
  .trigger[aria-expanded='true'] {
    border-color: currentColor;
  }
  .avatar {
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: calc(32px * var(--_d));
    block-size: calc(32px * var(--_d));
    border-radius: 50%;
    background: var(--_brand);
    color: var(--_on-brand);
    font-size: var(--_t-small);
    font-weight: 600;
  }
  .names {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    line-height: 1.25;
  }
  .names span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    max-inline-size: 22ch;
    font-weight: 600;
  }
  .company {
    max-inline-size: 24ch;
    font-size: var(--_t-small);
  }
  .logo {
    flex: none;
    max-inline-size: calc(72px * var(--_d));
    block-size: calc(24px * var(--_d));
    object-fit: contain;
  }
  :host([compact]) .trigger {
    padding: var(--_s-4);
  }
  :host([compact]) .names {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  :host([compact]) .trigger .logo {
    display: none;
  }
  .trigger.waiting {
    cursor: default;
  }
  .trigger .bone {
    inline-size: calc(32px * var(--_d));
    block-size: calc(32px * var(--_d));
    border-radius: 50%;
  }
  .out {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-8);
    min-block-size: max(40px, var(--_target));
  }
  .panel {
    position: fixed;
    inset: auto;
    inline-size: min(320px, calc(100vw - 16px));
    margin: 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
    z-index: 10;
  }
  .who,
  .usage,
  .choice {
    display: flex;
    flex-direction: column;
    gap: var(--_s-2);
    padding: var(--_s-12) var(--_s-16);
    border-block-end: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  .who p,
  .usage p {
    margin: 0;
  }
  .who-name {
    font-weight: 600;
  }
  .who-company {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    margin-block-start: var(--_s-4) !important;
  }
  .quiet {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .usage {
    gap: var(--_s-12);
  }
  .plan {
    font-weight: 600;
  }
  .usage-bone {
    block-size: 14px;
  }
  .limit-line {
    display: flex;
    justify-content: space-between;
    gap: var(--_s-8);
    font-size: var(--_t-small);
  }
  .figures {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
  }
  .figures .shape {
    color: var(--_warning);
  }
  .track {
    block-size: 4px;
    margin-block-start: var(--_s-2);
    border-radius: 2px;
    overflow: hidden;
    background: var(--_border);
  }
  .fill {
    block-size: 100%;
    background: var(--_text-quiet);
  }
  [data-state='over'] .fill {
    background: var(--_warning);
  }
  .limit-note {
    margin-block-start: var(--_s-4) !important;
    font-size: var(--_t-small);
  }
  .choice {
    gap: var(--_s-4);
  }
  .choice-label {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-4);
  }
  .option {
    appearance: none;
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .option[aria-checked='true'] {
    border-color: var(--_brand);
    box-shadow: inset 0 -2px 0 var(--_brand);
    font-weight: 600;
  }
  .item,
  ::slotted([slot='items']) {
    appearance: none;
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: max(36px, var(--_target));
    padding: var(--_s-8) var(--_s-16);
    border: 0;
    background: none;
    color: var(--_text);
    font: 400 var(--_t-body) / 1.4 var(--_font);
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .item:hover,
  .option:hover,
  ::slotted([slot='items']:hover) {
    background: var(--_surface-sunken);
  }
  .item:focus-visible,
  ::slotted([slot='items']:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .ask {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
    padding: var(--_s-16);
  }
  .ask:focus-visible {
    outline: none;
  }
  .ask-title {
    margin: 0;
    font-size: var(--_t-large);
    font-weight: 600;
  }
  .ask-text {
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
  }
  .ask p {
    display: flex;
    align-items: start;
    gap: var(--_s-8);
    margin: 0;
  }
  .ask .shape {
    margin-block-start: 0.15em;
  }
  .loss,
  .failure {
    padding: var(--_s-8) var(--_s-12);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius-small);
    background: var(--_warning-surface);
  }
  .failure {
    border-color: var(--_critical);
    background: var(--_critical-surface);
  }
  .failure .shape {
    color: var(--_critical);
  }
  .loss .shape {
    color: var(--_warning);
  }
  .ask-acts {
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
  }
  @media (max-width: 600px) {
    .names {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .trigger .logo {
      display: none;
    }
    .trigger {
      padding: var(--_s-4);
    }
  }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid ButtonText;
    }
    .fill {
      background: CanvasText;
    }
    .option[aria-checked='true'] {
      border-color: Highlight;
    }
  }
  @media print {
    .panel {
      display: none;
    }
    .avatar {
      print-color-adjust: exact;
    }
  }
`;
