import { wander } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Air in the hall in °C: 22 with a day's swing of 2.5 (warmest about 15 h) and the weather's 2. */
export function ambientAt(key: number, time: number): number {
  const swing = 2.5 * Math.sin((2 * Math.PI * (time - 9 * HOUR)) / DAY);
  return 22 + swing + 2 * wander(key, time / DAY, 41);
}

/** Distance of the nodes between which the rise is taken as straight. */
const STEP = 30_000;
/** Nodes are computed a block at a time, so that a chart of a day costs a handful of blocks. */
const BLOCK_NODES = 720;
/** Forgetting: after eight time constants a wrong start is below 0.04 % of the rise. */
const WARM_UP = 8;
const MAX_BLOCKS = 12;

/**
 * First-order lag: the rise over ambient runs towards `target(time)` with the time constant `tauMs`.
 * Each block starts its own warm-up from the target, so that the answer for an instant is the same whatever was
 * asked before.
 */
export class ThermalLag {
  readonly #target: (time: number) => number;
  readonly #tauMs: number;
  readonly #blocks: Map<number, Float64Array> = new Map();

  constructor(tauMs: number, target: (time: number) => number) {
    this.#tauMs = tauMs;
    this.#target = target;
  }

  /** Rise over ambient in K. */
  riseAt(time: number): number {
    const position = time / STEP;
    const node = Math.floor(position);
    const from = this.#node(node);
    return from + (this.#node(node + 1) - from) * (position - node);
  }

  #node(index: number): number {
    const block = Math.floor(index / BLOCK_NODES);
    let nodes = this.#blocks.get(block);
    if (nodes === undefined) {
      nodes = this.#compute(block * BLOCK_NODES);
      const oldest = this.#blocks.keys().next();
      if (this.#blocks.size >= MAX_BLOCKS && !oldest.done) this.#blocks.delete(oldest.value);
      this.#blocks.set(block, nodes);
    }
    return nodes[index - block * BLOCK_NODES] as number;
  }

  #compute(first: number): Float64Array {
    const keep = Math.exp(-STEP / this.#tauMs);
    const begin = first - Math.ceil((WARM_UP * this.#tauMs) / STEP);
    let rise = this.#target(begin * STEP);
    for (let node = begin; node < first; node++) rise = follow(rise, this.#target(node * STEP), keep);
    const nodes = new Float64Array(BLOCK_NODES);
    for (let node = 0; node < BLOCK_NODES; node++) {
      nodes[node] = rise;
      rise = follow(rise, this.#target((first + node) * STEP), keep);
    }
    return nodes;
  }
}

function follow(rise: number, target: number, keep: number): number {
  return target + (rise - target) * keep;
}
