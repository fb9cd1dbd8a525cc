import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { actionIcon } from './file-icons.ts';
import { filesMessages } from './messages.ts';

/** A search or filter that fits no file, with the way back. */
export function nothingFits(words: Words, onClear: () => void): TemplateResult {
  return html`<div class="state" part="state" role="status">
    <span class="state-shape">${shape('search')}</span>
    <p class="state-title">${words.text(filesMessages, 'nothingFound')}</p>
    <p class="state-text">${words.text(filesMessages, 'nothingFoundText')}</p>
    <button class="button" type="button" @click=${onClear}>${words.text(filesMessages, 'showAll')}</button>
  </div>`;
}

/** Above a list that may be out of date, with the reason and what still works. */
export function listNotice(
  words: Words,
  { isOffline, isOld, onRetry }: { isOffline: boolean; isOld: boolean; onRetry: () => void },
): TemplateResult | typeof nothing {
  if (isOffline)
    return html`<div class="notice" part="notice" role="status">${shape('offline')}<span>${words.text(filesMessages, 'offlineNotice')}</span></div>`;
  if (!isOld) return nothing;
  return html`<div class="notice" part="notice" role="status">${shape('clock')}<span>${words.text(filesMessages, 'oldNotice')}</span>
    <button class="button" type="button" @click=${onRetry}>${words.text(commonMessages, 'retry')}</button></div>`;
}

/** Over the whole element while files are held above it. */
export function dropMark(words: Words, isOver: boolean): TemplateResult | typeof nothing {
  if (!isOver) return nothing;
  return html`<div class="drop" part="drop"><span class="drop-text">${actionIcon('upload')}${words.text(filesMessages, 'dropHere')}</span></div>`;
}
