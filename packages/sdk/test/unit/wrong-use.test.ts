import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import { mapError } from '../../src/errors/map-error.ts';
import { isNexusError, type NexusError } from '../../src/errors/nexus-error.ts';
import type { Nexus } from '../../src/nexus.ts';
import type { Reading } from '../../src/types/index.ts';
import { liveReading, MemoryDataService, machine } from '../support/memory-data-service.ts';

const url = 'http://127.0.0.1:54321';
const publishableKey = 'sb_publishable_x';

/** What a script without types may hand over. */
function untyped<T>(value: unknown): T {
  return value as T;
}

async function failure(call: () => unknown): Promise<NexusError> {
  try {
    await call();
  } catch (error) {
    assert.ok(isNexusError(error), `not typed: ${String(error)}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was thrown' });
}

describe('wrong use is told by a typed error', () => {
  const options: [what: string, given: unknown, says: RegExp][] = [
    ['no options', undefined, /options are missing/],
    ['no engine', { data: undefined }, /data is no engine/],
    ['no URL', { publishableKey }, /undefined is not the URL/],
    ['a URL without protocol', { url: 'localhost:54321', publishableKey }, /is not the URL/],
    ['a broken URL', { url: 'http://[', publishableKey }, /is not the URL/],
    ['an endpoint for the URL', { url: `${url}/rest/v1/`, publishableKey }, /one endpoint/],
    ['a URL with a blank at its end', { url: `${url} `, publishableKey }, /is not the URL/],
    ['a URL with a password', { url: 'http://a:b@127.0.0.1:54321', publishableKey }, /is not the URL/],
    ['a URL with a query', { url: `${url}?x=1`, publishableKey }, /is not the URL/],
    ['no key', { url }, /key is empty/],
    ['a key that no header can carry', { url, publishableKey: 'ключ' }, /no text of such a key/],
    ['a secret key', { url, publishableKey: 'sb_secret_x' }, /secret key/],
    [
      'a secret key of the older kind',
      { url, publishableKey: `e30.${btoa('{"role":"service_role"}')}.x` },
      /secret/,
    ],
  ];
  for (const [what, given, says] of options) {
    it(`createNexus: ${what}`, async () => {
      const error = await failure(() => createNexus(untyped(given)));
      assert.equal(error.code, 'validation_failed');
      assert.match(error.message, says);
      assert.ok(error.hint);
    });
  }

  it('createNexus: a key of the older kind for clients is taken', async () => {
    await createNexus({ url, publishableKey: `e30.${btoa('{"role":"anon"}')}.x` }).close();
  });

  const calls: [what: string, call: (nexus: Nexus) => unknown][] = [
    ['signIn without parameters', (nexus) => nexus.session.signIn(untyped(undefined))],
    ['signIn without e-mail', (nexus) => nexus.session.signIn(untyped({ password: 'x' }))],
    ['create without parameters', (nexus) => nexus.machines.create(untyped(undefined))],
    ['create without a name', (nexus) => nexus.machines.create(untyped({}))],
    ['record of nothing', (nexus) => nexus.telemetry.record(untyped(undefined))],
    ['series without parameters', (nexus) => nexus.telemetry.series(untyped(undefined))],
    ['series without a machine', (nexus) => nexus.telemetry.series(untyped({ from: 'x', to: 'y' }))],
    [
      'series with a word for metrics',
      (nexus) =>
        nexus.telemetry.series(
          untyped({
            machineId: 'a',
            metrics: 'rpm',
            from: '2026-01-01T00:00:00Z',
            to: '2026-01-02T00:00:00Z',
          }),
        ),
    ],
  ];
  for (const [what, call] of calls) {
    it(what, async () => {
      const nexus = createNexus({ data: new MemoryDataService() });
      const error = await failure(() => call(nexus));
      assert.equal(error.code, 'validation_failed');
      assert.ok(error.hint);
      await nexus.close();
    });
  }

  it('a refused key is told in our words', () => {
    const raw = { message: 'Invalid API key', hint: 'Double check your Supabase `apikey`' };
    assert.match(mapError(raw, { doing: 'sign in', status: 401 }).hint ?? '', /publishable key/);
  });

  it('a foreign server is not said to be a passing failure', () => {
    for (const message of [
      'Unexpected token \'N\', "Not found" is not valid JSON',
      '<!doctype html><title>Portal</title>',
      'Invalid path specified in request URL',
    ]) {
      const error = mapError({ message, status: 404 }, { doing: 'sign in' });
      assert.match(error.hint ?? '', /URL/);
    }
  });
});

describe('a listener that throws', () => {
  it('is seen, and the other listeners hear every reading', async () => {
    const seen: unknown[] = [];
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => seen.push(error));
    const data = new MemoryDataService();
    data.machines = [machine('a'), machine('b')];
    const nexus = createNexus({ data });
    const heard: Reading[] = [];
    nexus.telemetry.subscribe({}, () => {
      throw new Error('listener of the page');
    });
    nexus.telemetry.subscribe({}, (reading) => heard.push(reading));
    data.tell({ type: 'readings', readings: [liveReading('a', 0), liveReading('b', 0)] });
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
    await nexus.close();
    assert.deepEqual(
      heard.map(({ machineId }) => machineId),
      ['a', 'b'],
    );
    assert.equal(seen.length, 2);
  });
});

describe('an engine that refuses to listen', () => {
  it('leaves nothing behind, so that a later listener is told', async () => {
    const data = new MemoryDataService();
    data.machines = [machine('a')];
    const nexus = createNexus({ data });
    const listen = data.subscribe.bind(data);
    data.subscribe = () => {
      throw new Error('closed');
    };
    assert.throws(() => nexus.machines.subscribe(() => {}));
    assert.throws(() => nexus.tenant.subscribe(() => {}));
    assert.equal(data.calls.membership ?? 0, 0);
    data.subscribe = listen;
    const names = await new Promise((resolve) => {
      nexus.machines.subscribe((all) => resolve(all.map(({ id }) => id)));
    });
    assert.deepEqual(names, ['a']);
    await nexus.close();
  });
});
