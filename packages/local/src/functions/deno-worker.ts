import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Child, startChild } from '../engine/child.ts';
import type { FunctionHostOptions } from './function-host.ts';

/** One Deno that serves the functions. */
export interface DenoWorker {
  readonly pid: number | undefined;
  /** Where it listens; null when it ended before it did. */
  readonly listening: Promise<string | null>;
  /** The exit code when it has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Requests that it is answering now. */
  busy: number;
  stop(): Promise<void>;
}

/** Nothing is downloaded: npm packages come from `node_modules`. */
export function startDenoWorker(options: FunctionHostOptions): DenoWorker {
  const child = startDeno(options);
  const listening = Promise.withResolvers<string | null>();
  const hear = (chunk: Buffer): void => {
    for (const line of chunk.toString().split('\n')) {
      const address = /Listening on (http:\/\/[^\s/]+)/.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
      else if (line.trim() !== '') options.log(line);
    }
  };
  child.process.stdout?.on('data', hear);
  child.process.stderr?.on('data', hear);
  void child.exited.then(() => listening.resolve(null));
  return {
    pid: child.process.pid,
    listening: listening.promise,
    exited: child.exited,
    busy: 0,
    stop: () => child.stop(1000),
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
