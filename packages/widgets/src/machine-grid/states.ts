import { html, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import { stateView } from '../internal/state-view.ts';
import type { Words } from '../locale/words.ts';

/** A tenant without machines. */
export function noMachines(words: Words): TemplateResult {
  return stateView(words, {
    kind: 'empty',
    title: 'No machines yet',
    text: 'They appear here as soon as a gateway records its first reading, or when an administrator adds one.',
    retry: false,
  });
}

/** A search or filter that fits no machine, with the way back. */
export function nothingFound(_words: Words, onClear: () => void): TemplateResult {
  return html`<div class="state" role="status">
    <p class="state-title">No machine matches</p>
    <p class="state-text">Nothing fits this search and filter.</p>
    <button class="button" type="button" @click=${onClear}>Show all machines</button>
  </div>`;
}

/** Above tiles that are all from before the connection was lost. */
export function noConnection(): TemplateResult {
  return html`<div class="notice" part="notice" role="status">${shape('offline')}No connection. These are the last known values.</div>`;
}
