import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { pipeline } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import type { Stack } from '../../src/index.ts';
import { type Portal, startPortal } from '../../src/portal/portal.ts';
import { ALPENWERK, clientOf, signIn, startTestStack } from '../support/test-stack.ts';

/** Sends bytes as they are and resolves with the first line of the answer, '' when there was none. */
function ask(url: string, lines: readonly string[], body?: AsyncIterable<Buffer>): Promise<string> {
  return new Promise((done) => {
    let answer = '';
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      if (body) pipeline(body, socket, () => undefined);
    });
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.includes('\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(answer.split('\r\n')[0] ?? ''));
  });
}

const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
];

describe('Requests that no honest client sends', () => {
  let stack: Stack;
  let portal: Portal;
  before(async () => {
    [stack, portal] = await Promise.all([startTestStack(), startPortal(0)]);
    await portal.built;
  });
  after(() => Promise.all([stack.stop(), portal.stop()]));

  // Any page in a browser may send `//` to a port of this machine. An error there would end the whole stack.
  test('a path that is no URL gets an answer from the portal and from Realtime', async () => {
    assert.match(await ask(portal.url, ['GET // HTTP/1.1', 'Host: localhost']), /^HTTP\/1.1 400/);
    assert.match(await ask(stack.url, ['GET // HTTP/1.1', 'Host: localhost', ...UPGRADE]), /^HTTP\/1.1 400/);
    assert.match(await ask(stack.url, ['GET // HTTP/1.1', 'Host: localhost']), /^HTTP\/1.1 404/);
  });

  test('the portal gives its configuration to no page on a foreign name', async () => {
    portal.configure({ url: stack.url, publishableKey: stack.publishableKey, accounts: [] });
    const get = ['GET /nexus-config.json HTTP/1.1'];
    assert.match(await ask(portal.url, [...get, 'Host: rebound.example']), /^HTTP\/1.1 403/);
    assert.match(await ask(portal.url, [...get, 'Host: localhost:8080']), /^HTTP\/1.1 200/);
  });

  test('a body without an end is refused, also before anybody signed in', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      const chunk = Buffer.concat([
        Buffer.from('100000\r\n'),
        Buffer.alloc(0x100000, 'x'),
        Buffer.from('\r\n'),
      ]);
      for (let sent = 0; sent < 100; sent++) yield chunk;
    }
    for (const path of [
      '/rest/v1/machines',
      '/storage/v1/object/documents/x',
      '/realtime/v1/api/broadcast',
    ]) {
      const lines = [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Transfer-Encoding: chunked'];
      const type = 'Content-Type: multipart/form-data; boundary=end';
      assert.match(await ask(stack.url, [...lines, type], endless()), /^HTTP\/1.1 413/, path);
    }
  });

  test('a one-time password makes no account while sign-up is closed', async () => {
    const { error } = await clientOf(stack).auth.signInWithOtp({ email: 'stranger@evil.example' });
    assert.match(String(error?.message), /not allowed|not found/i);
    const response = await fetch(`${stack.url}/auth/v1/%6ftp`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'stranger@evil.example', create_user: true }),
    });
    assert.equal(response.status, 422);
    assert.deepEqual(stack.mailbox.list(), []);
    assert.equal((await clientOf(stack).auth.signInWithOtp({ email: 'ceo@alpenwerk.example' })).error, null);
    assert.equal(stack.mailbox.list()[0]?.to, 'ceo@alpenwerk.example');
  });

  test("a malformed form is the sender's error", async () => {
    const response = await fetch(`${stack.url}/storage/v1/object/documents/x`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=none' },
      body: 'no form',
    });
    assert.equal(response.status, 400);
  });

  test('signing leads nowhere else, and wants a list', async () => {
    const { data } = await (await signIn(stack, 'admin@alpenwerk.example')).auth.getSession();
    const sign = async (body: string): Promise<[number, string]> => {
      const response = await fetch(`${stack.url}/storage/v1/object/sign/documents`, {
        method: 'POST',
        headers: {
          apikey: stack.publishableKey,
          authorization: `Bearer ${data.session?.access_token}`,
          'content-type': 'application/json',
        },
        body,
      });
      return [response.status, await response.text()];
    };
    for (const body of ['{', 'null', '{}', '{"paths":3}']) assert.equal((await sign(body))[0], 400, body);
    const climbing = ['../../../../auth/v1/admin/users', `../documents/${ALPENWERK}/x`, '%2e%2e/x'];
    const [status, text] = await sign(JSON.stringify({ expiresIn: 60, paths: climbing }));
    assert.equal(status, 200);
    const answers = JSON.parse(text) as { error: string; signedURL: null }[];
    assert.deepEqual(new Set(answers.map(({ error }) => error)), new Set(['Invalid key']));
  });
});
