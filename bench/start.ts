// How fast `npm start` is ready, and what it takes: each engine, on a new data folder and on an existing one, as the user
// that runs this and, when that is root, as a plain user too.

import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from './run.ts';

const CLI = fileURLToPath(new URL('../packages/local/src/cli.ts', import.meta.url));
const ROUNDS = 3;

/** A start that was measured. */
interface Start {
  /** Seconds from the call to the ready line. */
  seconds: number;
  /** MB of physical memory of the whole process tree, shared pages counted once (PSS), two seconds later. */
  megabytes: number;
  /** Seconds from SIGTERM to the end of the last process. */
  stop: number;
}

/** Who runs it. */
interface Person {
  name: string;
  uid?: number;
  gid?: number;
}

/** `--engine postgres` or `pglite` measures one only. */
export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const chosen = args.filter((arg) => arg === 'postgres' || arg === 'pglite');
  const engines = chosen.length > 0 ? chosen : ['postgres', 'pglite'];
  const isRoot = process.getuid?.() === 0;
  const people: Person[] = isRoot
    ? [{ name: 'root' }, { name: 'plain user', uid: 65534, gid: 65534 }]
    : [{ name: 'plain user' }];
  const rows: BenchRow[] = [];
  for (const person of people) {
    for (const engine of engines) {
      const cold: Start[] = [];
      const warm: Start[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const data = mkdtempSync(join(tmpdir(), 'nexus-bench-'));
        chmodSync(data, 0o700);
        if (person.uid !== undefined) chownSync(data, person.uid, person.gid ?? person.uid);
        cold.push(await start(engine, data, person));
        warm.push(await start(engine, data, person));
        rmSync(data, { recursive: true, force: true });
      }
      rows.push(...toRows(`${engine}, ${person.name}`, cold, warm));
    }
  }
  return rows;
}

function toRows(name: string, cold: readonly Start[], warm: readonly Start[]): BenchRow[] {
  const row = (what: string, ours: number, limit: number | null, target: string): BenchRow => ({
    case: `${name}: ${what}`,
    ours: Number(ours.toFixed(2)),
    peers: {},
    limit,
    ratio: null,
    target,
    pass: limit === null || ours <= limit,
  });
  return [
    row('new data, s to ready', median(cold.map(({ seconds }) => seconds)), 20, 'ready in under 20 s'),
    row('existing data, s to ready', median(warm.map(({ seconds }) => seconds)), 20, 'ready in under 20 s'),
    row('MB of memory, idle', median(warm.map(({ megabytes }) => megabytes)), null, 'for information'),
    row('s to end', Math.max(...[...cold, ...warm].map(({ stop }) => stop)), 3, 'ends within 3 s'),
  ];
}

async function start(engine: string, data: string, person: Person): Promise<Start> {
  const began = performance.now();
  const options = [
    '--port',
    '0',
    '--api-port',
    '0',
    '--data',
    data,
    '--engine',
    engine,
    '--json',
    '--no-simulator',
  ];
  const child = spawn(process.execPath, ['--conditions=nexus-source', CLI, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(person.uid !== undefined && {
      uid: person.uid,
      gid: person.gid,
      env: { ...process.env, HOME: data },
    }),
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  await new Promise<void>((ready, fail) => {
    child.stdout.once('data', () => ready());
    child.once('exit', (code) => fail(new Error(`${engine} as ${person.name} ended with ${code}`)));
  });
  const seconds = (performance.now() - began) / 1000;
  await new Promise((done) => setTimeout(done, 2000));
  const megabytes = memoryOf(child.pid ?? 0);
  const asked = performance.now();
  child.kill('SIGTERM');
  await ended;
  return { seconds, megabytes, stop: (performance.now() - asked) / 1000 };
}

/** PSS of a process and everything below it, from the kernel; 0 where there is no /proc. */
function memoryOf(root: number): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const parents = new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!isBelow(pid)) continue;
    try {
      const rollup = execFileSync('cat', [`/proc/${pid}/smaps_rollup`], { encoding: 'utf8', stdio: 'pipe' });
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // It ended since the list was made.
    }
  }
  return kilobytes / 1024;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
