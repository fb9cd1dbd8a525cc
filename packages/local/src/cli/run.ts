import { join, resolve } from 'node:path';
import { checkRecording } from '../gateway/index.ts';
import { startPortal } from '../portal/portal.ts';
import { type Stack, startStack } from '../stack.ts';
import { isGateway, readDemoAccounts } from './accounts.ts';
import { type Args, UsageError } from './args.ts';
import { startFeed } from './feed.ts';
import type { Log } from './log-file.ts';
import { openBrowser } from './open-browser.ts';
import { readyBlock, readyLine } from './ready.ts';

/** Everything that `npm start` runs. */
export interface Running {
  /** Ends everything, in the order opposite to the start. */
  stop(): Promise<void>;
}

/**
 * Starts portal, stack and feed, and tells when they are ready.
 *
 * @param failed is told when something ends everything later
 * @throws an error with one clear line; whatever was started has then ended
 */
export async function run(args: Args, log: Log, failed: (error: unknown) => void): Promise<Running> {
  const began = performance.now();
  const say = (text: string): void => void (args.json ? process.stderr : process.stdout).write(text);
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) => log(`while ending: ${String(error)}`));
    }
  };

  try {
    // Before anything is started: a file that cannot be replayed is one clear error and leaves nothing behind.
    for (const file of args.replay) await checkRecording(file);
    const portal = await startPortal(args.port);
    undo.push(() => portal.stop());
    const stack = await startWith(args, portal.url, log, failed);
    undo.push(() => stack.stop());
    const accounts = await readDemoAccounts(stack.db);
    await portal.built;
    portal.configure({
      url: stack.url,
      publishableKey: stack.publishableKey,
      accounts: accounts.filter((account) => !isGateway(account)),
    });
    const feed = await startFeed(args, stack, accounts, { say, progress: progressLine(args), log, failed });
    undo.push(() => feed.stop());

    const seconds = (performance.now() - began) / 1000;
    const ready = { stack, portal: portal.url, accounts, data: resolve(args.data), seconds };
    process.stdout.write(
      args.json ? readyLine(ready) : readyBlock(ready, process.stdout.isTTY && !process.env.NO_COLOR),
    );
    if (!args.json) openBrowser(portal.url);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startWith(
  args: Args,
  siteUrl: string,
  log: Log,
  failed: (error: unknown) => void,
): Promise<Stack> {
  // What stands on the command line is meant; the environment may be left over from something else.
  const databaseUrl = args.engine === undefined ? process.env.DATABASE_URL : undefined;
  if (databaseUrl && args.reset) {
    throw new UsageError(
      '--reset does not touch a server of your own: empty it yourself, or unset DATABASE_URL',
    );
  }
  return startStack({
    apiPort: args.apiPort,
    dataDir: resolve(args.data),
    reset: args.reset,
    siteUrl,
    reloadFunctions: true,
    log,
    onDied: failed,
    onFolder: (folder) => log.writeTo(join(folder, 'stack.log')),
    ...(args.engine !== undefined && { engine: args.engine }),
    ...(databaseUrl && { databaseUrl }),
  });
}

/** On a terminal each text replaces the one before; elsewhere progress would be a long column of noise. */
function progressLine(args: Args): (text: string) => void {
  const stream = args.json ? process.stderr : process.stdout;
  return (text) => {
    if (stream.isTTY) stream.write(`\r\x1b[K${text}`);
  };
}
