import { type CSSResult, css } from 'lit';

export const signInStyles: CSSResult = css`
  :host {
    inline-size: 100%;
    max-inline-size: 360px;
  }
  form {
    display: flex;
    flex-direction: column;
    gap: var(--_s-16);
    margin: 0;
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: var(--_s-4);
  }
  label {
    font-weight: 600;
  }
  .input {
    appearance: none;
    inline-size: 100%;
    block-size: calc(40px * var(--_d));
    padding: 0 var(--_s-12);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font-size: max(16px, var(--_t-body));
  }
  .input:focus-visible {
    outline-offset: 0;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_critical);
    border-width: 2px;
  }
  .error {
    display: flex;
    align-items: start;
    gap: var(--_s-4);
    margin: 0;
    color: var(--_critical-text);
  }
  .error .shape {
    margin-block-start: 0.15em;
  }
  .password {
    position: relative;
  }
  .password .input {
    padding-inline-end: calc(var(--_s-12) + 4.6em);
  }
  .reveal {
    appearance: none;
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    min-inline-size: 4.4em;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_brand-text);
    cursor: pointer;
  }
  .reveal:focus-visible {
    outline-offset: -2px;
  }
  .submit {
    block-size: calc(44px * var(--_d));
  }
  @media (pointer: coarse) {
    .input {
      block-size: max(44px, calc(40px * var(--_d)));
    }
  }
`;
