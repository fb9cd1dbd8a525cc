import type { GatewayAccount, GatewayServer } from '../connect.ts';
import type { ReplayReport } from './report.ts';
import type { ReplayFile } from './scan.ts';

/** How far a replay is. */
export interface ReplayProgress {
  phase: 'scan' | 'machines' | 'history' | 'live' | 'done';
  /** Counts so far; `read = recorded + duplicate + refused + waiting`. */
  total: ReplayReport['total'];
  /** Rows of all files, known after the scan. */
  rows: number;
  /** How long the live part still plays. */
  remainingMs: number;
}

/** What {@link replayFiles} needs. */
export interface ReplayOptions extends GatewayServer {
  files: readonly ReplayFile[];
  account: GatewayAccount;
  /** 1 = as recorded, 60 = a minute in a second, 0 = everything at once. */
  speed: number;
  onProgress?: (progress: ReplayProgress) => void;
  /** Gives the replay up; the report tells how far it came. */
  signal?: AbortSignal;
}
