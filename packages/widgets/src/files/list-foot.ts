import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { filesMessages } from './messages.ts';

export interface FootModel {
  /** Files that are shown. */
  count: number;
  hasMore: boolean;
  isReading: boolean;
  /** All files are read, because sorting or searching happens here. */
  needsAll: boolean;
  onMore: () => void;
}

/** How many there are, and the way to more of them. */
export function listFoot(words: Words, model: FootModel): TemplateResult {
  const { count, hasMore, isReading, needsAll, onMore } = model;
  const key = hasMore ? 'shownMore' : 'shown';
  const text = needsAll && hasMore ? (isReading ? 'readingRest' : 'onlyNewest') : key;
  return html`<div class="foot">
    <span class="foot-text" role="status">${words.text(filesMessages, text, { count })}</span>
    ${
      hasMore && !needsAll
        ? html`<button class="button" type="button" aria-disabled=${isReading ? 'true' : 'false'} @click=${onMore}>${words.text(filesMessages, 'loadMore')}</button>`
        : nothing
    }
  </div>`;
}
