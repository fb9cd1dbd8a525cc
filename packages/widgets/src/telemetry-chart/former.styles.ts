import { type CSSResult, css } from 'lit';

/** The former value below the one of today. */
export const formerStyles: CSSResult = css`
  .former {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
`;
