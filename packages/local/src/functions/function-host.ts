import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../engine/child.ts';

/** What functions are run with. */
export interface FunctionHostOptions {
  /** A module with `export default { fetch }` that serves every function by the first part of the path. */
  readonly entry: string;
  /** Shown to the functions as environment, as hosted Supabase does. */
  readonly env: Readonly<Record<string, string>>;
  /** Hosts that functions may talk to, `name` or `name:port`. */
  readonly allowNet: readonly string[];
  /** Told of every line that functions print, and of deaths. */
  readonly log: (line: string) => void;
}

/** Functions in a real Deno beside this process. */
export interface FunctionHost {
  /** Where Deno listens, once it does; null when it does not come up in time. */
  address(): Promise<string | null>;
  /** For tests and diagnosis. */
  readonly pid: () => number | undefined;
  stop(): Promise<void>;
}

/** How long a request waits for Deno to come up. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Starts Deno, and starts it again when it dies, with longer pauses the faster it dies. Nothing is downloaded: npm
 * packages come from `node_modules`. Functions may use the network of `allowNet`, their own environment, and nothing else.
 */
export function startFunctionHost(options: FunctionHostOptions): FunctionHost {
  let child: Child | undefined;
  let stopped = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let listening = Promise.withResolvers<string>();

  const start = (): void => {
    const began = Date.now();
    const current = startDeno(options);
    child = current;
    const hear = (chunk: Buffer): void => {
      for (const line of chunk.toString().split('\n')) {
        const address = /Listening on (http:\/\/[^\s/]+)/.exec(line)?.[1];
        if (address !== undefined) listening.resolve(address);
        else if (line.trim() !== '') options.log(line);
      }
    };
    current.process.stdout?.on('data', hear);
    current.process.stderr?.on('data', hear);
    current.exited.then((code) => {
      if (stopped) return;
      pause = Date.now() - began > LONGEST_PAUSE_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      options.log(`Deno ended (${code ?? 'by a signal'}); it starts again in ${pause} ms`);
      listening = Promise.withResolvers<string>();
      timer = setTimeout(start, pause);
    });
  };
  start();

  return {
    address: async () => {
      const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS).unref());
      return Promise.race([listening.promise, late]);
    },
    pid: () => child?.process.pid,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await child?.stop(1000);
    },
  };
}

function startDeno(options: FunctionHostOptions): Child {
  const { entry, env, allowNet } = options;
  const flags = [
    'serve',
    '--cached-only',
    '--node-modules-dir=manual',
    '--no-prompt',
    '--no-lock',
    '--host=127.0.0.1',
    '--port=0',
    `--allow-net=127.0.0.1,${allowNet.join(',')}`,
    `--allow-env=${Object.keys(env).join(',')}`,
  ];
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  return startChild({
    command: denoBinary(),
    args: [...flags, resolve(entry)],
    cwd: dirname(resolve(entry)),
    env: { PATH, HOME, TMPDIR, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', ...env },
    stopSignal: 'TERM',
  });
}

/** The program itself; the package's launcher would stay between us and it as one more process. */
function denoBinary(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('deno/package.json'));
  return join(folder, process.platform === 'win32' ? 'deno.exe' : 'deno');
}

/** The module that serves the project's own functions. */
export const FUNCTIONS_ENTRY: string = fileURLToPath(
  new URL('../../../edge-functions/src/index.ts', import.meta.url),
);
