import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { HealthResponse, Problem } from '../src/contract/index.ts';
import { health } from '../src/health/handler.ts';
import type { Deps, Handler } from '../src/internal/deps.ts';
import { serve } from '../src/internal/serve.ts';

const lines: Record<string, unknown>[] = [];

function depsFor(url: string | undefined): Deps {
  return {
    fetch: (...args) => fetch(...args),
    now: () => performance.now(),
    requestId: () => 'made-by-the-server',
    env: (name) => ({ SUPABASE_URL: url, SUPABASE_ANON_KEY: 'publishable' })[name],
    runtime: `node ${process.versions.node}`,
    log: (line) => lines.push(line),
  };
}

describe('health', () => {
  let auth: http.Server;
  let url: string;
  let status = 200;

  before(async () => {
    auth = http.createServer((_request, response) => response.writeHead(status).end('{}'));
    await new Promise<void>((resolve) => auth.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(auth.address() as AddressInfo).port}`;
  });
  after(() => auth.close());

  const ask = (init: RequestInit = {}, target: string | undefined = url): Promise<Response> =>
    serve(
      { name: 'health', method: 'GET', handler: health },
      depsFor(target),
    )(new Request('http://functions/health', init));

  it('answers 200 with the measured round trip when auth answers', async () => {
    status = 200;
    const response = await ask({ headers: { 'x-request-id': 'given-by-the-caller' } });
    const body = (await response.json()) as HealthResponse;
    assert.equal(response.status, 200);
    assert.equal(body.status, 'ok');
    assert.equal(typeof body.auth.latencyMs, 'number');
    assert.equal(response.headers.get('x-request-id'), 'given-by-the-caller');
  });

  it('answers 503 when auth fails or is not there', async () => {
    status = 500;
    assert.equal((await ask()).status, 503);
    const nowhere = await ask({}, 'http://127.0.0.1:1');
    assert.equal(nowhere.status, 503);
    assert.deepEqual(((await nowhere.json()) as HealthResponse).auth, { reachable: false, latencyMs: null });
  });

  it('refuses other methods with the allowed one named', async () => {
    const response = await ask({ method: 'POST' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, OPTIONS');
    assert.equal(((await response.json()) as Problem).code, 'method_not_allowed');
  });

  it('replaces a malformed request id, so that nobody writes into the log', async () => {
    status = 200;
    const response = await ask({ headers: { 'x-request-id': 'a b{"c":1}' } });
    assert.equal(response.headers.get('x-request-id'), 'made-by-the-server');
  });
});

describe('serve', () => {
  it('turns an unforeseen failure into a generic 500 and keeps the cause in the log', async () => {
    lines.length = 0;
    const failing: Handler = async () => {
      throw new Error('password=hunter2 at db.internal');
    };
    const response = await serve(
      { name: 'failing', method: 'GET', handler: failing },
      depsFor(undefined),
    )(new Request('http://functions/failing'));
    const text = await response.text();
    assert.equal(response.status, 500);
    assert.ok(!text.includes('hunter2'));
    assert.equal((JSON.parse(text) as Problem).code, 'server_error');
    assert.equal(lines.length, 1);
    assert.match(String(lines[0]?.cause), /hunter2/);
  });

  it('answers a preflight without running the handler', async () => {
    const never: Handler = async () => assert.fail('the handler ran');
    const response = await serve(
      { name: 'never', method: 'GET', handler: never },
      depsFor(undefined),
    )(new Request('http://functions/never', { method: 'OPTIONS' }));
    assert.equal(response.status, 204);
    assert.match(response.headers.get('access-control-allow-headers') ?? '', /authorization/);
  });
});
