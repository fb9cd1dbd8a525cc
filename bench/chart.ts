// What a live chart costs, against bare uPlot, ECharts and Chart.js. `npm run bench -- chart [--quick]`
//
// In a real Chromium: a window of 100,000 and of 1,000,000 readings into which one comes with every frame. Each library is
// told what it takes to be fast; ours is the element as a page uses it, with its axes, band, readout and buttons. Libraries
// take turns, each in a page of its own; a figure is the median of the rounds.

import { chartRounds, type Figures } from './chart/measure.ts';
import type { BenchRow } from './run.ts';

const SIZES = [100_000, 1_000_000];
const BARE = 'uPlot';
/** No worse than bare uPlot, with room for what two runs of the same differ by. */
const MOST_AT_100K = 1.1;
/** 3 times better than bare uPlot. */
const MOST_AT_1M = 1 / 3;

export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const isQuick = args.includes('--quick');
  const [rounds, streamMs] = isQuick ? [1, 1_500] : [5, 4_000];
  const rows: BenchRow[] = [];
  for (const size of SIZES) {
    console.error(`${size.toLocaleString('en')} readings`);
    const figures = await chartRounds(size, rounds, streamMs);
    rows.push(
      row('first paint', size, figures, 'paintMs'),
      row('main thread a frame', size, figures, 'frameMs'),
    );
    for (const [what, key] of [
      ['work until the first picture', 'workMs'],
      ['frames a second', 'fps'],
    ] as const) {
      rows.push({
        ...row(what, size, figures, key),
        limit: null,
        target: 'for information',
        pass: true,
      });
    }
  }
  return rows;
}

function row(what: string, size: number, figures: Record<string, Figures[]>, key: keyof Figures): BenchRow {
  const { ours = 0, ...peers } = Object.fromEntries(
    Object.entries(figures).map(([name, rounds]) => [name, median(rounds.map((one) => one[key]))]),
  );
  const limit = size > 100_000 ? MOST_AT_1M : MOST_AT_100K;
  const ratio = Number((ours / (peers[BARE] ?? 0)).toFixed(2));
  return {
    case: `${what}, ${size / 1_000}k${key === 'fps' ? '' : ': ms'}`,
    ours,
    peers,
    limit: Number(limit.toFixed(2)),
    ratio,
    target: size > 100_000 ? '3x better than bare uPlot' : 'no worse than bare uPlot (1.1x)',
    pass: ratio <= limit,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2));
}
