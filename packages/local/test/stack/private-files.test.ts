import assert from 'node:assert/strict';
import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ALPENWERK, ENGINE, signIn, startTestStack, withFolder } from '../support/test-stack.ts';

test(
  'other users of this machine reach neither database, files nor secrets',
  {
    skip: process.platform === 'win32',
  },
  () =>
    withFolder(async (dataDir) => {
      // A folder that somebody made for everybody, as `mkdir` does.
      await chmod(dataDir, 0o755);
      const stack = await startTestStack({ dataDir });
      try {
        const files = (await signIn(stack, 'admin@alpenwerk.example')).storage.from('documents');
        const { error } = await files.upload(
          `${ALPENWERK}/plan.txt`,
          new Blob(['plan'], { type: 'text/plain' }),
        );
        assert.equal(error, null);
        // What is open says nothing: which engine made the folder, and which process has it.
        const open: string[] = [];
        for (const name of await readdir(dataDir)) {
          if (((await stat(join(dataDir, name))).mode & 0o077) !== 0) open.push(name);
        }
        assert.deepEqual(open.sort(), ['engine', 'lock', 'lock.owner']);
      } finally {
        await stack.stop();
      }
      assert.equal((await stat(join(dataDir, ENGINE))).mode & 0o077, 0);
    }),
);

test('a warning of Node itself is a warning', async () => {
  const stack = await startTestStack();
  try {
    const heard = new Promise((done) => process.once('warning', done));
    const warning = new Error('of Node');
    process.emitWarning(warning);
    assert.equal(await heard, warning);
  } finally {
    await stack.stop();
  }
});
