import { type CSSResult, css } from 'lit';

/** Buttons, and what the display tells of itself. */
export const wallControlStyles: CSSResult = css`
  .quiet {
    color: var(--_text-quiet);
  }
  .controls {
    display: flex;
    align-items: center;
    gap: var(--_s-2);
    color: var(--_text-quiet);
    font-size: max(12px, calc(var(--_t-body) * 0.8));
    margin-inline-start: auto;
  }
  .control {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: max(28px, var(--_target) * 0.75);
    min-block-size: max(28px, var(--_target) * 0.75);
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: transparent;
    cursor: pointer;
  }
  .control:hover {
    color: var(--_text);
    background: var(--_surface-sunken);
  }
  .icon {
    inline-size: 1.2em;
    block-size: 1.2em;
  }
  .icon:dir(rtl):is(.previous, .next) {
    transform: scaleX(-1);
  }
  .state-word:not(:empty) {
    padding-inline: var(--_s-8);
    color: var(--_text);
    font-weight: 600;
  }
  .dots {
    display: flex;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .dot {
    appearance: none;
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
  }
  .dot::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border: 1.5px solid var(--_border-strong);
    border-radius: 50%;
  }
  .dot[aria-current='true']::before {
    inline-size: 12px;
    block-size: 12px;
    border-color: var(--_brand-text);
    background: var(--_brand-text);
  }
  .problems {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-4) var(--_s-8);
  }
  .problem {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-8);
    margin: 0;
    padding: var(--_s-2) var(--_s-8);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius-small);
    background: var(--_warning-surface);
    font-weight: 600;
  }
  .problem .shape {
    color: var(--_warning-text);
  }
  .problem[data-problem='atRest'] {
    border-color: var(--_border);
    background: none;
    color: var(--_text-quiet);
    font-weight: 400;
  }
  .problem[data-problem='atRest'] .shape {
    color: inherit;
  }
  .panel {
    position: absolute;
    inset-block-end: calc(56px * var(--_d));
    inset-inline-end: var(--_s-12);
    z-index: 2;
    max-inline-size: calc(100% - 2 * var(--_s-12));
    max-block-size: calc(100% - 80px * var(--_d));
    overflow: auto;
    padding: var(--_s-12) var(--_s-16);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.18);
    font-size: max(12px, calc(var(--_t-body) * 0.8));
  }
  .panel-title {
    margin: 0 0 var(--_s-8);
    font-size: var(--_t-body);
  }
  .facts {
    margin: 0;
  }
  .fact {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_s-24);
    padding-block: var(--_s-2);
  }
  dt {
    color: var(--_text-quiet);
  }
  dd {
    margin: 0;
    text-align: end;
  }
  /* At night a hall is dark; what needs somebody is shown as bright as by day. */
  .dim {
    position: absolute;
    inset: 0;
    z-index: 1;
    background: #000;
    opacity: 0.55;
    pointer-events: none;
  }
`;
