import type { ReceivedInvitation } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { formError } from './fields.ts';
import type { SignInFlow } from './flow.ts';
import { signInMessages } from './messages.ts';
import type { PersonsPlace } from './place.ts';
import { roleName } from './role-name.ts';
import { signInFailure } from './sign-in-errors.ts';

/** What a signed-in person without a company can do. */
export interface AccountActs {
  onLookAgain: () => void;
  onSignOut: () => void;
}

/** Open invitations of who is signed in and in no company. */
export function invitationsView(
  words: Words,
  flow: SignInFlow,
  email: string,
  { invitations = [], failure }: Pick<PersonsPlace, 'invitations' | 'failure'>,
  acts: AccountActs,
): TemplateResult {
  const key = invitations.length === 0 ? 'noInvitationsText' : 'invitationsText';
  const told =
    failure === undefined ? words.text(signInMessages, key, { email }) : signInFailure(words, failure).form;
  return html`<div class="flow">
      <p class="text" role=${failure === undefined ? nothing : 'alert'}>${told}</p>
      <ul class="invitations">${invitations.map((one) => invitation(words, flow, one))}</ul>
      ${formError(flow)}
      ${foot(words, flow, acts)}
    </div>`;
}

/** The company is paused: nobody of it can do anything. */
export function suspendedView(words: Words, flow: SignInFlow, acts: AccountActs): TemplateResult {
  return html`<div class="flow">
      <p class="note">${shape('lock')}<span>${words.text(signInMessages, 'suspendedText')}</span></p>
      ${formError(flow)}
      ${foot(words, flow, acts)}
    </div>`;
}

/** The page signs people in; there is nothing to fill in here. */
export function hostView(words: Words, flow: SignInFlow): TemplateResult {
  return html`<div class="flow">
      <p class="note">${shape('lock')}<span>${words.text(signInMessages, 'hostText')}</span></p>
      ${formError(flow)}
      <button class="button" type="button" data-act="refresh" ?disabled=${flow.isBusy} @click=${() => void flow.lookAgain()}>${words.text(signInMessages, 'hostRetry')}</button>
    </div>`;
}

function invitation(
  words: Words,
  flow: SignInFlow,
  { id, role, expiresAt, tenant }: ReceivedInvitation,
): TemplateResult {
  const date = words.date(expiresAt, { day: 'numeric', month: 'long' });
  return html`<li class="invitation">
    <p class="invitation-name">${tenant.name}</p>
    <p class="hint">${words.text(signInMessages, 'invitedAs', { role: roleName(words, role), date })}</p>
    <button class="button primary" type="button" ?disabled=${flow.isBusy} @click=${() => void flow.accept(id)}>${words.text(signInMessages, 'join', { name: tenant.name })}</button>
  </li>`;
}

function foot(words: Words, flow: SignInFlow, { onLookAgain, onSignOut }: AccountActs): TemplateResult {
  return html`<div class="acts">
    <button class="button" type="button" data-act="look" ?disabled=${flow.isBusy} @click=${onLookAgain}>${words.text(signInMessages, 'lookAgain')}</button>
    <button class="text-button" type="button" data-act="sign-out" ?disabled=${flow.isBusy} @click=${onSignOut}>${words.text(signInMessages, 'otherAccount')}</button>
  </div>`;
}
