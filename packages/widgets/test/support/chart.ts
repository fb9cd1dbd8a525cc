import type { Machine } from '@nexus-mfg/sdk';
import { sendMouse } from '@web/test-runner-commands';
import type { NexusTelemetryChart, TimeRange } from '../../src/index.ts';
import { first, mountWith, type Plant, part, plant, shadow, until } from './fixture.ts';

export interface MountedChart extends Plant {
  element: NexusTelemetryChart;
  machine: Machine;
  /** The ranges that people chose, in order. */
  told: TimeRange[];
}

/** A chart of the first machine, drawn. */
export async function mountChart(attributes = '', source: Plant = plant()): Promise<MountedChart> {
  const [machine] = await source.nexus.machines.list();
  if (!machine) throw new Error('There is no machine.');
  const host = mountWith(
    source.nexus,
    `<nexus-telemetry-chart machine-id="${machine.id}" ${attributes}></nexus-telemetry-chart>`,
  );
  const element = first(host, 'nexus-telemetry-chart');
  const told: TimeRange[] = [];
  element.addEventListener('nexus-range-change', (event) => told.push(event.range));
  await drawnIn(element);
  return { ...source, element, machine, told };
}

/** Once there is a line, and it is that of the range that was asked for. */
export async function drawnIn(element: NexusTelemetryChart): Promise<void> {
  await part(element, 'canvas');
  await until(() => shadow(element).querySelector('.stage:not([data-loading])'));
}

export function stageOf(element: NexusTelemetryChart): HTMLElement {
  const stage = shadow(element).querySelector<HTMLElement>('.stage');
  if (!stage) throw new Error('There is no stage.');
  return stage;
}

/** A point of the plot, as a share of its width. */
export function pointOf(element: NexusTelemetryChart, share: number): [number, number] {
  const over = shadow(element).querySelector('.u-over');
  if (!over) throw new Error('Nothing is drawn.');
  const { left, top, width, height } = over.getBoundingClientRect();
  return [Math.round(left + width * share), Math.round(top + height / 2)];
}

/** Draws the mouse over the plot, from one share of its width to another. */
export async function drag(element: NexusTelemetryChart, from: number, to: number): Promise<void> {
  await sendMouse({ type: 'move', position: pointOf(element, from) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: pointOf(element, (from + to) / 2) });
  await sendMouse({ type: 'move', position: pointOf(element, to) });
}

/** Length of a range, in ms. */
export function lengthOf(range: TimeRange | undefined): number {
  if (range === undefined) return Number.NaN;
  return 'lastMs' in range ? range.lastMs : range.to - range.from;
}

/** Opens the menu and chooses an item of it. */
export async function choose(element: NexusTelemetryChart, act: string): Promise<void> {
  const more = await part(element, '.more');
  more.click();
  const item = await part(element, `.menu [data-act=${act}]`);
  item.click();
}
