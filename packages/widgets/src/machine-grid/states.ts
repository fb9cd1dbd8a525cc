import { html, type TemplateResult } from 'lit';
import { stateView } from '../internal/state-view.ts';
import type { Words } from '../locale/words.ts';
import { extrasMessages } from './extras-messages.ts';

/** A tenant without machines. */
export function noMachines(words: Words): TemplateResult {
  return stateView(words, {
    kind: 'empty',
    title: words.text(extrasMessages, 'emptyTitle'),
    text: words.text(extrasMessages, 'emptyText'),
    retry: false,
  });
}

/** A search or filter that fits no machine, with the way back. */
export function nothingFound(words: Words, onClear: () => void): TemplateResult {
  return html`<div class="state" role="status">
    <p class="state-title">${words.text(extrasMessages, 'nothingTitle')}</p>
    <p class="state-text">${words.text(extrasMessages, 'nothingText')}</p>
    <button class="button" type="button" @click=${onClear}>${words.text(extrasMessages, 'showAll')}</button>
  </div>`;
}
