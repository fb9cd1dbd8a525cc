import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { alertLevel } from '../drawing/alert-level.ts';
import { machineTile } from '../drawing/machine-tile.ts';
import type { Words } from '../locale/words.ts';
import type { Choice } from './choices.ts';
import type { GridHand } from './grid-hand.ts';
import type { GridModel } from './grid-model.ts';
import type { GridExtras } from './lazy-code.ts';
import type { Line } from './lines.ts';
import type { Selection } from './selection.ts';
import { type LineWindow, lineOfSlot } from './window.ts';

/** What the machines are drawn from. */
export interface GridView {
  readonly words: Words;
  readonly label: string;
  readonly isTable: boolean;
  readonly canSelect: boolean;
  readonly isMultiple: boolean;
  readonly model: GridModel;
  readonly window: LineWindow;
  readonly selection: Selection;
  readonly choice: Choice;
  /** Another number each time that ages are to be written again. */
  readonly ageTick: number;
  /** There when there are rows, or groups. */
  readonly extras: GridExtras | undefined;
}

/** What scrolls, with the lines in sight, and what a hand does there. */
export function gridViewport(hand: GridHand, view: GridView): TemplateResult {
  const { handleClick, handleFocus, handleKeydown, handleMouseDown, handlePointer, handleScroll } = hand;
  return html`<div class="viewport" part="viewport" tabindex="-1" data-layout=${view.isTable ? 'rows' : 'tiles'}
    @scroll=${handleScroll} @keydown=${handleKeydown} @click=${handleClick} @mousedown=${handleMouseDown}
    @focusin=${handleFocus} @pointermove=${handlePointer} @pointerleave=${handlePointer}>
    ${gridLines(view)}
  </div>`;
}

/** The lines in sight, as an ARIA grid: tiles beside each other, or a table. */
function gridLines(view: GridView): TemplateResult {
  const { model, window, isTable, words } = view;
  const { sort, descending } = view.choice;
  const { lines, layout } = model;
  const columns = (isTable && view.extras?.GRID_COLUMNS.length) || layout.columns;
  const heads = isTable ? 1 : 0;
  const slots = Array.from({ length: window.pool }, (_, slot) => slot);
  // Slots are used in turn, so their order in the page differs from what is seen; screen readers get the seen one.
  const isTurned = window.pool > 0 && window.first % window.pool !== 0;
  const owned = isTurned ? slots.map((n) => `row-${(window.first + n) % window.pool}`).join(' ') : nothing;
  return html`<div class="grid" role="grid" aria-label=${view.label} aria-rowcount=${lines.count + heads} aria-colcount=${columns}
      aria-multiselectable=${view.isMultiple ? 'true' : nothing}>
    ${isTable ? guard([words, sort, descending], () => html`<div class="heads" role="rowgroup">${view.extras?.columnHeads(words, sort, descending)}</div>`) : nothing}
    <div class="rows" role="rowgroup" aria-owns=${owned} .style=${`block-size: ${Math.max(0, lines.height - layout.gap)}px`}>
      <div class="sizer" role="none"><div class="sizer-head" role="none"></div></div>
      ${slots.map((slot) => {
        const number = lineOfSlot(slot, window);
        const line = lines.at(number);
        if (line === undefined) return nothing;
        return html`<div class="row" role="row" id="row-${slot}" aria-rowindex=${number + 1 + heads}
          aria-selected=${isTable && !line.isHead && view.canSelect ? selected(view, line) : nothing}
          .style=${`transform: translateY(${line.top}px)${isTable || line.isHead ? '' : `; grid-template-columns: repeat(${columns}, minmax(0, 1fr))`}`}
          >${isTable || line.isHead ? view.extras?.lineContent(view, line, columns) : tiles(view, line, columns)}</div>`;
      })}
    </div>
  </div>`;
}

function tiles(view: GridView, line: Line, columns: number): unknown {
  return Array.from({ length: columns }, (_, column) =>
    column < line.cells
      ? tileCell(view, view.model.machine(line.section.indices[line.from + column]), column)
      : nothing,
  );
}

function tileCell(
  view: GridView,
  machine: Machine | undefined,
  column: number,
): TemplateResult | typeof nothing {
  if (machine === undefined) return nothing;
  const { words, model, selection, canSelect } = view;
  const { id } = machine;
  const tick = machine.freshness === 'live' ? 0 : view.ageTick;
  return html`<div class="cell" role="gridcell" data-stop=${id} data-id=${id} aria-colindex=${column + 1}
    aria-selected=${canSelect ? String(selection.has(id)) : nothing} tabindex="-1">
    ${guard([machine, tick, words], () =>
      machineTile(
        words,
        machine,
        alertLevel(machine),
        (metric) => model.fleet.trends.values(id, metric),
        Date.now(),
      ),
    )}
  </div>`;
}

function selected({ model, selection }: GridView, { section, from }: Line): string {
  return String(selection.has(model.machine(section.indices[from])?.id ?? ''));
}
