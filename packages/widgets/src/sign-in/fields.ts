import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import type { SignInFlow } from './flow.ts';
import { signInMessages } from './messages.ts';
import type { FieldName } from './sign-in-errors.ts';

/** The address: what password managers take as the user name. */
export function emailField(words: Words, flow: SignInFlow): TemplateResult {
  const error = flow.errors.email;
  return html`<div class="field">
    <label for="email">${words.text(signInMessages, 'email')}</label>
    <input class="input" id="email" name="email" type="email" inputmode="email" autocomplete="username"
      autocapitalize="none" spellcheck="false" required dir="ltr" ?readonly=${flow.isBusy} .value=${flow.email}
      @input=${(event: Event) => {
        // Kept without drawing: what was typed survives another step.
        if (event.target instanceof HTMLInputElement) flow.email = event.target.value.trim();
      }}
      aria-invalid=${error ? 'true' : 'false'} aria-describedby=${error ? 'email-error' : nothing} />
    ${fieldError(flow, 'email')}
  </div>`;
}

/** A password with a way to see it. `onInput` hears each change. */
export function passwordField(
  words: Words,
  flow: SignInFlow,
  name: 'password' | 'new-password',
  hint: TemplateResult | typeof nothing = nothing,
  onInput?: (value: string) => void,
): TemplateResult {
  const isNew = name === 'new-password';
  const error = flow.errors[name];
  const describedBy = error ? `${name}-error` : hint === nothing ? nothing : `${name}-hint`;
  return html`<div class="field">
    <label for=${name}>${words.text(signInMessages, isNew ? 'newPassword' : 'password')}</label>
    <div class="password">
      <input class="input" id=${name} name=${name} type=${flow.isRevealed ? 'text' : 'password'}
        autocomplete=${isNew ? 'new-password' : 'current-password'} autocapitalize="none" spellcheck="false" required ?readonly=${flow.isBusy}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) onInput?.(event.target.value);
        }}
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy} />
      <button class="reveal" type="button" aria-pressed=${flow.isRevealed ? 'true' : 'false'}
        aria-label=${words.text(signInMessages, 'showPassword')} @click=${() => {
          flow.isRevealed = !flow.isRevealed;
          flow.draw();
        }}>${words.text(signInMessages, flow.isRevealed ? 'hide' : 'show')}</button>
    </div>
    ${error || hint === nothing ? nothing : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${fieldError(flow, name)}
  </div>`;
}

/** The six digits of a mail. */
export function codeField(words: Words, flow: SignInFlow): TemplateResult {
  const error = flow.errors.code;
  return html`<div class="field">
    <label for="code">${words.text(signInMessages, 'code')}</label>
    <input class="input code" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code"
      maxlength="9" required dir="ltr" ?readonly=${flow.isBusy}
      aria-invalid=${error ? 'true' : 'false'} aria-describedby=${error ? 'code-error' : 'code-hint'} />
    ${error ? nothing : html`<p class="hint" id="code-hint">${words.text(signInMessages, 'codeHint')}</p>`}
    ${fieldError(flow, 'code')}
  </div>`;
}

/** What is wrong with the whole of it. */
export function formError({ errors: { form } }: SignInFlow): TemplateResult | typeof nothing {
  return form
    ? html`<p class="error" part="error" role="alert">${shape('critical')}<span>${form}</span></p>`
    : nothing;
}

function fieldError({ errors }: SignInFlow, name: FieldName): TemplateResult | typeof nothing {
  const text = errors[name];
  return text
    ? html`<p class="error" id="${name}-error" role="alert">${shape('critical')}<span>${text}</span></p>`
    : nothing;
}
