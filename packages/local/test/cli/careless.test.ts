import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadKeys } from '../../src/auth/keys.ts';
import { UsageError } from '../../src/cli/args.ts';
import { checkReplayFiles } from '../../src/cli/feed.ts';
import { emptyDataFolder, takeDataFolder } from '../../src/data-folder.ts';
import { withFolder } from '../support/test-stack.ts';

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

test('--replay with a folder is one clear line, before anything starts', () =>
  withFolder(async (folder) => {
    await assert.rejects(
      checkReplayFiles([folder]),
      (error) => error instanceof UsageError && /it is a folder, not a file/.test(error.message),
    );
  }));
