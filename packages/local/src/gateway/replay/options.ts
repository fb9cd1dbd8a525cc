import type { GatewayAccount, GatewayServer } from '../connect.ts';
import type { ReplayProgress } from './report.ts';
import type { ReplayFile } from './scan.ts';

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
