import { connect } from '../connect.ts';
import type { ReplayOptions } from './options.ts';
import { replayInto } from './replay-into.ts';
import type { ReplayReport } from './report.ts';

/**
 * Plays recorded CSV files (plain or gzip) into a running server, as a shop-floor gateway would: it signs in, makes a
 * machine for each `machine_id`, moves the times to the present and records. With a `speed` above 0 the last part of
 * each machine's recording plays live; what lies before is recorded at once as history.
 *
 * @throws NexusError `file_not_found` | `file_unreadable` | `file_empty` | `not_csv` before anything is recorded;
 * `invalid_credentials`, `permission_denied`, `network_unreachable` as the SDK does
 * @example
 * const report = await replayFiles({ ...stack, account, files: ['pump.csv.gz'], speed: 10 });
 * console.log(formatReplayReport(report));
 */
export async function replayFiles(options: ReplayOptions): Promise<ReplayReport> {
  const { url, publishableKey, account, signal } = options;
  // The files first: a wrong path should be told before a sign-in is tried.
  return replayInto(options, () => connect({ url, publishableKey }, account, signal));
}
