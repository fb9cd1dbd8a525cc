import { html, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Trouble } from '../internal/error-info.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { GRID_LAYOUTS, type GridLayoutName, known } from './choices.ts';
import { gridMessages } from './messages.ts';

// What stands there while something is on its way, or does not come. Nothing of it can be fetched when it is needed.

/** Tiles, rows or a plan without content: the page keeps its shape when the machines come. */
export function gridSkeleton(words: Words, wanted: GridLayoutName): TemplateResult {
  const layout = known(GRID_LAYOUTS, wanted);
  const bone = html`<div class="bone"></div>`;
  const tile = html`<div class="tile" data-freshness="live">${[bone, bone, bone, bone]}</div>`;
  const counts = { tiles: 8, rows: 12, plan: 1 };
  const bones = Array.from({ length: counts[layout] }, () => (layout === 'tiles' ? tile : bone));
  return html`<div class="skeleton" aria-busy="true" role="status">
    <span class="visually-hidden">${words.text(gridMessages, layout === 'plan' ? 'planLoading' : 'loading')}</span>
    <div class="bones" data-of=${layout} aria-hidden="true">${bones}</div>
  </div>`;
}

/** Above machines that are all from before the connection was lost. */
export function noConnection(words: Words): TemplateResult {
  return html`<div class="notice" part="notice" role="status">${shape('offline')}${words.text(gridMessages, 'offlineNotice')}</div>`;
}

/** A part of the grid's code did not come. */
export function partFailure(words: Words): Pick<Trouble, 'title' | 'text'> {
  return { title: words.text(commonMessages, 'errorTitle'), text: words.text(commonMessages, 'errorText') };
}

/** The plan's code did not come. */
export function planFailure(words: Words): Pick<Trouble, 'title' | 'text'> {
  return {
    title: words.text(gridMessages, 'planFailedTitle'),
    text: words.text(gridMessages, 'planFailedText'),
  };
}
