import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SCRIPT = here('./support/runtime-script.ts');
const BIN = here('../../../node_modules/.bin/');

/** The same sources, imported by the package's own name, in every runtime that the SDK promises. */
describe('the SDK runs from the same sources', () => {
  const check = (stdout: string): void => {
    const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    assert.deepEqual(told, {
      sessionIsNull: true,
      code: 'not_signed_in',
      machines: 28,
      connection: 'connecting',
    });
  };

  it('in Node, without a window and without anything left running', async () => {
    const { stdout } = await run(process.execPath, ['--conditions=nexus-source', SCRIPT], {
      timeout: 30_000,
    });
    check(stdout);
  });

  it('in Deno, types checked and run', { timeout: 120_000 }, async (context) => {
    const deno = `${BIN}deno`;
    if (!existsSync(deno)) {
      context.skip('deno is not installed');
      return;
    }
    const options = { timeout: 100_000, env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' } };
    const flags = ['--cached-only', '--node-modules-dir=manual', '--conditions=nexus-source'];
    await run(deno, ['check', '--node-modules-dir=manual', '--conditions=nexus-source', SCRIPT], options);
    const { stdout } = await run(
      deno,
      ['run', ...flags, '--no-prompt', '--allow-net=127.0.0.1', '--allow-env', '--allow-read', SCRIPT],
      options,
    );
    check(stdout);
  });
});
