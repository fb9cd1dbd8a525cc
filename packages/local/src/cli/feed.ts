import { formatReplayProgress, formatReplayReport, replayFiles, startSimulator } from '../gateway/index.ts';
import type { Stack } from '../stack.ts';
import { type DemoAccount, isGateway } from './accounts.ts';
import type { Args } from './args.ts';

/** What brings readings into the machines. */
export interface Feed {
  stop(): Promise<void>;
}

/** How the feed talks to the terminal and the log. */
export interface FeedOutput {
  readonly say: (text: string) => void;
  /** Replaces the line before, where the terminal can. */
  readonly progress: (text: string) => void;
  readonly log: (line: string) => void;
  /** The replay cannot go on. */
  readonly failed: (error: unknown) => void;
}

/** Starts the simulator or the replay. Both sign in as shop-floor gateways, as any gateway would. */
export async function startFeed(
  args: Args,
  stack: Stack,
  accounts: readonly DemoAccount[],
  output: FeedOutput,
): Promise<Feed> {
  const gateways = accounts.filter(isGateway).map(({ email, password }) => ({ email, password }));
  const server = { url: stack.url, publishableKey: stack.publishableKey };
  const [account] = gateways;
  if (args.replay.length > 0 && account) {
    const ending = new AbortController();
    const done = replayFiles({
      ...server,
      account,
      files: args.replay,
      speed: args.speed,
      signal: ending.signal,
      onProgress: (progress) => {
        if (progress.phase !== 'done') output.progress(formatReplayProgress(progress));
      },
    }).then(
      (report) => output.say(`${formatReplayReport(report)}\n`),
      (error: unknown) => {
        if (!ending.signal.aborted) output.failed(error);
      },
    );
    return {
      stop: async () => {
        ending.abort();
        await done;
      },
    };
  }
  if (!args.simulator || gateways.length === 0) return { stop: async () => {} };
  return startSimulator({
    ...server,
    accounts: gateways,
    onFailure: (error) => output.log(`simulator: ${String(error)}`),
  });
}
