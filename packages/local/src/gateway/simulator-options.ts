import type { GatewayAccount, GatewayServer } from './connect.ts';

/** How far the simulator has filled in the past. */
interface SimulatorProgress {
  /** E-mail of the gateway's account. */
  account: string;
  machines: number;
  /** Readings of the past recorded so far, and in all. */
  done: number;
  total: number;
}

/** What {@link startSimulator} needs. */
export interface SimulatorOptions extends GatewayServer {
  /** One gateway account for each tenant. */
  accounts: readonly GatewayAccount[];
  /** Another seed, another plant. Default 1. */
  seed?: number;
  /** Distance of live readings. Default 2,000 ms. */
  intervalMs?: number;
  /** How much of the past is filled in, so that charts are not empty. Default 24 h; 0 = nothing. */
  backfillHours?: number;
  onProgress?: (progress: SimulatorProgress) => void;
  /** Hears of failures that the simulator survives, for a log. */
  onFailure?: (error: unknown) => void;
}
