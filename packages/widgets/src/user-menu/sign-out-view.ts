import type { BufferStatus } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { userMenuMessages } from './messages.ts';

/** How far signing out has come. */
export interface SignOutState {
  step: 'asking' | 'sending' | 'leaving';
  /** What kept it from being done, in words; empty when nothing did. */
  failure: string;
}

export interface SignOutActs {
  onSend: () => void;
  onLeave: () => void;
  onCancel: () => void;
}

/** Asked before a sign-out that leaves something unsent on the device. */
export function signOutView(
  words: Words,
  status: BufferStatus,
  { step, failure }: SignOutState,
  { onSend, onLeave, onCancel }: SignOutActs,
): TemplateResult {
  const { pendingReadings, pendingEdits, isDurable, state } = status;
  const say = (key: keyof typeof userMenuMessages.english, count = 0): string =>
    words.text(userMenuMessages, key, { count });
  // Only a sign-out that failed brings somebody here with nothing left.
  const isPending = pendingReadings + pendingEdits > 0;
  // Idle with something left: only what a person has to settle.
  const isSendable = state !== 'idle' && isPending;
  const isBusy = step !== 'asking';
  return html`<div class="ask" role="alertdialog" aria-labelledby="ask-title" aria-describedby="ask-text" tabindex="-1">
    <h2 class="ask-title" id="ask-title">${say(isPending ? 'pendingTitle' : 'signOut')}</h2>
    <div id="ask-text" class="ask-text">
      ${pendingReadings > 0 ? html`<p>${shape('buffered')}<span>${say('readings', pendingReadings)}</span></p>` : nothing}
      ${pendingEdits > 0 ? html`<p>${shape('buffered')}<span>${say('edits', pendingEdits)}</span></p>` : nothing}
      ${isSendable || !isPending ? nothing : html`<p class="quiet">${say('conflicts')}</p>`}
      ${isPending ? html`<p class=${isDurable ? 'quiet' : 'loss'}>${isDurable ? nothing : shape('warning')}<span>${say(isDurable ? 'kept' : 'keptInMemory')}</span></p>` : nothing}
    </div>
    ${failure === '' ? nothing : html`<p class="failure" role="alert">${shape('critical')}<span>${failure}</span></p>`}
    <div class="ask-acts">
      ${
        isSendable
          ? html`<button class="button primary" type="button" data-act="send" ?disabled=${isBusy} @click=${onSend}>${
              step === 'sending' ? say('sending', pendingReadings + pendingEdits) : say('sendFirst')
            }</button>`
          : nothing
      }
      <button class="button" type="button" data-act="anyway" ?disabled=${step === 'leaving'} @click=${onLeave}>${
        step === 'leaving' ? say('signingOut') : say(isPending ? 'signOutAnyway' : 'signOut')
      }</button>
      <button class="button" type="button" data-act="cancel" ?disabled=${step === 'leaving'} @click=${onCancel}>${words.text(commonMessages, 'cancel')}</button>
    </div>
  </div>`;
}
