// `npm run bench -- NAME [--json] [more]` runs bench/NAME.ts; without a name it tells which there are.
//
// A bench exports `run(args): Promise<BenchRow[]>`. The last line on stdout with `--json` is
// {"bench", "rows": [{case, ours, peers, limit, ratio, target, pass}], "pass"}; the exit code is 1 when a target is missed.

import { existsSync, readdirSync } from 'node:fs';

/** One measured case. Numbers are in the unit that `case` names. */
export interface BenchRow {
  case: string;
  ours: number;
  /** The same work done by others, by name. */
  peers: Record<string, number>;
  /** What `ours`, or the ratio, may be at most; null when the row is for information. */
  limit: number | null;
  /** Ours by the best peer; null without peers. */
  ratio: number | null;
  /** The target in words. */
  target: string;
  pass: boolean;
}

const here = new URL('.', import.meta.url);
const [name = '', ...args] = process.argv.slice(2);
const file = new URL(`${name}.ts`, here);
if (!/^[a-z][a-z-]*$/.test(name) || name === 'run' || !existsSync(file)) {
  const names = readdirSync(here).filter((entry) => /^[a-z-]+\.ts$/.test(entry) && entry !== 'run.ts');
  console.error(`Which bench? There are: ${names.map((entry) => entry.replace('.ts', '')).join(', ')}`);
  process.exit(1);
}

const { run } = (await import(file.href)) as { run(args: readonly string[]): Promise<BenchRow[]> };
const rows = await run(args.filter((arg) => arg !== '--json'));
const pass = rows.every((row) => row.pass);
if (args.includes('--json')) {
  console.log(JSON.stringify({ bench: name, rows, pass }));
} else {
  console.table(
    rows.map(({ case: what, ours, peers, target, pass: passed }) => ({
      case: what,
      ours,
      ...peers,
      target,
      result: passed ? 'pass' : 'FAIL',
    })),
  );
}
process.exit(pass ? 0 : 1);
