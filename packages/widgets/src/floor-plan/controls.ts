import { html, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { ZOOM_STEP } from './keys.ts';
import { floorPlanMessages } from './messages.ts';
import type { Stage } from './stage.ts';

/** Buttons to zoom and to show all. At a limit they stay focusable, so that nobody is thrown out by the last press. */
export function controls(words: Words, stage: Stage): TemplateResult {
  const button = (
    key: 'zoomIn' | 'zoomOut' | 'fit',
    name: ShapeName,
    canAct: boolean,
    act: () => void,
  ): TemplateResult => {
    const text = words.text(floorPlanMessages, key);
    return html`<button type="button" class="button control" data-act=${key} title=${text} aria-label=${text}
      aria-disabled=${canAct ? 'false' : 'true'} @click=${() => canAct && act()}>${shape(name)}</button>`;
  };
  return html`<div class="controls" part="controls">
    ${button('zoomIn', 'plus', stage.canZoomIn, () => stage.zoom(ZOOM_STEP))}
    ${button('zoomOut', 'minus', stage.canZoomOut, () => stage.zoom(1 / ZOOM_STEP))}
    ${button('fit', 'fit', !stage.isFitted, () => stage.fit())}
  </div>`;
}
