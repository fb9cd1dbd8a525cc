import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Stack } from '../../src/index.ts';
import { copySupabase, signIn, startTestStack, until } from '../support/test-stack.ts';

const OPEN = [
  'echo',
  'stream',
  'powers',
  'seen',
  'endless',
  'waiting',
  'headers',
  'upload',
  'settings',
  'gemini',
];

describe('Functions, in real Deno', () => {
  let stack: Stack;
  let supabaseDir: string;
  const gemini = createServer((_request, response) => response.writeHead(204).end());
  before(async () => {
    supabaseDir = await copySupabase(
      (config) => `${config}\n${OPEN.map((name) => `[functions.${name}]\nverify_jwt = false\n`).join('')}`,
    );
    const functions = fileURLToPath(new URL('../fixtures/functions.ts', import.meta.url));
    gemini.listen(0, '127.0.0.2');
    await new Promise((done) => gemini.once('listening', done));
    const { port } = gemini.address() as AddressInfo;
    stack = await startTestStack({
      functions,
      supabaseDir,
      siteUrl: 'http://127.0.0.1:57103',
      env: {
        NEXUS_AI_MODEL: 'gemini-test',
        NEXUS_GEMINI_BASE_URL: `http://127.0.0.2:${port}/v1`,
        GOOGLE_GEMINI_KEY: 'the-key',
        NEXUS_AI_MAX_TURNS: '',
      },
    });
  });
  after(async () => {
    gemini.close();
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

  const seen = async (id: string): Promise<string[]> =>
    (await (await fetch(`${stack.url}/functions/v1/seen?id=${id}`)).json()) as string[];

  test('hear that the reader of a stream has gone', async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${stack.url}/functions/v1/endless?id=left`, { signal: leaving.signal });
    const first = await answer.body?.getReader().read();
    assert.equal(new TextDecoder().decode(first?.value), 'data: 1\n\n', 'the first event came at once');
    assert.deepEqual(await seen('left'), []);
    leaving.abort();
    await until(async () => ((await seen('left')).length > 0 ? true : undefined));
  });

  test('hear that somebody did not wait for the answer', async () => {
    const leaving = new AbortController();
    const asked = fetch(`${stack.url}/functions/v1/waiting?id=gone`, { signal: leaving.signal });
    await until(async () => ((await seen('gone')).length > 0 ? true : undefined));
    leaving.abort();
    await assert.rejects(asked);
    await until(async () => ((await seen('gone')).includes('aborted') ? true : undefined));
  });

  test('get the parts of an upload while it goes on', async () => {
    const sending = request(`${stack.url}/functions/v1/upload?id=up`, { method: 'POST' });
    const done = new Promise((resolve) => sending.on('response', (answer) => resolve(answer.statusCode)));
    for (const part of ['one', 'two']) {
      sending.write(part);
      await until(async () => ((await seen('up')).at(-1) === part ? true : undefined));
    }
    sending.end();
    assert.equal(await done, 200);
  });

  test('know the address that a client comes from, and none that it claims', async () => {
    const told = await new Promise<Record<string, string>>((resolve, reject) => {
      const headers = {
        'x-forwarded-for': '203.0.113.9',
        'x-real-ip': '203.0.113.9',
        'cf-connecting-ip': '203.0.113.9',
        forwarded: 'for=203.0.113.9',
      };
      const asking = request(`${stack.url}/functions/v1/headers`, { headers, localAddress: '127.0.0.3' });
      asking.on('error', reject);
      asking.on('response', async (answer) => {
        let text = '';
        for await (const chunk of answer) text += String(chunk);
        resolve(JSON.parse(text) as Record<string, string>);
      });
      asking.end();
    });
    assert.equal(told['x-forwarded-for'], '127.0.0.3');
    assert.doesNotMatch(JSON.stringify(told), /203\.0\.113\.9/);
  });

  test('have the settings that are set, no secret, and reach the server that takes Gemini’s place', async () => {
    const answer = await fetch(`${stack.url}/functions/v1/settings`);
    const { port } = gemini.address() as AddressInfo;
    assert.deepEqual(await answer.json(), [
      'gemini-test',
      `http://127.0.0.2:${port}/v1`,
      'http://127.0.0.1:57103',
      'NotCapable',
      'NotCapable',
    ]);
    assert.equal(await (await fetch(`${stack.url}/functions/v1/gemini`)).json(), 204);
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
