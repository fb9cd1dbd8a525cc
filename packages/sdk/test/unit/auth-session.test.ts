import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import { claimSessionKey } from '../../src/data/supabase/session-key.ts';
import type { Nexus, SessionStorage } from '../../src/nexus.ts';
import { rejectsWith, until } from '../support/waiting.ts';

/** Nothing listens here: every request fails at once, as without network. */
const NOWHERE = 'http://127.0.0.1:9';

function storageWith(session: object | string): SessionStorage & { values: Map<string, string> } {
  const text = typeof session === 'string' ? session : JSON.stringify(session);
  const values = new Map([[`nexus-session:${NOWHERE}`, text]]);
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

const expired = {
  access_token: 'e30.e30.e30',
  refresh_token: 'refresh',
  token_type: 'bearer',
  expires_in: 3600,
  expires_at: Math.floor(Date.now() / 1_000) - 3_600,
  user: {
    id: 'user-1',
    email: 'terminal@example.org',
    aud: '',
    app_metadata: {},
    user_metadata: {},
    created_at: '',
  },
};

describe('a stored session without network', () => {
  let nexus: Nexus;
  afterEach(() => nexus.close());

  const open = (sessionStorage: SessionStorage): Nexus =>
    createNexus({ url: NOWHERE, publishableKey: 'sb_publishable_test', sessionStorage });

  it("stays this person's, and calls say that the network is missing instead of going out as nobody", {
    timeout: 30_000,
  }, async () => {
    const realFetch = globalThis.fetch;
    let isCut = true;
    globalThis.fetch = async () => {
      if (isCut) throw new TypeError('fetch failed');
      return Response.json(
        { code: 'refresh_token_not_found', message: 'Invalid Refresh Token' },
        { status: 400 },
      );
    };
    try {
      nexus = open(storageWith(expired));
      const session = await until(nexus.session.current, (value) => value !== undefined, 1_000);
      assert.equal(session?.userId, 'user-1');
      const startedAt = Date.now();
      await rejectsWith(nexus.tenant.current(), 'network_unreachable');
      assert.ok(Date.now() - startedAt < 5_000, 'nobody waits as long as the auth library does');
      assert.equal(nexus.session.current.value?.userId, 'user-1');
      assert.equal(nexus.connection.value.state, 'offline');

      // The network is back, and the server says that this session is over.
      isCut = false;
      assert.equal(await until(nexus.session.current, (value) => value === null, 15_000), null);
      await rejectsWith(nexus.machines.list(), 'not_signed_in');
    } finally {
      globalThis.fetch = realFetch;
    }
  });

  it('can be ended all the same, and nothing of it stays', { timeout: 30_000 }, async () => {
    const storage = storageWith({ ...expired, expires_at: Math.floor(Date.now() / 1_000) + 3_600 });
    nexus = open(storage);
    await until(nexus.session.current, (value) => Boolean(value));
    await nexus.session.signOut();
    assert.equal(nexus.session.current.value, null);
    assert.equal(storage.values.size, 0);
  });

  it('is nobody when the stored text is broken', async () => {
    nexus = open(storageWith('{"half a ses'));
    assert.equal(await until(nexus.session.current, (value) => value !== undefined), null);
  });

  it('says that the network is missing when signing in, and aborts when told so', async () => {
    nexus = open(storageWith('null'));
    await rejectsWith(nexus.session.signIn({ email: 'a@example.org', password: 'x' }), 'network_unreachable');
    const given = { signal: AbortSignal.abort() };
    await rejectsWith(nexus.session.signIn({ email: 'a@example.org', password: 'x' }, given), 'aborted');
  });
});

describe('calls of the auth library', () => {
  it('that wait for their turn can be given up without waiting for it', async () => {
    const realFetch = globalThis.fetch;
    globalThis.fetch = (_input, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
    const nexus = createNexus({ url: NOWHERE, publishableKey: 'sb_publishable_test' });
    try {
      const [first, second] = [new AbortController(), new AbortController()];
      const account = { email: 'a@example.org', password: 'x' };
      let isOver = false;
      const serving = nexus.session.signIn(account, { signal: first.signal }).finally(() => {
        isOver = true;
      });
      serving.catch(() => {});
      const waiting = nexus.session.signIn(account, { signal: second.signal });
      setTimeout(() => second.abort(), 50);
      await rejectsWith(waiting, 'aborted');
      assert.equal(isOver, false, 'the one before it is still being served');
      first.abort();
      await rejectsWith(serving, 'aborted');
    } finally {
      globalThis.fetch = realFetch;
      await nexus.close();
    }
  });
});

describe('claimSessionKey', () => {
  it('is not freed again by an instance that is closed a second time', async () => {
    const options = { url: NOWHERE, publishableKey: 'sb_publishable_test' };
    const one = createNexus(options);
    await one.close();
    const two = createNexus(options);
    await one.close();
    const three = claimSessionKey(NOWHERE);
    assert.match(three.key, /#2$/, 'two instances share no session');
    three.release();
    await two.close();
  });

  it('gives the first open instance the plain key, others a number, and freed keys again', () => {
    const [one, two] = [claimSessionKey('http://x.test/'), claimSessionKey('http://x.test')];
    assert.equal(one.key, 'nexus-session:http://x.test');
    assert.equal(two.key, 'nexus-session:http://x.test#2');
    one.release();
    const again = claimSessionKey('http://x.test');
    assert.equal(again.key, one.key);
    again.release();
    two.release();
  });
});
