import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { gridMessages } from './messages.ts';

/** How many machines are selected, and the way back. Floats, so that the first choice moves nothing under the pointer. */
export function selectionBar(
  words: Words,
  count: number,
  onClear: () => void,
): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`<div class="selection-bar" part="selection">
    <span>${words.text(gridMessages, 'selected', { count })}</span>
    <button class="button" type="button" @click=${onClear}>${words.text(gridMessages, 'clearSelection')}</button>
  </div>`;
}
