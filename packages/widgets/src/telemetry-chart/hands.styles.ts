import { type CSSResult, css } from 'lit';

/** What is being chosen by a drag. */
export const handsStyles: CSSResult = css`
  .u-select {
    background: color-mix(in oklab, var(--_brand) 18%, transparent);
    box-shadow:
      inset 1px 0 0 var(--_brand),
      inset -1px 0 0 var(--_brand);
    pointer-events: none;
  }
`;
