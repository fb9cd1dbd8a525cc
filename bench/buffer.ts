// What it costs to keep readings in a browser until they can be sent, against Dexie, idb-keyval, localForage and as little
// as IndexedDB lets one do. `npm run bench -- buffer [--sizes 5000,20000,80000]`
//
// In a real Chromium, with its profile on the disk: bursts of 100 readings that are waited for, a reload, then everything
// taken out in order by 500. The adapters take turns of a thousand readings in one page, so that a busy machine slows all
// of them; a round's figure is the lower quartile of its turns, a row's the median of its rounds. Who needs more than 15 s is cut off.

import { growth, median, msOf, type Round, rounds, withPage } from './buffer/measure.ts';
import type { BenchRow } from './run.ts';

const SIZES = [5_000, 20_000, 80_000];
const OURS = 'ours';
const PUBLIC = 'telemetry.record';
const RAW = 'raw chunks';
const DEXIE = 'Dexie bulkAdd';
/** 0.8 of the rate of raw chunks. */
const MOST_OF_RAW = 1 / 0.8;
/** 5 times the rate of Dexie. */
const MOST_OF_DEXIE = 1 / 5;
const MOST_GROWTH = 1.3;

export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const sizes = sizesOf(args);
  const rows: BenchRow[] = [];
  await withPage(async (page, reload) => {
    for (const size of sizes) {
      console.error(`${size.toLocaleString('en')} readings`);
      // Few turns make a round of a small size: more of them.
      rows.push(...rowsOf(size, await rounds(page, reload, size, size < 10_000 ? 8 : 3)));
    }
    const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
    if (large === small) return;
    const ratios = await growth(page, reload, OURS, [small, large], 5);
    for (const phase of ['enqueue', 'drain'] as const) {
      rows.push(growthRow(phase, small, large, median(ratios[phase])));
    }
  });
  return rows;
}

function rowsOf(size: number, done: readonly Round[]): BenchRow[] {
  const named = (what: string): string => `${what}, ${size / 1_000}k: ms a 1,000 readings`;
  return [
    row(named('enqueue'), done, 'enqueue', OURS, RAW, MOST_OF_RAW, '0.8x or better of raw chunks'),
    row(
      named('enqueue, of Dexie'),
      done,
      'enqueue',
      OURS,
      DEXIE,
      MOST_OF_DEXIE,
      '5x or better of Dexie bulkAdd',
    ),
    row(named('drain'), done, 'drain', OURS, RAW, MOST_OF_RAW, '0.8x or better of raw chunks'),
    row(named('drain, of Dexie'), done, 'drain', OURS, DEXIE, null, 'for information'),
    row(named('telemetry.record'), done, 'enqueue', PUBLIC, RAW, null, 'for information'),
    row(
      named('telemetry.record, of Dexie'),
      done,
      'enqueue',
      PUBLIC,
      DEXIE,
      MOST_OF_DEXIE,
      '5x or better of Dexie bulkAdd',
    ),
    row(named('buffer.flush'), done, 'drain', PUBLIC, RAW, null, 'for information'),
    ...[OURS, PUBLIC].map((name) => exactRow(size, done, name)),
  ];
}

function row(
  what: string,
  done: readonly Round[],
  phase: keyof Round,
  ours: string,
  peer: string,
  limit: number | null,
  target: string,
): BenchRow {
  const of = (name: string): number =>
    median(done.map((round) => msOf(round, phase, name)).filter(Number.isFinite));
  const others = Object.keys(done[0]?.[phase] ?? {}).filter((name) => name !== OURS && name !== PUBLIC);
  // Of one round each, so that both had the same moments.
  const ratio = median(
    done.map((round) => msOf(round, phase, ours) / msOf(round, phase, peer)).filter(Number.isFinite),
  );
  return {
    case: what,
    ours: rounded(of(ours)),
    peers: Object.fromEntries(others.map((name) => [name, rounded(of(name))])),
    limit: limit === null ? null : rounded(limit),
    ratio: rounded(ratio),
    target,
    pass: limit === null || ratio <= limit,
  };
}

/** Readings that were missing, too many, or out of order after the reload, in all rounds. */
function exactRow(size: number, done: readonly Round[], name: string): BenchRow {
  const wrong = done.reduce((sum, { enqueue, drain }) => {
    const [put, got] = [enqueue[name], drain[name]];
    if (!put || !got) return Number.NaN;
    return sum + Math.abs(got.found - put.readings) + Math.abs(got.readings - put.readings) + got.orderBreaks;
  }, 0);
  return {
    case: `${name}, ${size / 1_000}k: readings wrong after a reload`,
    ours: wrong,
    peers: {},
    limit: 0,
    ratio: null,
    target: 'exact count, in order',
    pass: wrong === 0,
  };
}

function growthRow(phase: keyof Round, small: number, large: number, ratio: number): BenchRow {
  return {
    case: `${phase}: cost of a reading at ${large / 1_000}k, of that at ${small / 1_000}k`,
    ours: rounded(ratio),
    peers: {},
    limit: MOST_GROWTH,
    ratio: rounded(ratio),
    target: 'flat: within 1.3x',
    pass: ratio <= MOST_GROWTH,
  };
}

function sizesOf(args: readonly string[]): number[] {
  const at = args.indexOf('--sizes');
  const sizes = at < 0 ? SIZES : (args[at + 1] ?? '').split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 1_000 && size % 1_000 === 0)) {
    throw new Error('--sizes takes whole thousands, for example 5000,20000');
  }
  return sizes;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
