import type { Reading } from '@nexus-mfg/sdk';
import type { Adapter, OpenAdapter } from './adapter.ts';
import { openDexie, openKeyval, openLocalforage } from './peer-adapters.ts';
import { openPublicPath } from './public-adapter.ts';
import { openRawChunks } from './raw-chunks-adapter.ts';
import { openRing } from './ring-adapter.ts';

const ADAPTERS: Readonly<Record<string, OpenAdapter>> = {
  ours: openRing,
  'telemetry.record': openPublicPath,
  'raw chunks': openRawChunks,
  'Dexie bulkAdd': openDexie,
  'idb-keyval keys': openKeyval,
  localForage: openLocalforage,
};

/** Readings that are put in together and waited for. */
const BURST = 100;
/** Readings that are taken out together. */
const BATCH = 500;
/** Readings of one turn: long enough to be timed, short enough for all to have the same moments. */
const TURN = 1_000;
/** Turns on each of two stores of different depth. */
const GROWTH_TURNS = 4;
/** Who needs longer for a phase is stopped: his rate is known by then. */
const LIMIT_MS = 15_000;

/** How far an adapter came in a phase. */
export interface Progress {
  readings: number;
  /** Of each turn of 1,000 readings. */
  turnsMs: number[];
  /** True when it was stopped at the limit. */
  isCut: boolean;
  /** Readings that were there when it was opened. */
  found: number;
  /** From opening until those were counted. */
  openMs: number;
  /** Readings that did not come right after their predecessor. */
  orderBreaks: number;
}

/** What the bench calls in the page. */
export interface BufferBench {
  readonly names: readonly string[];
  /** Each adapter puts `total` readings into a new store, in bursts that are waited for. */
  enqueue(names: readonly string[], database: string, total: number): Promise<Record<string, Progress>>;
  /** Each adapter opens what is there, as after a restart, counts it and takes it out in order. */
  drain(names: readonly string[], database: string): Promise<Record<string, Progress>>;
  /**
   * The same adapter on stores that hold so many readings at the end, `sizes`, in turns: only the depth differs. Answers for
   * each size the first or the last turns, of a thousand readings each.
   */
  growth(
    name: string,
    database: string,
    phase: 'enqueue' | 'drain',
    sizes: readonly number[],
  ): Promise<number[][]>;
  remove(names: readonly string[], database: string): Promise<void>;
}

interface Runner extends Progress {
  adapter: Adapter;
  name: string;
  target: number;
  isDone: boolean;
}

function burst(from: number): Reading[] {
  return Array.from({ length: BURST }, (_, index) => ({
    machineId: `3f0b2c1e-0000-4000-8000-${String((from + index) % 40).padStart(12, '0')}`,
    timestamp: new Date(1_767_225_600_000 + (from + index) * 250).toISOString(),
    vibration: 2.4 + ((from + index) % 13) / 100,
    temperature: from + index,
    rpm: 1_480 + ((from + index) % 17),
    power_kwh: 0.0125,
  }));
}

async function open(name: string, database: string, total: number | null): Promise<Runner> {
  const began = performance.now();
  const adapter = await (ADAPTERS[name] as OpenAdapter)(`${database} ${name}`);
  const found = await adapter.count();
  const openMs = performance.now() - began;
  const target = total ?? found;
  const blank = { readings: 0, turnsMs: [], isCut: false, orderBreaks: 0 };
  return { ...blank, adapter, name, target, found, openMs, isDone: target === 0 };
}

/**
 * The adapters take turns, so that a busy moment of the machine hits all of them. Who comes after whom changes as well: the
 * browser is still busy with what a heavy one wrote when the next begins.
 */
