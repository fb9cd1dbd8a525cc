import type { BufferStatus } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import type { BufferWork } from './buffer-work.ts';
import { connectionMessages } from './messages.ts';

type Key = keyof typeof connectionMessages.english;

const NOTICES: Readonly<Record<string, Key>> = {
  quota_exceeded: 'quotaExceeded',
  storage_denied: 'storageDenied',
  record_corrupted: 'recordCorrupted',
  clock_jumped_back: 'clockJumpedBack',
  store_upgraded: 'storeUpgraded',
};

/** What waits, how it goes on, and how to send it now. */
export function bufferView(words: Words, status: BufferStatus, work: BufferWork): TemplateResult {
  const pending = status.pendingReadings + status.pendingEdits;
  return html`<section class="part">
    ${pending === 0 ? nothingWaits(words, status, work) : whatWaits(words, status, work)}
    ${work.failure === undefined ? nothing : note('critical', failureText(words, work.failure))}
    ${warnings(words, status, pending)}
  </section>`;
}

function nothingWaits(words: Words, { lastFlushAt }: BufferStatus, work: BufferWork): TemplateResult {
  const key = work.isAllSent ? 'allSent' : 'nothingWaits';
  return html`<p class="calm-line" role="status">${shape('ok')}<span>${words.text(connectionMessages, key)}</span></p>
    ${
      lastFlushAt === null
        ? nothing
        : html`<p class="quiet">${words.text(connectionMessages, 'lastSent', { time: words.dateTime(lastFlushAt) })}</p>`
    }`;
}

function whatWaits(words: Words, status: BufferStatus, work: BufferWork): TemplateResult {
  const { pendingReadings, pendingEdits, oldestAt, bytes } = status;
  const say = (key: 'readingsWait' | 'editsWait', count: number): TemplateResult | typeof nothing =>
    count === 0
      ? nothing
      : html`<li>${shape('buffered')}<span>${words.text(connectionMessages, key, { count })}</span></li>`;
  const age = oldestAt === null ? '' : words.age(Date.now() - Date.parse(oldestAt));
  return html`<ul class="counts">${say('readingsWait', pendingReadings)}${say('editsWait', pendingEdits)}</ul>
    ${
      oldestAt === null
        ? nothing
        : html`<p class="quiet">${words.text(connectionMessages, bytes > 0 ? 'oldestAndSize' : 'oldestFrom', { age, size: words.bytes(bytes) })}</p>`
    }
    <p class="quiet">${howItGoesOn(words, status)}</p>
    ${work.sendingFrom === null ? sendButton(words, status, work) : progress(words, status, work, work.sendingFrom)}`;
}

function sendButton(
  words: Words,
  { state }: BufferStatus,
  work: BufferWork,
): TemplateResult | typeof nothing {
  // Conflicts cannot be sent, only settled; what is on its way needs no asking.
  if (state === 'idle' || state === 'closed' || state === 'flushing') return nothing;
  return html`<button class="button send" type="button" @click=${() => void work.flush()}>${words.text(connectionMessages, 'sendNow')}</button>`;
}

function progress(words: Words, status: BufferStatus, work: BufferWork, from: number): TemplateResult {
  const left = status.pendingReadings + status.pendingEdits;
  // What is recorded meanwhile waits as well.
  const total = Math.max(from, left);
  const done = total - left;
  const told = words.text(connectionMessages, 'sentOf', {
    done: words.number(done),
    total: words.number(total),
  });
  return html`<div class="progress">
    <div class="track" role="progressbar" aria-label=${words.text(connectionMessages, 'sending')} aria-valuemin="0"
      aria-valuemax=${total} aria-valuenow=${done} aria-valuetext=${told}>
      <div class="fill" .style=${`inline-size: ${total === 0 ? 100 : (100 * done) / total}%`}></div>
    </div>
    <span class="quiet">${told}</span>
    <button class="button" type="button" @click=${() => work.stopSending()}>${words.text(connectionMessages, 'stopSending')}</button>
  </div>`;
}

function howItGoesOn(words: Words, { state, ratePerSecond, nextTryAt }: BufferStatus): string {
  switch (state) {
    case 'flushing':
      return ratePerSecond >= 1
        ? words.text(connectionMessages, 'sendingRate', { count: Math.round(ratePerSecond) })
        : words.text(connectionMessages, 'sending');
    case 'stopped':
    case 'closed':
      return words.text(connectionMessages, 'stopped');
    case 'follower':
      return words.text(connectionMessages, 'follower');
    case 'idle':
      return words.text(connectionMessages, 'needsDecision');
    case 'waiting':
    case 'offline':
      return nextTryAt === null
        ? words.text(connectionMessages, 'sentWhenBack')
        : words.text(connectionMessages, 'nextTry', { time: words.time(nextTryAt) });
  }
}

function warnings(words: Words, status: BufferStatus, pending: number): readonly TemplateResult[] {
  const { isDurable, dropped, putAway, notices } = status;
  const isDenied = notices.some(({ code }) => code === 'storage_denied');
  const told: TemplateResult[] = [];
  // Before anything was put in, the store has not been opened, and nobody knows.
  if (!isDurable && (pending > 0 || isDenied))
    told.push(note('warning', words.text(connectionMessages, 'notDurable')));
  if (dropped > 0) told.push(note('warning', words.text(connectionMessages, 'dropped', { count: dropped })));
  for (const { code, message, hint } of notices) {
    const key = NOTICES[code];
    const text =
      key === undefined ? [message, hint].filter(Boolean).join(' ') : words.text(connectionMessages, key);
    told.push(note(code === 'store_upgraded' ? 'ok' : 'warning', text));
  }
  if (putAway > 0) told.push(note('lock', words.text(connectionMessages, 'putAway', { count: putAway })));
  return told;
}

function note(name: ShapeName, text: string): TemplateResult {
  return html`<p class="note" data-kind=${name} role=${name === 'critical' ? 'alert' : nothing}>${shape(name)}<span>${text}</span></p>`;
}

function failureText(words: Words, error: unknown): string {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string;
    message?: string;
  };
  if (code === 'network_unreachable' || code === 'timeout')
    return words.text(connectionMessages, 'failedOffline');
  if (code === 'not_found') return words.text(connectionMessages, 'failedGone');
  return words.text(connectionMessages, 'failedOther', { reason: message ?? String(error) });
}
