import { html, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { gridMessages } from './messages.ts';

/** Tiles or rows without content: the page keeps its shape when the machines come. */
export function gridSkeleton(words: Words, isTable: boolean): TemplateResult {
  const tile = html`<div class="tile" data-freshness="live">
    <div class="bone wide"></div>
    <div class="bone thin"></div>
    <div class="bone"></div>
    <div class="bone wide"></div>
  </div>`;
  const row = html`<div class="skeleton-row"><div class="bone"></div></div>`;
  const bones = Array.from({ length: isTable ? 12 : 8 }, () => (isTable ? row : tile));
  return html`<div class="skeleton" aria-busy="true" role="status">
    <span class="visually-hidden">${words.text(gridMessages, 'loading')}</span>
    <div class=${isTable ? 'skeleton-table' : 'skeleton-rows'} aria-hidden="true">${bones}</div>
  </div>`;
}
