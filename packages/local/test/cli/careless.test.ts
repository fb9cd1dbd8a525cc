import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isNexusError } from '@nexus-mfg/sdk';
import { loadKeys } from '../../src/auth/keys.ts';
import { emptyDataFolder, takeDataFolder } from '../../src/data-folder.ts';
import { checkRecording } from '../../src/gateway/index.ts';
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
      'lock.owner',
    ]);

    await loadKeys(data);
    await emptyDataFolder(folder);
    assert.deepEqual(await readdir(data), ['lock', 'lock.owner']);
    await folder.release();
  }));

/** A process that takes the folder and keeps it until its input ends, or tells why it cannot. */
const TAKE = `const { takeDataFolder } = await import(${JSON.stringify(new URL('../../src/data-folder.ts', import.meta.url).href)});
  await takeDataFolder(process.argv.at(-1)).then(() => console.log('taken'), (error) => console.log(error.message));
  process.stdin.resume();`;
const NODE_TAKES = ['--conditions=nexus-source', '--input-type=module', '-e', TAKE];

test(
  'a killed stack that nobody cleaned up after does not hold its folder',
  { skip: process.platform === 'win32' },
  () =>
    withFolder(async (data) => {
      // The shell never asks for its child, which stays a zombie for as long as the shell runs.
      const shell = spawn(
        '/bin/sh',
        [
          '-c',
          'node=$1; shift; sleep 60 | "$node" "$@" & echo $!; exec sleep 60',
          'sh',
          process.execPath,
          ...NODE_TAKES,
          data,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
      );
      try {
        let said = '';
        shell.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
        });
        await until(() => (said.includes('taken') ? true : undefined), 10_000);
        await assert.rejects(takeDataFolder(data), /is in use by process \d+/);
        const pid = Number(await readFile(join(data, 'lock.owner'), 'utf8'));
        process.kill(pid, 'SIGKILL');
        const folder = await until(() => takeDataFolder(data).catch(() => undefined), 10_000);
        await folder.release();
      } finally {
        process.kill(-(shell.pid ?? 0), 'SIGKILL');
      }
    }),
);

test('of many that start at once, one gets the folder', () =>
  withFolder(async (data) => {
    for (let round = 0; round < 3; round++) {
      const starts = Array.from({ length: 4 }, () =>
        spawn(process.execPath, [...NODE_TAKES, data], { stdio: ['pipe', 'pipe', 'inherit'] }),
      );
      const said = await Promise.all(
        starts.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
      );
      for (const child of starts) child.stdin.end();
      await Promise.all(starts.map((child) => child.exitCode ?? once(child, 'close')));
      assert.equal(said.filter((line) => line === 'taken').length, 1, said.join('\n'));
      assert.equal(said.filter((line) => line.includes('is in use by')).length, 3, said.join('\n'));
    }
  }));

test('what cannot be replayed is told before anything starts', () =>
  withFolder(async (folder) => {
    const text = join(folder, 'users.txt');
    await writeFile(text, 'root:x:0:0\n');
    await assert.rejects(
      checkRecording(folder),
      (error) => isNexusError(error) && error.code === 'file_unreadable',
    );
    await assert.rejects(checkRecording(text), (error) => isNexusError(error) && error.code === 'not_csv');
    const good = join(folder, 'good.csv');
    await writeFile(good, 'machine_id,timestamp,rpm\n');
    await checkRecording(good);
  }));
