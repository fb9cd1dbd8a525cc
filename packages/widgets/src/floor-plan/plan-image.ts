import { html, type TemplateResult } from 'lit';
import type { Camera } from './camera.ts';
import type { Area } from './placement.ts';

/** Laid out once at so many px for a cell; a zoom only transforms it. */
const CELL_PX = 64;

/** The picture of the hall under the machines, with a cover that dims it. */
export function planImage(
  url: string,
  { right, bottom }: Area,
  { x, y, scale }: Camera,
  onError: () => void,
): TemplateResult {
  const size = `inline-size: ${right * CELL_PX}px; block-size: ${bottom * CELL_PX}px`;
  const place = `translate(${(-x * scale).toFixed(2)}px, ${(-y * scale).toFixed(2)}px) scale(${scale / CELL_PX})`;
  return html`<div class="image" .style=${`${size}; transform: ${place}`}><img alt="" src=${url} draggable="false" @error=${onError} /></div>`;
}
