import type { Machine } from '../types/index.ts';

/** A machine as the engine knows it; freshness depends on the clock and is added above the engine. */
export type MachineRecord = Omit<Machine, 'freshness'>;
