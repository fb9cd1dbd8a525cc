import { spawnSync } from 'node:child_process';

/** One static check: a command that exits with 0 when all is well. */
export interface Check {
  name: string;
  command: readonly [string, ...string[]];
}

/** What holds of the sources without running them. Quick ones first, so that a slip is told early. */
export const CHECKS: readonly Check[] = [
  { name: 'format and lint', command: ['biome', 'check', '.'] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  {
    name: 'import directions and doors',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--no-progress',
      'packages',
      'examples',
      'scripts',
      'bench',
    ],
  },
  { name: 'unused files, exports and dependencies', command: ['knip', '--no-progress'] },
  { name: 'file sizes and left-overs', command: ['node', 'scripts/check-rooms.ts'] },
  { name: 'what a page has to load', command: ['size-limit'] },
  {
    name: 'manifest of the elements, and what is made from it',
    command: ['node', 'scripts/manifest.ts', '--check'],
  },
  { name: 'API report', command: ['node', 'scripts/api-report.ts', '--check'] },
  { name: 'words for everything public', command: ['node', 'scripts/reference.ts', '--check'] },
  { name: 'examples in docstrings and guides', command: ['node', 'scripts/check-examples.ts'] },
  { name: 'types in markup of frameworks', command: ['node', 'scripts/check-markup.ts'] },
  {
    name: 'types of the edge functions (Deno)',
    command: ['npm', 'run', '--silent', 'types:functions'],
  },
  {
    name: 'database types match the migrations',
    command: ['node', '--conditions=nexus-source', 'scripts/generate-database-types.ts', '--check'],
  },
];

/** Runs one check; its output is shown only when it fails. */
export function runCheck(check: Check): { passed: boolean; seconds: number; output: string } {
  const began = performance.now();
  const [command, ...args] = check.command;
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.cwd()}/node_modules/.bin:${process.env.PATH}`, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    passed: result.status === 0,
    seconds: (performance.now() - began) / 1000,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ? String(result.error) : ''}`,
  };
}
