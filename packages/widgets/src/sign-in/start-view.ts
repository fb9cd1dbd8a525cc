import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { emailField, formError, passwordField } from './fields.ts';
import type { SignInFlow } from './flow.ts';
import { signInMessages } from './messages.ts';
import type { SignInMethod } from './methods.ts';

/** The first step: the address, the password where there is one, and the other ways in. */
export function startView(
  words: Words,
  flow: SignInFlow,
  methods: readonly SignInMethod[],
  label: string,
): TemplateResult {
  const say = (key: keyof typeof signInMessages.english): string => words.text(signInMessages, key);
  const hasPassword = methods.includes('password');
  // Without passwords the first other way is what Enter does.
  const [first, ...rest] = methods;
  const others = hasPassword ? methods.filter((method) => method !== 'password') : rest;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { email, password } = readForm(event);
    if (first === 'password') void flow.signIn(email, password);
    else if (first !== undefined) goBy(flow, first, email);
  };
  return html`<form class="flow" method="post" novalidate aria-label=${label} aria-busy=${flow.isBusy ? 'true' : 'false'} @submit=${submit}>
    ${emailField(words, flow)}
    ${hasPassword ? passwordField(words, flow, 'password') : nothing}
    ${
      hasPassword
        ? html`<button class="text-button forgot" type="button" ?disabled=${flow.isBusy} @click=${(
            event: Event,
          ) => {
            flow.email = readForm(event).email;
            flow.go('reset');
          }}>${say('forgot')}</button>`
        : nothing
    }
    ${formError(flow)}
    <button class="button primary submit" type="submit" ?disabled=${flow.isBusy}>${
      flow.isBusy
        ? say('busy')
        : say(first === 'magic-link' ? 'magicLink' : first === 'sso' ? 'sso' : 'submit')
    }</button>
    ${others.length === 0 ? nothing : html`<p class="or"><span>${say('or')}</span></p>`}
    ${others.map(
      (
        method,
      ) => html`<button class="button other" type="button" data-method=${method} ?disabled=${flow.isBusy}
        @click=${(event: Event) => goBy(flow, method, readForm(event).email)}>${say(method === 'sso' ? 'sso' : 'magicLink')}</button>`,
    )}
  </form>`;
}

function goBy(flow: SignInFlow, method: SignInMethod, email: string): void {
  if (method === 'sso') void flow.startSso(email);
  else void flow.sendMail(email, 'sign_in');
}

/** Of the form, or of one of its buttons. Read at the moment of sending: password managers do not always tell what they fill in. */
export function readForm({ currentTarget }: Event): { email: string; password: string; code: string } {
  const form = currentTarget instanceof HTMLButtonElement ? currentTarget.form : currentTarget;
  const data = form instanceof HTMLFormElement ? new FormData(form) : new FormData();
  const read = (name: string): string => String(data.get(name) ?? '');
  return {
    email: read('email').trim(),
    password: read('password') || read('new-password'),
    code: read('code'),
  };
}
