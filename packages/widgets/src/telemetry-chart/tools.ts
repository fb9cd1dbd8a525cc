import { html, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import type { WindowAct } from './chart-keys.ts';
import type { HandsLoader } from './hands-loader.ts';
import { chartMessages } from './messages.ts';

type ToolAct = Exclude<WindowAct, 'earlier' | 'later'>;

const ACTS: readonly (readonly [act: ToolAct, shape: ShapeName, needsZoom: boolean])[] = [
  ['zoomIn', 'plus', false],
  ['zoomOut', 'minus', false],
  ['back', 'back', true],
  ['reset', 'fit', true],
];

/** Zoom and the way back by single clicks, and the menu with the rest. */
export function tools(words: Words, isZoomed: boolean, loader: HandsLoader): TemplateResult {
  const { hands } = loader;
  const more = words.text(chartMessages, 'more');
  return html`<div class="tools" part="tools" role="group" aria-label=${words.text(chartMessages, 'tools')}>
    ${ACTS.map(([act, icon, needsZoom]) => {
      const label = words.text(chartMessages, act);
      // Not `disabled`: the last step back would take the focus from whoever pressed it.
      return html`<button class="tool" type="button" data-act=${act} aria-label=${label} title=${label}
        aria-disabled=${needsZoom && !isZoomed ? 'true' : 'false'} @click=${() => loader.do((their) => their.act(act))}>${shape(icon)}</button>`;
    })}
    <button class="tool more" type="button" aria-label=${more} title=${more} aria-haspopup="menu"
      aria-expanded=${hands?.isMenuOpen ? 'true' : 'false'} @click=${() => loader.do((their) => their.toggleMenu())}>${shape('more')}</button>
    ${hands?.menu()}
  </div>`;
}
