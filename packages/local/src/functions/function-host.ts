import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DenoWorker, startDenoWorker } from './deno-worker.ts';
import { watchFiles } from './watch-files.ts';

/** What functions are run with. */
export interface FunctionHostOptions {
  /** A module with `export default { fetch }` that serves every function by the first part of the path. */
  readonly entry: string;
  /** Shown to the functions as environment, as hosted Supabase does. */
  readonly env: Readonly<Record<string, string>>;
  /** Hosts that functions may talk to, `name` or `name:port`. */
  readonly allowNet: readonly string[];
  /** Folders of code: functions start anew when something changes in the entry's folder or in one of these. */
  readonly watch?: readonly string[];
  /** Told of every line that functions print, of deaths, and of reloads. */
  readonly log: (line: string) => void;
}

/** A Deno that a request goes to. */
interface Lease {
  readonly address: string;
  /** The request has ended. Calling it twice is harmless. */
  release(): void;
}

/** Functions in a real Deno beside this process. */
export interface FunctionHost {
  /** A Deno that listens; null when none comes up in time. It stays, up to a limit, until the lease is released. */
  lease(): Promise<Lease | null>;
  stop(): Promise<void>;
}

/** How long a request waits for Deno to come up, and a reload for the new one. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How long requests may go on in a Deno that has been replaced. */
const GRACE_MS = 2_000;

/**
 * Starts Deno, starts it again when it dies, with longer pauses the faster it dies, and replaces it when the code changes:
 * the new one takes over when it listens, and one that does not come up leaves the old one at work. Functions may use the
 * network of `allowNet`, their own environment, and nothing else.
 */
export function startFunctionHost(options: FunctionHostOptions): FunctionHost {
  const { log } = options;
  const alive = new Set<DenoWorker>();
  let stopped = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let ready = Promise.withResolvers<DenoWorker>();
  let current: DenoWorker | undefined;

  const launch = (): DenoWorker => {
    const worker = startDenoWorker(options);
    alive.add(worker);
    void worker.exited.then(() => alive.delete(worker));
    return worker;
  };

  // Whoever waits for the one before gets the one after it.
  const renew = (): void => {
    const before = ready;
    ready = Promise.withResolvers<DenoWorker>();
    void ready.promise.then(before.resolve);
  };

  const take = (worker: DenoWorker): void => {
    const began = Date.now();
    current = worker;
    const mine = ready;
    void worker.listening.then((address) => address !== null && mine.resolve(worker));
    void worker.exited.then((code) => {
      if (stopped || current !== worker) return;
      pause = Date.now() - began > LONGEST_PAUSE_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      log(`Deno ended (${code ?? 'by a signal'}); it starts again in ${pause} ms`);
      renew();
      timer = setTimeout(() => take(launch()), pause);
    });
  };
  take(launch());

  const reload = async (file: string): Promise<void> => {
    const next = launch();
    const address = await Promise.race([next.listening, later(PATIENCE_MS)]);
    if (stopped) return;
    if (address === null) {
      log(`Functions did not start after ${file} changed; those from before go on`);
      await next.stop();
      return;
    }
    clearTimeout(timer);
    const before = current;
    renew();
    take(next);
    log(`Functions were reloaded: ${file} changed`);
    if (before) void retire(before);
  };

  // One at a time, and once more for what changed meanwhile.
  let reloading: Promise<void> = Promise.resolve();
  const folders = options.watch === undefined ? [] : [dirname(resolve(options.entry)), ...options.watch];
  const unwatch = watchFiles(
    folders,
    (file) => {
      reloading = reloading.then(() => (stopped ? undefined : reload(file)));
    },
    (error) => log(`Functions will not be reloaded: ${String(error)}`),
  );

  return {
    lease: async () => {
      const worker = await Promise.race([ready.promise, later(PATIENCE_MS)]);
      const address = (await worker?.listening) ?? null;
      if (!worker || address === null) return null;
      worker.busy += 1;
      let isHeld = true;
      return {
        address,
        release: () => {
          if (isHeld) worker.busy -= 1;
          isHeld = false;
        },
      };
    },
    stop: async () => {
      stopped = true;
      unwatch();
      clearTimeout(timer);
      await Promise.all([...alive].map((worker) => worker.stop()));
    },
  };
}

/** Ends a Deno when it has nothing left to answer, or when its time is over. */
async function retire(worker: DenoWorker): Promise<void> {
  const end = Date.now() + GRACE_MS;
  while (worker.busy > 0 && Date.now() < end) await later(50);
  await worker.stop();
}

function later(ms: number): Promise<null> {
  return new Promise((done) => setTimeout(() => done(null), ms).unref());
}

/** The module that serves the project's own functions. */
export const FUNCTIONS_ENTRY: string = fileURLToPath(
  new URL('../../../edge-functions/src/index.ts', import.meta.url),
);
