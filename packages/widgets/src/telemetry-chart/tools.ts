import { html, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import type { WindowAct } from './chart-keys.ts';
import { chartMessages } from './messages.ts';

export interface ToolsState {
  isZoomed: boolean;
  isMenuOpen: boolean;
  onAct: (act: WindowAct) => void;
  onMenu: () => void;
  /** The menu, once it is open. */
  menu: unknown;
}

const ACTS: readonly (readonly [act: WindowAct, shape: ShapeName, needsZoom: boolean])[] = [
  ['zoomIn', 'plus', false],
  ['zoomOut', 'minus', false],
  ['back', 'back', true],
  ['reset', 'fit', true],
];

/** Zoom and the way back by single clicks, and the menu with the rest. */
export function tools(
  words: Words,
  { isZoomed, isMenuOpen, onAct, onMenu, menu }: ToolsState,
): TemplateResult {
  const more = words.text(chartMessages, 'more');
  return html`<div class="tools" part="tools" role="group" aria-label=${words.text(chartMessages, 'tools')}>
    ${ACTS.map(([act, icon, needsZoom]) => {
      const label = words.text(chartMessages, act);
      // Not `disabled`: the last step back would take the focus from whoever pressed it.
      return html`<button class="tool" type="button" data-act=${act} aria-label=${label} title=${label}
        aria-disabled=${needsZoom && !isZoomed ? 'true' : 'false'} @click=${() => onAct(act)}>${shape(icon)}</button>`;
    })}
    <button class="tool more" type="button" aria-label=${more} title=${more} aria-haspopup="menu"
      aria-expanded=${isMenuOpen ? 'true' : 'false'} @click=${onMenu}>${shape('more')}</button>
    ${menu}
  </div>`;
}
