import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Above this the log of earlier runs moves to `<file>.old`. */
const LARGEST = 5 * 1024 * 1024;

/** Collects lines in memory until a file is given, so that nothing is written into a folder that is not ours yet. */
export interface Log {
  (line: string): void;
  /** Writes what was collected, and from now on everything, to `file`. */
  writeTo(file: string): Promise<void>;
}

/** Creates a log. Each line gets the time in UTC. */
export function createLog(): Log {
  let waiting: string[] = [];
  let write = (text: string): void => {
    waiting.push(text);
    if (waiting.length > 1000) waiting.shift();
  };
  const log = (line: string): void => write(`${new Date().toISOString()} ${line}\n`);
  const writeTo = async (file: string): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    const found = await stat(file).catch(() => null);
    if (found && found.size > LARGEST) await rename(file, `${file}.old`);
    const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
    // A full disk must not end the stack.
    stream.on('error', () => undefined);
    write = (text) => void stream.write(text);
    for (const text of waiting) write(text);
    waiting = [];
  };
  return Object.assign(log, { writeTo });
}
