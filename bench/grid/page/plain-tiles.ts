import type { Machine } from '@nexus-mfg/sdk';
import { render } from 'lit';
import { alertLevel } from '../../../packages/widgets/src/drawing/alert-level.ts';
import { tileStyles } from '../../../packages/widgets/src/drawing/machine-tile.styles.ts';
import { machineTile, TREND_SPREAD } from '../../../packages/widgets/src/drawing/machine-tile.ts';
import { sparklinePath } from '../../../packages/widgets/src/drawing/sparkline.ts';
import { statusWord } from '../../../packages/widgets/src/drawing/status.ts';
import { baseStyles } from '../../../packages/widgets/src/internal/base-styles.ts';
import { formatValue, METRIC_ORDER, metricInfo } from '../../../packages/widgets/src/internal/metrics.ts';
import { gridStyles } from '../../../packages/widgets/src/machine-grid/machine-grid.styles.ts';
import { TrendBook } from '../../../packages/widgets/src/machine-grid/trend-book.ts';
import type { OpenAdapter } from './adapter.ts';
import { HealthPieces, ShapePiece, setText, textIn } from './pieces.ts';
import { plainRoot, plainWindow } from './plain-window.ts';
import { words } from './words.ts';

const COLUMNS = 4;

/** The same tiles as ours, with the same styles and trends, by hand. */
export const openPlainTiles: OpenAdapter = (stage, machines) => {
  const root = plainRoot(stage);
  root.adoptedStyleSheets = [baseStyles, tileStyles, gridStyles].flatMap(
    ({ styleSheet }) => styleSheet ?? [],
  );
  root.innerHTML = `<div class="base"><div class="viewport" data-layout="tiles">
    <div class="grid"><div class="rows"></div></div></div></div>`;
  const [viewport, rows] = ['.viewport', '.rows'].map((selector) =>
    root.querySelector<HTMLElement>(selector),
  ) as [HTMLElement, HTMLElement];
  const model = document.createElement('div');
  model.className = 'cell';
  render(
    machineTile(words, machines[0] as Machine, 'none', () => [], 0),
    model,
  );
  const trends = new TrendBook();
  let last = machines;
  const columns = Math.floor((rows.clientWidth + 8) / (232 + 8)) || COLUMNS;
  const window = plainWindow(
    viewport,
    rows,
    176,
    columns,
    () => {
      const element = document.createElement('div');
      element.className = 'row';
      element.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
      const tiles = Array.from({ length: columns }, () => tileFrom(model, trends));
      for (const tile of tiles) element.append(tile.element);
      return {
        element,
        draw(line) {
          line.forEach((machine, column) => {
            tiles[column]?.draw(machine);
          });
        },
      };
    },
    machines,
  );
  return {
    ...window,
    update(next, changed) {
      // The value before the first change begins the trend.
      for (let index = 0; index < next.length; index += 1) {
        const before = last[index];
        if (before !== next[index] && before !== undefined) trends.add(before);
      }
      last = next;
      for (const machine of changed) trends.add(machine);
      window.update(next, changed);
    },
  };
};

function tileFrom(
  model: HTMLElement,
  trends: TrendBook,
): { element: HTMLElement; draw(machine: Machine | undefined): void } {
  const element = model.cloneNode(true) as HTMLElement;
  const tile = element.querySelector('.tile') as HTMLElement;
  const name = tile.querySelector('.name') as HTMLElement;
  const slot = tile.querySelector('slot') as HTMLSlotElement;
  const status = textIn(tile.querySelector('.status-word'));
  const time = textIn(tile.querySelector('.freshness'));
  const shape = new ShapePiece(tile.querySelector('.status') as Element);
  const health = new HealthPieces(tile);
  const metrics = [...tile.querySelectorAll('.metric')].map((metric) => ({
    path: metric.querySelector('path') as Element,
    value: textIn(metric.querySelector('.value')),
    unit: textIn(metric.querySelector('.unit')),
  }));
  let last: Machine | undefined;
  return {
    element,
    draw(machine) {
      if (machine === undefined || machine === last) return;
      if (machine.id !== last?.id) {
        element.dataset.id = machine.id;
        setText(textIn(name), machine.name);
        name.title = machine.name;
        slot.name = `machine-${machine.id}`;
      }
      last = machine;
      tile.dataset.status = machine.status;
      tile.dataset.alert = alertLevel(machine);
      tile.dataset.freshness = machine.freshness;
      shape.draw(machine.status);
      setText(status, statusWord(words, machine.status).word);
      setText(time, words.time(machine.latest?.timestamp ?? ''));
      health.draw(machine.healthScore);
      METRIC_ORDER.forEach((metric, index) => {
        const value = machine.latest?.[metric];
        const info = metricInfo(words, metric, machine.metadata, value);
        const pieces = metrics[index];
        setText(pieces?.value, formatValue(words, value, info));
        setText(pieces?.unit, ` ${info.unit}`);
        const path = sparklinePath(trends.values(machine.id, metric), 40, 12, TREND_SPREAD[metric]);
        if (pieces && pieces.path.getAttribute('d') !== path) pieces.path.setAttribute('d', path);
      });
    },
  };
}
