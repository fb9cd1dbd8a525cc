import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findPostgresBinaries } from '../../src/engine/postgres-binaries.ts';
import { openTemporaryFolder, reachBinaries } from '../../src/engine/postgres-reach.ts';
import { withFolder } from '../support/test-stack.ts';

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

test('as root, another user runs the programs of a clone that he cannot enter', {
  skip: !isRoot,
}, async () => {
  const installed = await findPostgresBinaries();
  if (!installed) return;
  await withFolder(async (clone) => {
    // `mktemp -d` makes a folder for its owner only, as this one is.
    const hidden = join(clone, 'native');
    await cp(dirname(dirname(installed.postgres)), hidden, { recursive: true, verbatimSymlinks: true });
    const binaries = { postgres: join(hidden, 'bin/postgres'), initdb: join(hidden, 'bin/initdb') };
    const run = (program: string): string =>
      execFileSync(program, ['--version'], { ...NOBODY, cwd: '/', encoding: 'utf8' });
    assert.throws(() => run(binaries.postgres), /EACCES/);
    const open = join(await openTemporaryFolder(), `nexus-reach-${process.pid}`);
    await mkdir(open);
    const reached = await reachBinaries(binaries, NOBODY, open);
    assert.match(run(reached.postgres), /PostgreSQL\) 17/);
    execFileSync('rm', ['-r', open]);
  });
});
