import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Stack } from '../../src/index.ts';
import { copySupabase, signIn, startTestStack, until } from '../support/test-stack.ts';

describe('Functions, in real Deno', () => {
  let stack: Stack;
  let supabaseDir: string;
  before(async () => {
    supabaseDir = await copySupabase(
      (config) =>
        `${config}\n${['echo', 'stream', 'powers'].map((name) => `[functions.${name}]\nverify_jwt = false\n`).join('')}`,
    );
    const functions = fileURLToPath(new URL('../fixtures/functions.ts', import.meta.url));
    stack = await startTestStack({ functions, supabaseDir });
  });
  after(async () => {
    await stack.stop();
    await rm(supabaseDir, { recursive: true });
  });

  test('see method, path, query, body and id, and answer with their own status', async () => {
    const answer = await fetch(`${stack.url}/functions/v1/echo/deep?a=1`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-request-id': 'press-3-0001' },
    });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    const seen = { method: 'POST', search: '?a=1', body: 'hello', id: 'press-3-0001' };
    assert.deepEqual(await answer.json(), seen);
  });

  test('stream: the first part comes before the last was written', async () => {
    const answer = await fetch(`${stack.url}/functions/v1/stream`);
    const parts: string[] = [];
    for await (const part of answer.body ?? []) parts.push(new TextDecoder().decode(part));
    assert.deepEqual(parts, ['first', 'second']);
  });

  test('have the network of the stack and their own environment, and nothing else', async () => {
    const answer = await fetch(`${stack.url}/functions/v1/powers`);
    assert.deepEqual(await answer.json(), {
      url: stack.url,
      path: 'NotCapable',
      file: 'NotCapable',
      net: 'NotCapable',
      run: 'NotCapable',
    });
  });

  test('are behind the token check, unless config.toml says otherwise', async () => {
    const url = `${stack.url}/functions/v1/guarded`;
    assert.equal((await fetch(url, { method: 'POST' })).status, 401);
    const authorization = `Bearer ${stack.publishableKey}`;
    assert.equal((await fetch(url, { headers: { authorization } })).status, 401, 'a key is no token');
    const client = await signIn(stack, 'admin@alpenwerk.example');
    const { data } = await client.auth.getSession();
    const passed = await fetch(url, { headers: { authorization: `Bearer ${data.session?.access_token}` } });
    assert.equal(passed.status, 404, 'let through to Deno, which knows no such function');
  });

  test('are there again after Deno died', { skip: process.platform === 'win32' }, async () => {
    const deno = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[2]?.endsWith('/deno') && fields.at(-1)?.endsWith('fixtures/functions.ts'));
    const ours = deno.find(([, parent]) => isChildOfOurs(Number(parent)));
    process.kill(Number(ours?.[0]), 'SIGKILL');
    await until(async () => {
      const answer = await fetch(`${stack.url}/functions/v1/echo/deep`, { method: 'POST', body: '' });
      return answer.status === 201 ? true : undefined;
    }, 10_000);
  });
});

/** Whether a process (the keeper) was started by this one: other test files may run their own Deno. */
function isChildOfOurs(pid: number): boolean {
  const parent = execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(parent) === process.pid;
}
