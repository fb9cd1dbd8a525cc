import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadKeys } from '../../src/auth/keys.ts';
import { UsageError } from '../../src/cli/args.ts';
import { checkReplayFiles } from '../../src/cli/feed.ts';
import { emptyDataFolder, takeDataFolder } from '../../src/data-folder.ts';
import { until, withFolder } from '../support/test-stack.ts';

test('--reset removes what a stack made, and nothing from a folder that never held one', () =>
  withFolder(async (data) => {
    await mkdir(join(data, 'files'));
    await writeFile(join(data, 'files', 'my thesis.txt'), 'years of work');
    await writeFile(join(data, 'engine'), 'of my model railway');
    const folder = await takeDataFolder(data);
    await emptyDataFolder(folder);
    assert.deepEqual((await readdir(data, { recursive: true })).sort(), [
      'engine',
      'files',
      join('files', 'my thesis.txt'),
      'lock',
    ]);

    await loadKeys(data);
    await emptyDataFolder(folder);
    assert.deepEqual(await readdir(data), ['lock']);
    await folder.release();
  }));

test(
  'a killed stack that nobody cleaned up after does not hold its folder',
  { skip: process.platform !== 'linux' },
  () =>
    withFolder(async (data) => {
      // A child that has ended, of a parent that never asks: a zombie for as long as the parent runs.
      const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
        const pid = chunk.toString().trim();
        const fields = await until(async () => {
          const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
          const found = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
          return found[0] === 'Z' ? found : undefined;
        });
        await writeFile(join(data, 'lock'), `${pid} ${fields[19]}\n`);
        const folder = await takeDataFolder(data);
        await folder.release();
      } finally {
        parent.kill('SIGKILL');
      }
    }),
);

test('of many that start at once over a lock that was left behind, one gets the folder', () =>
  withFolder(async (data) => {
    const module = JSON.stringify(new URL('../../src/data-folder.ts', import.meta.url).href);
    // Each takes the folder and keeps it until its input ends, or tells why it cannot.
    const script = `const { takeDataFolder } = await import(${module});
      await takeDataFolder(process.argv[1]).then(() => console.log('taken'), (error) => console.log(error.message));
      process.stdin.resume();`;
    for (let round = 0; round < 3; round++) {
      await writeFile(join(data, 'lock'), '999999999 1\n');
      const starts = Array.from({ length: 4 }, () =>
        spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script, data], {
          stdio: ['pipe', 'pipe', 'inherit'],
        }),
      );
      const said = await Promise.all(
        starts.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
      );
      for (const child of starts) child.stdin.end();
      await Promise.all(starts.map((child) => child.exitCode ?? once(child, 'close')));
      assert.equal(said.filter((line) => line === 'taken').length, 1, said.join('\n'));
      assert.equal(said.filter((line) => line.includes('is in use by process')).length, 3, said.join('\n'));
    }
  }));

test('--replay with a folder is one clear line, before anything starts', () =>
  withFolder(async (folder) => {
    await assert.rejects(
      checkReplayFiles([folder]),
      (error) => error instanceof UsageError && /it is a folder, not a file/.test(error.message),
    );
  }));
