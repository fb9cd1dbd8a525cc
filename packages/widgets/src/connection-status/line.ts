import type { Connection, ConnectionState } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { connectionMessages } from './messages.ts';
import type { BufferSummary } from './summary.ts';

const STATES: Record<ConnectionState, { shape: ShapeName; calm: boolean }> = {
  connecting: { shape: 'reconnecting', calm: true },
  online: { shape: 'online', calm: true },
  reconnecting: { shape: 'reconnecting', calm: false },
  offline: { shape: 'offline', calm: false },
};

/** A state that is not known is told as the worst of them. */
export function knownState(state: ConnectionState): ConnectionState {
  return Object.hasOwn(STATES, state) ? state : 'offline';
}

/** Whether the line may stay in the colour of the page around it. */
export function isCalm(state: ConnectionState, summary: BufferSummary): boolean {
  return STATES[state].calm && summary.waiting + summary.toDecide + summary.refused === 0;
}

/** The connection in shape and word, since when it is away, and what of the buffer is worth a place. */
export function lineContent(
  words: Words,
  { state, since }: Pick<Connection, 'state' | 'since'>,
  summary: BufferSummary,
): TemplateResult {
  const info = STATES[state];
  const when =
    info.calm || !since
      ? nothing
      : html`<span class="since"> ${words.text(connectionMessages, 'since', { time: words.dateTime(since) })}</span>`;
  return html`<span class="state-of">${shape(info.shape)}<span class="words"><span class="word">${words.text(connectionMessages, state)}</span>${when}</span></span>${chip(words, 'waiting', 'waiting', 'buffered', summary.waiting)}${chip(words, 'to-decide', 'toDecide', 'warning', summary.toDecide)}${chip(words, 'refused', 'refused', 'warning', summary.refused)}`;
}

function chip(
  words: Words,
  kind: string,
  key: 'waiting' | 'toDecide' | 'refused',
  name: ShapeName,
  count: number,
): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const told = words.text(connectionMessages, key, { count });
  // What waits grows with every reading: nobody wants to hear each. The state, and what needs a person, are said.
  const live = kind === 'waiting' ? 'off' : nothing;
  return html`<span class="chip" part="chip" data-kind=${kind} aria-live=${live}>${shape(name)}<span class="long">${told}</span><span class="short" aria-hidden="true">${words.number(count)}</span></span>`;
}
