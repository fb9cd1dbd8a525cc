// What it costs to show 10,000 machines of which 1,000 report each second, while somebody scrolls, against AG Grid,
// Tabulator, @lit-labs/virtualizer, and as little as the DOM lets one do. `npm run bench -- grid [--quick]`
//
// In a real Chromium, each in a page of its own, in turns, so that a busy machine slows all of them; a figure is the median
// of three rounds of 8 s (`--quick`: one of 3 s), for frames the best of them, for the first render the lower quartile of
// twelve pages: those move least with what else the machine does. Every row says the same nine texts; the windows by hand draw the same
// elements with the same styles as ours, so that what is compared is the work of the element and not its look. The page
// with nothing in it tells how even this machine's frames are.

import { type Measured, measure, measureFirst, percentile, withBrowser } from './grid/measure.ts';
import type { BenchRow } from './run.ts';

const TILES = ['our tiles', 'plain tiles'] as const;
const ROWS = ['our rows', 'plain rows', 'AG Grid', 'Tabulator', 'lit-virtualizer'] as const;
const NOTHING = 'nothing';

/** A frame at 60 Hz, as whole ms. */
const FRAME_MS = 17;
const MOST_FIRST = 1.5;
/** A fourth of AG Grid's. */
const MOST_OF_AG = 1 / 4;
const MOST_BUSY = 1.3;

type Results = Readonly<Record<string, readonly Measured[]>>;

export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const isQuick = args.includes('--quick');
  const names = [NOTHING, ...TILES, ...ROWS];
  const results: Record<string, Measured[]> = {};
  const firsts: Record<string, number[]> = {};
  await withBrowser(async (browser, url) => {
    // The first page of a browser pays for its start.
    await measure(browser, url, NOTHING, 500);
    for (let round = 0; round < (isQuick ? 4 : 12); round += 1) {
      for (const name of names) {
        const ms = await measureFirst(browser, url, name);
        firsts[name] = [...(firsts[name] ?? []), ms];
      }
    }
    for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
      for (const name of names) {
        const measured = await measure(browser, url, name, isQuick ? 3_000 : 8_000);
        results[name] = [...(results[name] ?? []), measured];
        console.error(told(name, measured));
      }
    }
  });
  const quantum = best(results, NOTHING);
  return [
    ...[TILES, ROWS].flatMap((group) => [
      frameRow(results, group, quantum),
      firstRow(firsts, group, group[1], MOST_FIRST),
      ratioRow(results, group, 'busy', 'main thread busy, %', group[1], MOST_BUSY),
      infoRow(results, group, 'elements', 'elements'),
      infoRow(results, group, 'longMs', 'long tasks, ms'),
      infoRow(results, group, 'updates', 'updates taken a second'),
    ]),
    firstRow(firsts, ROWS, 'AG Grid', MOST_OF_AG),
  ];
}

/**
 * What may be one frame is what this machine shows one frame to be: where an empty page already has longer ones, ours may
 * have the same, and half a millisecond for the clock.
 */
function frameRow(results: Results, group: readonly string[], quantum: number): BenchRow {
  const [ours = ''] = group;
  const value = best(results, ours);
  const limit = Math.max(FRAME_MS, quantum + 0.5);
  return {
    case: `${ours}: frame p95, ms`,
    ours: rounded(value),
    peers: {
      ...Object.fromEntries(group.slice(1).map((name) => [name, rounded(best(results, name))])),
      'empty page': rounded(quantum),
    },
    limit: rounded(limit),
    ratio: rounded(value / best(results, group[1] ?? '')),
    target: `${FRAME_MS} ms or less, or that of an empty page`,
    pass: value <= limit,
  };
}

/** On a busy machine the lower quartile moves far less than the median. */
function firstRow(
  firsts: Readonly<Record<string, readonly number[]>>,
  group: readonly string[],
  peer: string,
  limit: number,
): BenchRow {
  const [ours = '', ...peers] = group;
  const at = (name: string): number => percentile(firsts[name] ?? [], 0.25);
  const ratio = at(ours) / at(peer);
  return {
    case: `${ours}: first render, of ${peer}, ms`,
    ours: rounded(at(ours)),
    peers: Object.fromEntries([...peers, NOTHING].map((name) => [name, rounded(at(name))])),
    limit,
    ratio: rounded(ratio),
    target: `${limit}x ${peer} or less`,
    pass: ratio <= limit,
  };
}

function ratioRow(
  results: Results,
  group: readonly string[],
  key: keyof Measured,
  what: string,
  peer: string,
  limit: number,
): BenchRow {
  const [ours = ''] = group;
  // Of one round each, so that both had the same moments.
  const ratio = median(
    (results[ours] ?? []).map(
      (measured, round) => measured[key] / (results[peer]?.[round]?.[key] ?? Number.NaN),
    ),
  );
  return {
    case: `${ours}: ${what}`,
    ours: rounded(of(results, ours, key)),
    peers: peersOf(results, group, key),
    limit,
    ratio: rounded(ratio),
    target: `${limit}x ${peer} or less`,
    pass: ratio <= limit,
  };
}

function infoRow(results: Results, group: readonly string[], key: keyof Measured, what: string): BenchRow {
  const [ours = ''] = group;
  return {
    case: `${ours}: ${what}`,
    ours: rounded(of(results, ours, key)),
    peers: peersOf(results, group, key),
    limit: null,
    ratio: null,
    target: 'for information',
    pass: true,
  };
}

function peersOf(results: Results, group: readonly string[], key: keyof Measured): Record<string, number> {
  return Object.fromEntries(group.slice(1).map((name) => [name, rounded(of(results, name, key))]));
}

function best(results: Results, name: string): number {
  return Math.min(...(results[name] ?? []).map(({ frameP95 }) => frameP95));
}

function of(results: Results, name: string, key: keyof Measured): number {
  return median((results[name] ?? []).map((measured) => measured[key]));
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function told(name: string, { frameP95, busy, longMs, elements, updates, speed }: Measured): string {
  const figures = { p95: frameP95, busy, long: longMs, elements, updates, speed };
  return `  ${name}: ${Object.entries(figures)
    .map(([what, value]) => `${what} ${rounded(value)}`)
    .join(', ')}`;
}
