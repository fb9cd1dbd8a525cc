import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs node:test files with the `nexus-source` condition, tells each on stdout, and counts tests (not suites). */
export async function runNodeTests(
  patterns: readonly string[],
  options: { env?: Record<string, string>; concurrency?: number } = {},
): Promise<Tally> {
  const files = patterns.flatMap((pattern) => globSync(pattern)).sort();
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  if (files.length === 0) return tally;
  Object.assign(process.env, options.env);
  const stream = run({
    files,
    execArgv: ['--conditions=nexus-source', '--disable-warning=ExperimentalWarning'],
    concurrency: options.concurrency ?? 2,
    timeout: 300_000,
  });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) tally.skipped += 1;
    else tally.passed += 1;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type !== 'suite') tally.failed += 1;
  });
  const report = stream.compose(new spec());
  for await (const chunk of report) process.stdout.write(chunk);
  for (const name of Object.keys(options.env ?? {})) delete process.env[name];
  return tally;
}
