import { type CSSResult, css } from 'lit';

/** The form, what was done with it, and what is to be decided. */
export const formStyles: CSSResult = css`
  .deed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-8);
  }
  /* Always there, so that screen readers hear what comes into it; without a text it takes no room. */
  .deed[data-empty] {
    position: absolute;
  }
  .form,
  .conflict {
    padding: var(--_s-16);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: var(--_s-12) var(--_s-16);
  }
  .field {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field > label,
  .field > legend,
  .inner > span {
    display: block;
    margin-block-end: var(--_s-4);
    padding: 0;
    font-weight: 600;
  }
  .inner > span {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    font-weight: 400;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_s-8);
  }
  .input {
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
  }
  .input[aria-invalid='true'] {
    border-color: var(--_critical);
  }
  .hint {
    margin: var(--_s-4) 0 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .hint.error,
  .failure {
    color: var(--_critical-text);
  }
  .failure {
    grid-column: 1 / -1;
    margin: 0;
  }
  .form-foot {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-8);
  }
  .conflict {
    border-color: var(--_warning);
    background: var(--_warning-surface);
  }
  .conflict-title {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    margin: 0;
    font-weight: 600;
  }
  .conflict-title .shape {
    color: var(--_warning);
  }
  .sides {
    inline-size: 100%;
    margin-block: var(--_s-8);
    border-collapse: collapse;
  }
  .sides th,
  .sides td {
    padding: var(--_s-4) var(--_s-8) var(--_s-4) 0;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .sides th {
    color: var(--_text-quiet);
    font-weight: 400;
  }
  @container detail (min-inline-size: 560px) {
    .form {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;
