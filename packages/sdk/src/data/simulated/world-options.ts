import type { SimulatedClockOptions } from './clock.ts';
import type { SimulatedStorage } from './keeper.ts';

/** What a `SimulatedWorld` is made from. */
export interface SimulatedWorldOptions extends SimulatedClockOptions {
  /** Another seed, another plant. Default 1. */
  seed?: number;
  /** How often the world looks at its clock while somebody listens; 0 = only `advance` moves it. Default 1,000 ms. */
  tickMs?: number;
  /** Distance of the machines' readings in the world's time. Default 2,000 ms. */
  readingIntervalMs?: number;
  /** How far the machines' past reaches back at the start. Default 24 h. */
  historyMs?: number;
  /** Without the demo machines and files every tenant starts empty. Default true. */
  withMachines?: boolean;
  /**
   * Name under which the world keeps what people changed, so that it is there again after a reload: machines, members,
   * invitations, brands, files up to 64 KiB each, what was recorded in the last hour. What the plant measures is not
   * kept, for it follows from seed and time; neither are passwords and sessions. Of several tabs that have the same
   * world open, the one that changes something last is kept. Absent: nothing is kept.
   */
  persistAs?: string;
  /** Where the world is kept; default the browser's localStorage where it may be used, else memory. */
  storage?: SimulatedStorage;
}
