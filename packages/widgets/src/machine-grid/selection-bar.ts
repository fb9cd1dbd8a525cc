import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { extrasMessages } from './extras-messages.ts';

/** How many machines are selected, in words. */
export function selectedText(words: Words, count: number): string {
  return words.text(extrasMessages, 'selected', { count });
}

/** How many machines are selected, and the way back. Floats, so that the first choice moves nothing under the pointer. */
export function selectionBar(
  words: Words,
  count: number,
  onClear: () => void,
): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`<div class="selection-bar" part="selection">
    <span>${selectedText(words, count)}</span>
    <button class="button" type="button" @click=${onClear}>${words.text(extrasMessages, 'clearSelection')}</button>
  </div>`;
}
