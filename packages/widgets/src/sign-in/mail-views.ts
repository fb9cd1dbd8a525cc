import { html, nothing, type TemplateResult } from 'lit';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { codeField, emailField, formError, passwordField } from './fields.ts';
import type { SignInFlow } from './flow.ts';
import { signInMessages } from './messages.ts';
import { readForm } from './start-view.ts';

type Say = (key: keyof typeof signInMessages.english) => string;
const sayer =
  (words: Words): Say =>
  (key) =>
    words.text(signInMessages, key);

/** Asks where the mail for a new password shall go. */
export function resetView(words: Words, flow: SignInFlow): TemplateResult {
  const say = sayer(words);
  return step(
    flow,
    say('resetTitle'),
    (event) => void flow.sendMail(readForm(event).email, 'password_reset'),
    html`
    <p class="text">${say('resetText')}</p>
    ${emailField(words, flow)}
    ${formError(flow)}
    ${submitButton(flow, say('resetSend'), say('busy'))}
    ${backButton(flow, say)}`,
  );
}

/** A mail is on its way: its code is entered here, or its link is opened. */
export function sentView(words: Words, flow: SignInFlow, now: number): TemplateResult {
  const say = sayer(words);
  const left = Math.ceil((flow.resendAt - now) / 1000);
  return step(
    flow,
    say('sentTitle'),
    (event) => void flow.enterCode(readForm(event).code),
    html`
    <p class="text">${words.text(signInMessages, 'sentText', { email: flow.email })}</p>
    ${codeField(words, flow)}
    ${formError(flow)}
    <p class="text again" role="status">${flow.isSentAgain ? say('sentAgain') : nothing}</p>
    ${submitButton(flow, say('codeSubmit'), say('busy'))}
    <button class="button other" type="button" data-act="resend" ?disabled=${flow.isBusy || left > 0}
      @click=${() => void flow.sendMail(flow.email, flow.purpose)}>${
        left > 0 ? words.text(signInMessages, 'resendIn', { count: left }) : say('resend')
      }</button>
    ${backButton(flow, say)}`,
  );
}

/** Signed in by a mail, to set a new password. What makes a good one is said before, not after. */
export function newPasswordView(
  words: Words,
  flow: SignInFlow,
  {
    email,
    minLength,
    length,
    onInput,
  }: {
    email: string;
    minLength: number;
    /** Of what has been typed so far. */
    length: number;
    onInput: (value: string) => void;
  },
): TemplateResult {
  const say = sayer(words);
  const hint = html`${
    length >= minLength ? say('newEnough') : words.text(signInMessages, 'newHint', { count: minLength })
  }`;
  return step(
    flow,
    say('newTitle'),
    (event) => void flow.setPassword(readForm(event).password),
    html`
    <input class="visually-hidden" type="email" autocomplete="username" tabindex="-1" aria-hidden="true" readonly .value=${email} />
    ${passwordField(words, flow, 'new-password', hint, onInput)}
    ${formError(flow)}
    ${submitButton(flow, say('newSubmit'), say('busy'))}
    <button class="text-button" type="button" ?disabled=${flow.isBusy} @click=${() => flow.go('start')}>${say('notNow')}</button>`,
  );
}

/** A link that nobody asked for in this browser: followed only when the person says so. */
export function confirmView(words: Words, flow: SignInFlow): TemplateResult {
  const say = sayer(words);
  return step(
    flow,
    say('confirmTitle'),
    (event) => {
      event.preventDefault();
      void flow.complete();
    },
    html`${flow.hasLink ? html`<p class="text">${say('confirmText')}</p>` : nothing}
    ${formError(flow)}
    ${flow.hasLink ? submitButton(flow, say('confirmSubmit'), say('busy')) : nothing}
    <button class="text-button" type="button" data-act="not-now" ?disabled=${flow.isBusy} @click=${() => flow.go('start')}>${
      flow.hasLink ? say('notNow') : words.text(commonMessages, 'close')
    }</button>`,
  );
}

/** On the way to the identity provider. It may not be reached: there is a way back. */
export function leavingView(words: Words, flow: SignInFlow): TemplateResult {
  const say = sayer(words);
  return html`<div class="flow"><p class="text" role="status">${say('leaving')}</p>${backButton(flow, say)}</div>`;
}

function step(
  flow: SignInFlow,
  title: string,
  onSubmit: (event: SubmitEvent) => void,
  content: TemplateResult,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit(event);
  };
  return html`<form class="flow" method="post" novalidate aria-label=${title} aria-busy=${flow.isBusy ? 'true' : 'false'} @submit=${submit}>${content}</form>`;
}

function submitButton(flow: SignInFlow, told: string, busy: string): TemplateResult {
  return html`<button class="button primary submit" type="submit" ?disabled=${flow.isBusy}>${flow.isBusy ? busy : told}</button>`;
}

function backButton(flow: SignInFlow, say: Say): TemplateResult {
  return html`<button class="text-button" type="button" data-act="back" ?disabled=${flow.isBusy} @click=${() => flow.go('start')}>${say('back')}</button>`;
}
