import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a writer had been promised when it was killed. */
export interface Promised {
  /** Readings before this number are safe. */
  acked: number;
  /** Readings before this number were taken out. */
  settled: number;
  /** Readings before this number were perhaps taken out. */
  settling: number;
}

const SCRIPT = fileURLToPath(new URL('./file-writer.ts', import.meta.url));

/** Lets a process record into a folder and kills it in the midst of that, after so many lines of its promises. */
export async function killedWriter(
  folder: string,
  from: number,
  firstPending: number,
  lines: number,
): Promise<Promised> {
  const args = ['--conditions=nexus-source', SCRIPT, folder, String(from), String(firstPending)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<string | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  const promised: Promised = { acked: from, settled: firstPending, settling: firstPending };
  let heard = 0;
  // What the pipe still holds after the kill was said before it, so it counts.
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, number] = line.split(' ');
    if (what === 'acked' || what === 'settled' || what === 'settling') {
      promised[what] = Math.max(promised[what], Number(number));
    }
    heard += 1;
    if (heard === lines) child.kill('SIGKILL');
  }
  const signal = await ended;
  if (signal !== 'SIGKILL') throw new Error(`The writer ended by itself after ${heard} lines.`);
  return promised;
}
