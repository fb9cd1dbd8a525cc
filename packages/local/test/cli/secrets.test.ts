import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENGINE, startTestStack, withFolder } from '../support/test-stack.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

async function run(
  args: readonly string[],
  value = '',
): Promise<{ code: unknown; out: string; error: string }> {
  const child = spawn(process.execPath, ['--conditions=nexus-source', CLI, 'secrets', ...args]);
  child.stdin.end(value);
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((done) => child.on('exit', done)),
  ]);
  return { code, out, error };
}

test('secrets are set from stdin, listed by name, and removed; not while a stack runs', () =>
  withFolder(async (data) => {
    const folder = ['--data', data];
    let stack = await startTestStack({ dataDir: data, engine: ENGINE });
    const busy = await run(['set', 'GOOGLE_GEMINI_KEY', ...folder], 'the-key-7F3A');
    assert.equal(busy.code, 1);
    assert.match(busy.error, /is in use by process/);
    await stack.stop();

    const set = await run(['set', 'GOOGLE_GEMINI_KEY', ...folder], 'the-key-7F3A\n');
    assert.deepEqual(set, { code: 0, out: 'GOOGLE_GEMINI_KEY is in the vault\n', error: '' });
    const list = await run(['list', ...folder]);
    assert.match(list.out, /^GOOGLE_GEMINI_KEY {2}\d{4}-.*\nNEXUS_SEALING_KEY_k/);
    assert.doesNotMatch(list.out, /7F3A/);
    stack = await startTestStack({ dataDir: data, engine: ENGINE, env: {} });
    const [row] = await stack.db.query<{ key: string }>(`select private.secret('GOOGLE_GEMINI_KEY') as key`);
    assert.equal(row?.key, 'the-key-7F3A');
    await stack.stop();
    const removed = await run(['remove', 'GOOGLE_GEMINI_KEY', ...folder]);
    assert.equal(removed.out, 'GOOGLE_GEMINI_KEY is out of the vault\n');
  }));

test('what cannot be understood is one line', async () => {
  for (const args of [
    [],
    ['list', 'X'],
    ['set'],
    ['set', 'small'],
    ['set', 'A', 'value'],
    ['set', 'NEXUS_SEALING_KEY_k1'],
  ]) {
    const { code, out, error } = await run(args, 'x');
    assert.deepEqual([code, out], [1, ''], args.join(' '));
    assert.match(error, /^[^\n]+\n$/);
  }
});
