import type { Machine } from '@nexus-mfg/sdk';
import { render } from 'lit';
import { alertLevel } from '../../../packages/widgets/src/drawing/alert-level.ts';
import { tileStyles } from '../../../packages/widgets/src/drawing/machine-tile.styles.ts';
import { baseStyles } from '../../../packages/widgets/src/internal/base-styles.ts';
import { gridStyles } from '../../../packages/widgets/src/machine-grid/machine-grid.styles.ts';
import { tableStyles } from '../../../packages/widgets/src/machine-grid/table.styles.ts';
import { columnHeads, tableRow } from '../../../packages/widgets/src/machine-grid/table-row.ts';
import type { OpenAdapter } from './adapter.ts';
import { HealthPieces, ShapePiece, setText, textIn } from './pieces.ts';
import { type PlainLine, plainRoot, plainWindow } from './plain-window.ts';
import { COLUMNS, words } from './words.ts';

/** The same rows as ours, with the same styles, by hand. */
export const openPlainRows: OpenAdapter = (stage, machines) => {
  const root = plainRoot(stage);
  root.adoptedStyleSheets = [baseStyles, tileStyles, gridStyles, tableStyles].flatMap(
    ({ styleSheet }) => styleSheet ?? [],
  );
  root.innerHTML = `<div class="base"><div class="viewport" data-layout="rows">
    <div class="grid"><div class="heads"></div><div class="rows"></div></div></div></div>`;
  const [viewport, heads, rows] = ['.viewport', '.heads', '.rows'].map((selector) =>
    root.querySelector<HTMLElement>(selector),
  ) as [HTMLElement, HTMLElement, HTMLElement];
  render(columnHeads(words, 'name', false), heads);
  const model = document.createElement('div');
  model.className = 'row';
  render(tableRow(words, machines[0] as Machine, 0), model);
  return plainWindow(viewport, rows, 36, 1, () => lineFrom(model), machines);
};

function lineFrom(model: HTMLElement): PlainLine {
  const element = model.cloneNode(true) as HTMLElement;
  const row = element.querySelector('.machine') as HTMLElement;
  const cells = [...row.querySelectorAll('.cell')];
  const name = row.querySelector('.name') as HTMLElement;
  const shape = new ShapePiece(row.querySelector('.status') as Element);
  const health = new HealthPieces(row);
  const texts = cells.map((cell) => textIn(cell.querySelector('.status-word, .value, .freshness') ?? cell));
  const units = cells.map((cell) => textIn(cell.querySelector('.unit')));
  let last: Machine | undefined;
  return {
    element,
    draw([machine]) {
      if (machine === undefined || machine === last) return;
      if (machine.id !== last?.id) {
        cells.forEach((cell, column) => {
          cell.setAttribute('data-stop', `${machine.id}|${column}`);
        });
        setText(textIn(name), machine.name);
        name.title = machine.name;
        setText(texts[2], COLUMNS[2]?.text(machine) ?? '');
      }
      last = machine;
      row.dataset.status = machine.status;
      row.dataset.alert = alertLevel(machine);
      row.dataset.freshness = machine.freshness;
      shape.draw(machine.status);
      health.draw(machine.healthScore);
      for (const column of [1, 4, 5, 6, 7, 8]) {
        const text = COLUMNS[column]?.text(machine) ?? '';
        const unit = units[column];
        const at = text.indexOf(' ');
        if (unit === undefined) setText(texts[column], text);
        else {
          setText(texts[column], text.slice(0, at));
          setText(unit, text.slice(at));
        }
      }
    },
  };
}
