import { html, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { stateView } from '../internal/state-view.ts';
import type { Words } from '../locale/words.ts';
import { floorPlanMessages } from './messages.ts';

/** A plan without content: the page keeps its shape when the machines come. */
export function planSkeleton(words: Words): TemplateResult {
  const bones = Array.from({ length: 12 }, () => html`<span class="bone"></span>`);
  return html`<div class="frame"><div class="skeleton stage" aria-busy="true" role="status">
    <span class="visually-hidden">${words.text(floorPlanMessages, 'machinesLoading')}</span>
    <div class="skeleton-marks" aria-hidden="true">${bones}</div>
  </div></div>`;
}

/** No machine at all: of the tenant, or among those that the page gave. */
export function noMachines(words: Words, isGiven: boolean): TemplateResult {
  const title = words.text(floorPlanMessages, isGiven ? 'nothingGiven' : 'emptyTitle');
  const text = words.text(floorPlanMessages, isGiven ? 'nothingGivenText' : 'emptyText');
  return stateView(words, { kind: 'empty', title, text, retry: false });
}

/** Machines, and not one with a place. */
export function nobodyPlaced(words: Words): TemplateResult {
  const title = words.text(floorPlanMessages, 'nobodyPlaced');
  const text = words.text(floorPlanMessages, 'nobodyPlacedText');
  return stateView(words, { kind: 'empty', title, text, retry: false });
}

/** A line above the plan. */
export function planNotice(
  words: Words,
  key: 'noConnection' | 'imageFailed',
  name: ShapeName,
): TemplateResult {
  return html`<div class="notice" part="notice" role="status">${shape(name)}${words.text(floorPlanMessages, key)}</div>`;
}
