import type { Adapter, OpenAdapter } from './adapter.ts';
import { Feed } from './feed.ts';

const ADAPTERS: Readonly<Record<string, () => Promise<OpenAdapter>>> = {
  'our tiles': async () => {
    const { openOurs } = await import('./ours.ts');
    return (...given) => openOurs('tiles', ...given);
  },
  'our rows': async () => {
    const { openOurs } = await import('./ours.ts');
    // Everybody's code is there before the clock starts; ours would fetch this part when it first draws rows.
    await (await import('../../../packages/widgets/src/machine-grid/lazy-code.ts')).EXTRAS.fetch();
    return (...given) => openOurs('rows', ...given);
  },
  'plain tiles': async () => (await import('./plain-tiles.ts')).openPlainTiles,
  'plain rows': async () => (await import('./plain-rows.ts')).openPlainRows,
  'AG Grid': async () => (await import('./ag-grid.ts')).openAgGrid,
  Tabulator: async () => (await import('./tabulator.ts')).openTabulator,
  'lit-virtualizer': async () => (await import('./virtualizer.ts')).openVirtualizer,
  // What the page costs without any grid: the feed, the frames, the clock.
  nothing: async () => () => {
    const empty = document.createElement('div');
    return { scroller: () => empty, isDrawn: () => true, update: () => {} };
  },
};

/** Px a second; a flick of the wheel is faster, reading is slower. */
const SPEED = 2_400;

/** Who has drawn nothing by then is broken. */
const LONGEST_MS = 20_000;

/** What the bench calls in the page. */
export interface GridBench {
  readonly names: readonly string[];
  /** Fetches an adapter's code and runs it: no part of what is measured. */
  load(name: string): Promise<void>;
  /** Opens it; ms from the call until its machines have been painted. */
  open(): Promise<number>;
  /** Scrolls up and down for so long while the feed runs. */
  scroll(ms: number): Promise<Scrolled>;
}

export interface Scrolled {
  /** From each frame to the next, ms. */
  readonly frames: readonly number[];
  /** Updates that the page had time to take. */
  readonly updates: number;
  /** How far it came, px: who does not scroll is quick. */
  readonly distance: number;
  readonly elements: number;
}

const feed = new Feed();
let open: OpenAdapter | undefined;
let adapter: Adapter | undefined;

const bench: GridBench = {
  names: Object.keys(ADAPTERS),
  async load(name) {
    open = await ADAPTERS[name]?.();
    await frame();
  },
  async open() {
    const stage = document.getElementById('stage');
    if (open === undefined || stage === null) throw new Error('No adapter has been loaded.');
    const startedAt = performance.now();
    adapter = open(stage, feed.machines);
    // Looked at after each task, not only after each frame: who draws in a task of its own pays for no frame more.
    while (!adapter.isDrawn()) {
      if (performance.now() - startedAt > LONGEST_MS) throw new Error('Nothing was drawn.');
      await nextTask();
    }
    await frame();
    await nextTask();
    return performance.now() - startedAt;
  },
  async scroll(ms) {
    if (adapter === undefined) throw new Error('Nothing is open.');
    const { update } = adapter;
    const scroller = adapter.scroller();
    if (!scroller) throw new Error('Nothing scrolls.');
    feed.start(update);
    const frames: number[] = [];
    const startedAt = await frame();
    let [last, distance, top] = [startedAt, 0, 0];
    while (last - startedAt < ms) {
      const now = await frame();
      frames.push(now - last);
      last = now;
      const way = ((now - startedAt) / 1_000) * SPEED;
      // Down for as long as there is something, then back.
      const span = Math.max(1, scroller.scrollHeight - scroller.clientHeight);
      scroller.scrollTop = Math.floor(way / span) % 2 === 0 ? way % span : span - (way % span);
      distance += Math.abs(scroller.scrollTop - top);
      top = scroller.scrollTop;
    }
    feed.stop();
    return { frames, updates: feed.taken, distance, elements: elementsIn(document) };
  },
};

function elementsIn(root: ParentNode): number {
  let count = 0;
  for (const element of root.querySelectorAll('*'))
    count += 1 + (element.shadowRoot ? elementsIn(element.shadowRoot) : 0);
  return count;
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

function nextTask(): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
}

Object.assign(globalThis, { gridBench: bench });
