import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A child process that cannot outlive this one. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code when it has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Asks it to end, and ends it by force after `graceMs`. Resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
}

/** What a child is started with. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Another user and group, when this process is root. */
  readonly uid?: number;
  readonly gid?: number;
  /** A file of ours that it finds as its file descriptor 3. */
  readonly file?: number;
  /** A folder that is removed when it was asked to end, also when this process ended before. */
  readonly removeAfter?: string;
  /** What asks it to end. */
  readonly stopSignal: 'INT' | 'TERM';
}

/**
 * The keeper is a shell of a few kB that starts the command and reads from a pipe which this process holds open. The pipe
 * closes when this process ends, however it ends (also by SIGKILL), and the keeper then ends the command.
 */
const KEEPER = `exec 4<&0 </dev/null
"$@" 4<&- &
child=$!
(read -r line <&4; kill -"$STOP_SIGNAL" "$child") >/dev/null 2>&1 &
watcher=$!
exec 4<&-
wait "$child"
code=$?
{ kill "$watcher"; wait "$watcher"; } 2>/dev/null
# 0: the watcher had ended by itself, so the pipe is closed and nobody starts this command again.
[ $? -ne 0 ] || [ -z "$REMOVE_AFTER" ] || rm -rf "$REMOVE_AFTER"
exit "$code"`;

/**
 * Starts a command that ends with this process. It runs in a process group of its own, so that Ctrl-C in a terminal
 * reaches this process only, and the order in which things end is ours.
 */
export function startChild(options: ChildOptions): Child {
  const windows = process.platform === 'win32';
  const spawnOptions: SpawnOptions = {
    stdio: ['pipe', 'pipe', 'pipe', options.file ?? 'ignore'],
    env: {
      ...(options.env ?? process.env),
      STOP_SIGNAL: options.stopSignal,
      REMOVE_AFTER: options.removeAfter ?? '',
    },
    detached: !windows,
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.uid !== undefined && { uid: options.uid }),
    ...(options.gid !== undefined && { gid: options.gid }),
  };
  const child = windows
    ? spawn(options.command, [...options.args], spawnOptions)
    : spawn('/bin/sh', ['-c', KEEPER, 'keeper', options.command, ...options.args], spawnOptions);
  child.stdin?.on('error', () => undefined);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });

  return {
    process: child,
    exited,
    stop: async (graceMs = 2000) => {
      if (windows) child.kill();
      else child.stdin?.end();
      const force = setTimeout(() => killGroup(child), graceMs);
      await exited;
      clearTimeout(force);
    },
  };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined)
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended between the decision and the signal.
  }
}