async function inTurns(runners: readonly Runner[], turn: (runner: Runner) => Promise<void>): Promise<void> {
  for (let round = 0; runners.some(({ isDone }) => !isDone); round += 1) {
    const order = runners.map((_, place) => runners[(place + (round >> 1)) % runners.length] as Runner);
    for (const runner of round % 2 === 0 ? order : order.reverse()) {
      if (runner.isDone) continue;
      const began = performance.now();
      await turn(runner);
      runner.turnsMs.push(performance.now() - began);
      runner.isCut =
        runner.turnsMs.reduce((sum, ms) => sum + ms, 0) > LIMIT_MS && runner.readings < runner.target;
      runner.isDone = runner.isCut || runner.readings >= runner.target;
    }
  }
}

async function putIn(runner: Runner, count: number): Promise<void> {
  for (const end = runner.readings + count; runner.readings < end; runner.readings += BURST) {
    await runner.adapter.enqueue(burst(runner.readings));
  }
}

async function takeOut(runner: Runner): Promise<void> {
  for (let taken = 0; taken < TURN; taken += BATCH) {
    const batch = (await runner.adapter.take?.(BATCH)) ?? [];
    if (batch.length === 0)
      throw new Error(`${runner.name} ended after ${runner.readings} of ${runner.found}`);
    follow(runner, batch);
  }
}

/** What empties itself would work on during the turns of others. */
function isAlone({ adapter }: Runner): boolean {
  return adapter.takeAll !== undefined;
}

function follow(runner: Runner, batch: readonly Reading[]): void {
  batch.forEach((reading, index) => {
    if (reading.temperature !== runner.readings + index) runner.orderBreaks += 1;
  });
  runner.readings += batch.length;
}

async function finish(runners: readonly Runner[]): Promise<Record<string, Progress>> {
  for (const { adapter } of runners) await adapter.close();
  return Object.fromEntries(
    runners.map(({ name, readings, turnsMs, isCut, found, openMs, orderBreaks }) => [
      name,
      { readings, turnsMs, isCut, found, openMs, orderBreaks },
    ]),
  );
}

const bench: BufferBench = {
  names: Object.keys(ADAPTERS),

  async enqueue(names, database, total) {
    const runners: Runner[] = [];
    for (const name of names) runners.push(await open(name, database, total));
    await inTurns(runners, (runner) => putIn(runner, TURN));
    return finish(runners);
  },

  async growth(name, database, phase, sizes) {
    const runners: Runner[] = [];
    for (const size of sizes) {
      const runner = await open(name, `${database} ${size}`, phase === 'enqueue' ? size : null);
      const depth = GROWTH_TURNS * TURN;
      if (phase === 'enqueue') await putIn(runner, size - depth);
      runner.target = phase === 'enqueue' ? size : depth;
      runners.push(runner);
    }
    await inTurns(runners, (runner) => (phase === 'enqueue' ? putIn(runner, TURN) : takeOut(runner)));
    await finish(runners);
    return runners.map(({ turnsMs }) => turnsMs);
  },

  async drain(names, database) {
    const runners: Runner[] = [];
    for (const name of names) runners.push(await open(name, database, null));
    const [alone, together] = [runners.filter(isAlone), runners.filter((runner) => !isAlone(runner))];
    await inTurns(together, takeOut);
    for (const runner of alone) {
      const began = performance.now();
      const all = (await runner.adapter.takeAll?.()) ?? [];
      const turns = Math.max(1, all.length / TURN);
      follow(runner, all);
      // It sends in batches of its own: only the whole can be timed.
      runner.turnsMs.push(...Array(Math.ceil(turns)).fill((performance.now() - began) / turns));
    }
    return finish(runners);
  },

  async remove(names, database) {
    const all = await indexedDB.databases();
    for (const { name = '' } of all) {
      if (name.startsWith(`${database} `) && names.some((one) => name.endsWith(` ${one}`)))
        await removed(name);
    }
  },
};

function removed(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => reject(new Error(`${name} is still open`));
    request.onerror = () => reject(request.error);
  });
}

declare global {
  var bufferBench: BufferBench;
}
globalThis.bufferBench = bench;
