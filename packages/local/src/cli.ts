#!/usr/bin/env node
import { HELP, readArgs } from './cli/args.ts';
import { createLog } from './cli/log-file.ts';
import { onNpmGone } from './cli/npm-parent.ts';
import { type Running, run } from './cli/run.ts';
import { changeSecrets } from './cli/secrets.ts';

/** A stop that takes longer than this is ended by force; children end with this process whatever happens. */
const LONGEST_STOP_MS = 2500;

const log = createLog();
let running: Promise<Running> | undefined;
let ending = false;

/** Ends everything, once; a second signal ends at once. */
async function end(code: number): Promise<void> {
  if (ending) process.exit(code);
  ending = true;
  setTimeout(() => process.exit(code), LONGEST_STOP_MS).unref();
  await running?.then(
    (all) => all.stop(),
    () => undefined,
  );
  process.exit(code);
}

/** One clear line; what only a developer wants is in the log. */
function fail(error: unknown): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.split('\n')[0]}\n`);
  void end(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
onNpmGone(() => void end(0));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// A reader that went away, such as `head`.
process.stdout.on('error', () => undefined);

try {
  const argv = process.argv.slice(2);
  const args = argv[0] === 'secrets' ? null : readArgs(argv);
  if (args === null) {
    process.stdout.write(await changeSecrets(argv.slice(1)));
    process.exit(0);
  } else if (args.help) {
    process.stdout.write(HELP);
  } else {
    running = run(args, log, fail);
    await running;
  }
} catch (error) {
  fail(error);
}
