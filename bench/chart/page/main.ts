import type { Adapter, OpenAdapter, Points } from './adapter.ts';
import { openChartjs } from './chartjs-adapter.ts';
import { openEcharts } from './echarts-adapter.ts';
import { openElement } from './element-adapter.ts';
import { openUplot } from './uplot-adapter.ts';

const ADAPTERS: Readonly<Record<string, OpenAdapter>> = {
  ours: openElement,
  uPlot: openUplot,
  ECharts: openEcharts,
  'Chart.js': openChartjs,
};
/** Readings a second: one a frame. */
const RATE_HZ = 60;
const STEP_MS = 1_000 / RATE_HZ;

/** What the page offers to the bench. */
export interface ChartBench {
  names: readonly string[];
  /** Makes so many readings. */
  prepare(size: number): void;
  /** Opens a chart of them and answers how long it took until it was painted, in ms. */
  open(name: string): Promise<number>;
  /** Appends for so long, and answers how many frames that were. */
  stream(ms: number): Promise<number>;
  close(): void;
}

const valueAt = (index: number): number => 3 + Math.sin(index / 2_000) + ((index * 7_919) % 977) / 977;

function pointsOf(size: number): Points {
  const start = Date.now() - size * STEP_MS;
  return {
    times: Float64Array.from({ length: size }, (_, index) => start + index * STEP_MS),
    values: Float64Array.from({ length: size }, (_, index) => valueAt(index)),
  };
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** A task of its own: the frame that is being made has been handed on by then. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

function canvasIn(target: Element): HTMLCanvasElement | null {
  const own = target.querySelector('canvas');
  return own ?? target.querySelector('nexus-telemetry-chart')?.shadowRoot?.querySelector('canvas') ?? null;
}

/**
 * Once the lines are on the canvas: browsers put drawing off until somebody looks. What was drawn by the time that a frame
 * is handed on is in that frame, whether at once, in a microtask or in the frame's own callback: nobody waits a frame more
 * for being asked too early.
 */
async function painted(target: Element): Promise<void> {
  let canvas: HTMLCanvasElement | null = null;
  do {
    await frame();
    await nextTask();
    canvas = canvasIn(target);
  } while (canvas === null || canvas.width === 0);
  canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
}

const stage = document.querySelector<HTMLElement>('#stage') as HTMLElement;
let points = pointsOf(0);
let open: { adapter: Adapter; last: number; count: number } | undefined;

const chartBench: ChartBench = {
  names: Object.keys(ADAPTERS),
  prepare(size) {
    points = pointsOf(size);
  },
  async open(name) {
    await frame();
    await nextTask();
    const startedAt = performance.now();
    const adapter = (ADAPTERS[name] as OpenAdapter)(stage, points);
    await painted(stage);
    const tookMs = performance.now() - startedAt;
    open = { adapter, last: points.times.at(-1) as number, count: points.times.length };
    return tookMs;
  },
  async stream(ms) {
    if (open === undefined) return 0;
    const { adapter } = open;
    const startedAt = performance.now();
    let [frames, appended] = [0, 0];
    for (let now = startedAt; now - startedAt < ms; now = await frame()) {
      for (; appended < ((now - startedAt) * RATE_HZ) / 1_000; appended += 1) {
        open.last += STEP_MS;
        adapter.append(open.last, valueAt(open.count));
        open.count += 1;
      }
      adapter.draw();
      frames += 1;
    }
    return frames;
  },
  close() {
    open?.adapter.close();
    open = undefined;
    stage.replaceChildren();
  },
};
Object.assign(globalThis, { chartBench });
