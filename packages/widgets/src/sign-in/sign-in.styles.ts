import { type CSSResult, css } from 'lit';

export const signInStyles: CSSResult = css`
  :host {
    inline-size: 100%;
    max-inline-size: 360px;
  }
  .base {
    display: flex;
    flex-direction: column;
    gap: var(--_s-16);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--_s-12);
    min-block-size: calc(40px * var(--_d));
  }
  .logo {
    flex: none;
    max-inline-size: calc(120px * var(--_d));
    block-size: calc(32px * var(--_d));
    object-fit: contain;
  }
  .title {
    margin: 0;
    font-size: var(--_t-title);
    font-weight: 600;
    line-height: 1.2;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .title:focus-visible {
    outline: none;
  }
  .step {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
  }
  .flow {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
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
  /* An address and a code are written from left to right everywhere, and begin where the line begins. */
  .field:dir(rtl) > .input {
    text-align: end;
  }
  .input:focus-visible {
    outline-offset: 0;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_critical);
    border-width: 2px;
  }
  .code {
    font-size: var(--_t-title);
    letter-spacing: 0.25em;
  }
  .text,
  .hint {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .hint {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .again:empty {
    display: none;
  }
  .error,
  .note {
    display: flex;
    align-items: start;
    gap: var(--_s-8);
    margin: 0;
    overflow-wrap: anywhere;
  }
  .error {
    color: var(--_critical-text);
  }
  .note {
    padding: var(--_s-8) var(--_s-12);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .error .shape,
  .note .shape {
    margin-block-start: 0.15em;
  }
  .password {
    position: relative;
  }
  .password .input {
    padding-inline-end: calc(var(--_s-12) + 5.6em);
    unicode-bidi: plaintext;
  }
  .reveal {
    appearance: none;
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    min-inline-size: 4.4em;
    max-inline-size: 6.4em;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_brand-text);
    cursor: pointer;
  }
  .reveal:focus-visible {
    outline-offset: -2px;
  }
  .text-button {
    appearance: none;
    align-self: start;
    min-block-size: max(24px, var(--_target));
    padding: 0;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_brand-text);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .text-button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .forgot {
    margin-block-start: calc(-1 * var(--_s-8));
  }
  .submit {
    min-block-size: calc(44px * var(--_d));
  }
  .other {
    min-block-size: calc(40px * var(--_d));
    padding-block: var(--_s-4);
  }
  .or {
    display: flex;
    align-items: center;
    gap: var(--_s-12);
    margin: 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .or::before,
  .or::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }
  .invitations {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .invitations:empty {
    display: none;
  }
  .invitation {
    display: flex;
    flex-direction: column;
    gap: var(--_s-4);
    padding: var(--_s-12);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .invitation-name {
    margin: 0;
    font-weight: 600;
  }
  .invitation .button {
    margin-block-start: var(--_s-4);
    min-block-size: calc(40px * var(--_d));
    padding-block: var(--_s-4);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-12);
  }
  .acts .text-button {
    align-self: center;
  }
  @media (pointer: coarse) {
    .input {
      block-size: max(44px, calc(40px * var(--_d)));
    }
    .other {
      min-block-size: 44px;
    }
  }
`;
