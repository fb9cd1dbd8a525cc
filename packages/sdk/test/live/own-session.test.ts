import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { OwnSession } from '../../src/data/supabase/own-session.ts';
import { refreshSession } from '../../src/data/supabase/refresh-session.ts';
import { SessionStore, type StoredSession } from '../../src/data/supabase/session-store.ts';
import type { NexusErrorCode } from '../../src/errors/nexus-error.ts';
import type { SessionStorage } from '../../src/nexus.ts';
import type { Session } from '../../src/types/index.ts';
import { FakePage } from '../support/fake-page.ts';
import { FakePlantServer, TOKEN_LIFE_S, WALL } from '../support/fake-plant-server.ts';
import { FakeTime } from '../support/fake-time.ts';
import { FakeWire } from '../support/fake-wire.ts';
import { rejectsWith } from '../support/waiting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DOING = 'list the machines';
const KEY = 'nexus-session:test';

/** The browser's storage, which tells the other tabs what was changed in one. */
class TabStorage implements SessionStorage {
  readonly values: Map<string, string> = new Map();
  isDenied = false;

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isDenied) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

describe("one's own session, without the auth library", () => {
  let page: FakePage;
  let time: FakeTime;
  let server: FakePlantServer;
  let wire: FakeWire;
  let storage: TabStorage;
  const tabs: OwnSession[] = [];

  const open = (keptIn: SessionStorage = storage): OwnSession => {
    const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
    const tab = new OwnSession(
      { url: 'http://plant.example', publishableKey: 'sb_publishable_test', fetch },
      new SessionStore(keptIn, KEY),
    );
    tabs.push(tab);
    return tab;
  };
  /** A session of the server's, as it answers a sign-in. */
  const signedIn = async (): Promise<StoredSession> => {
    const answer = await fetch('http://plant.example/auth/v1/token?grant_type=password', {
      method: 'POST',
      body: '{}',
    });
    server.requests.length = 0;
    return (await answer.json()) as StoredSession;
  };
  const store = (session: StoredSession): void => storage.setItem(KEY, JSON.stringify(session));
  const refused = (promise: Promise<unknown>, ...codes: NexusErrorCode[]): Promise<unknown> =>
    rejectsWith(time.finish(promise), ...codes);
  const who = (tab: OwnSession): Session | null | undefined => tab.current.value;
  const tellTabs = (): void => page.tell('storage', { key: KEY });

  beforeEach(() => {
    page = new FakePage();
    page.install();
    time = new FakeTime();
    server = new FakePlantServer(time.now, 0);
    wire = new FakeWire(server);
    wire.install();
    storage = new TabStorage();
    // Loaded before the time is told by hand.
    assert.ok(refreshSession);
  });
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.close();
    wire.remove();
    page.remove();
    time.restore();
  });

  it('is found in the storage, and used while it is good, without a single request', async () => {
    const session = await signedIn();
    store(session);
    wire.network = 'silent';
    const tab = open();
    assert.equal((await time.finish(tab.find()))?.userId, WALL.userId);
    assert.equal(await time.finish(tab.token(DOING)), session.access_token);
    assert.deepEqual(server.requests, []);
  });

  it('sends nothing before it is used, even when it has ended', async () => {
    store({ ...(await signedIn()), expires_at: 0 });
    const tab = open();
    await time.run(HOUR);
    assert.deepEqual(server.requests, []);
    assert.equal(who(tab)?.userId, WALL.userId);
    assert.ok(await time.finish(tab.token(DOING)));
    assert.equal(server.requests.length, 1);
  });

  for (const skew of [5 * HOUR, -5 * HOUR]) {
    it(`is renewed once an hour by a clock that is ${skew / HOUR} h wrong`, async () => {
      time.setSkew(skew);
      const tab = open();
      await time.finish(tab.adopt(await signedIn()));
      for (let minute = 0; minute < 180; minute += 1) {
        await time.finish(tab.token(DOING));
        await time.run(MINUTE);
      }
      assert.equal(server.requests.length, 3);
    });
  }

  it('tries again after a refresh whose answer was lost', async () => {
    const tab = open();
    await time.finish(tab.adopt(await signedIn()));
    await time.finish(tab.token(DOING));
    const realFetch = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      await realFetch(input, init);
      globalThis.fetch = realFetch;
      throw new TypeError('fetch failed');
    };
    await time.run(HOUR + MINUTE);
    assert.ok(await time.finish(tab.token(DOING)));
    assert.equal(who(tab)?.userId, WALL.userId);
  });

  for (const [name, answer] of [
    ['a page of a guest network', () => new Response('<html>Sign in to the WLAN</html>')],
    ['a 404 of a proxy', () => new Response('Not found', { status: 404 })],
    ['a 403 of a firewall', () => Response.json({ message: 'blocked' }, { status: 403 })],
    ['a 429', () => Response.json({ code: 'over_request_rate_limit', message: 'slow' }, { status: 429 })],
    ['a 503', () => new Response('', { status: 503 })],
  ] as const) {
    it(`is not ended by ${name}`, async () => {
      store({ ...(await signedIn()), expires_at: 0 });
      const tab = open();
      const realFetch = globalThis.fetch;
      globalThis.fetch = async () => answer();
      await refused(tab.token(DOING), 'server_error', 'permission_denied', 'rate_limited');
      assert.equal(who(tab)?.userId, WALL.userId);
      globalThis.fetch = realFetch;
      tab.wake();
      assert.ok(await time.finish(tab.token(DOING)));
    });
  }

  it("is ended by Auth's own word, and the storage is empty", async () => {
    store({ ...(await signedIn()), expires_at: 0 });
    server.revokeSessions();
    const tab = open();
    await refused(tab.token(DOING), 'not_signed_in');
    assert.equal(who(tab), null);
    assert.equal(storage.values.size, 0);
  });

  it('is gone at once after a sign-out without network, also when it had ended', async () => {
    store({ ...(await signedIn()), expires_at: 0 });
    wire.network = 'silent';
    const tab = open();
    const waiting = refused(tab.token(DOING), 'not_signed_in');
    await time.settle();
    await time.finish(tab.signOut());
    assert.equal(storage.values.size, 0);
    assert.equal(who(tab), null);
    await waiting;
    wire.network = 'up';
    await time.run(2 * HOUR);
    assert.equal(storage.values.size, 0);
    assert.equal(who(tab), null);
  });

  it('waits 2 s at most for the server to hear of a sign-out', async () => {
    const tab = open();
    await time.finish(tab.adopt(await signedIn()));
    wire.network = 'silent';
    const startedAt = time.now();
    await time.finish(tab.signOut());
    assert.ok(time.now() - startedAt < 2_500);
  });

  it('takes over what another tab has renewed, instead of renewing again', async () => {
    store(await signedIn());
    const [one, two] = [open(), open()];
    await time.finish(Promise.all([one.token(DOING), two.token(DOING)]));
    await time.finish(one.renew());
    const renewed = await time.finish(one.token(DOING));
    // Not told: found when it is looked for.
    assert.equal(await time.finish(two.renew()), true);
    assert.equal(await time.finish(two.token(DOING)), renewed);
    assert.equal(server.requests.length, 1);
  });

  it('hears of a sign-in and of a sign-out in another tab', async () => {
    const [one, two] = [open(), open()];
    await time.finish(two.find());
    await time.finish(one.adopt(await signedIn()));
    tellTabs();
    await time.settle();
    assert.equal(who(two)?.userId, WALL.userId);
    await time.finish(one.signOut());
    tellTabs();
    await time.settle();
    assert.equal(who(two), null);
  });

  it('does not bring back what another tab signed out while the answer was on its way', async () => {
    store({ ...(await signedIn()), expires_at: 0 });
    wire.requestMs = 500;
    const tab = open();
    const waiting = tab.token(DOING);
    await time.run(100);
    storage.removeItem(KEY);
    await refused(waiting, 'not_signed_in');
    assert.equal(storage.values.size, 0);
  });

  it('lives as long as the page where the storage takes nothing', async () => {
    storage.isDenied = true;
    const tab = open();
    await time.finish(tab.adopt(await signedIn()));
    await time.run(TOKEN_LIFE_S * 1_000 + MINUTE);
    assert.ok(await time.finish(tab.token(DOING)));
    await time.finish(tab.signOut());
    await refused(tab.token(DOING), 'not_signed_in');
  });

  it('can be begun by mail where the storage takes nothing, in the page that asked for it', async () => {
    storage.isDenied = true;
    const kept = new SessionStore(storage, KEY);
    await kept.setItem(`${KEY}-code-verifier`, 'secret');
    assert.equal(await kept.getItem(`${KEY}-code-verifier`), 'secret');
    await kept.clear();
    assert.equal(await kept.getItem(`${KEY}-code-verifier`), null);
  });

  it('keeps the end of a token when only the account changed', async () => {
    const tab = open();
    const session = await signedIn();
    await time.finish(tab.adopt(session));
    await time.finish(tab.token(DOING));
    await time.run(50 * MINUTE);
    await time.finish(tab.adopt({ ...session, user: { ...session.user, email: 'new@plant.example' } }));
    assert.equal(who(tab)?.email, 'new@plant.example');
    await time.run(11 * MINUTE);
    assert.equal(server.requests.length, 1, 'renewed when it would have been');
  });

  describe('when two things come at the same time', () => {
    const NEXT = { id: 'b7000000-0000-4000-8000-000000000002', email: 'next@plant.example' };
    /** A sign-in of somebody else, as the server answers it. */
    const asNext = async (): Promise<StoredSession> => {
      const token = server.mint(TOKEN_LIFE_S, { userId: NEXT.id, email: NEXT.email });
      return { ...(await signedIn()), access_token: token, user: NEXT };
    };
    /** A storage as of a native shell: each step takes a while. */
    const slowStorage = (): SessionStorage => {
      const slow = <T>(work: () => T): Promise<T> =>
        new Promise((resolve) => setTimeout(() => resolve(work()), 10));
      return {
        getItem: (key) => slow(() => storage.getItem(key)),
        setItem: (key, value) => slow(() => storage.setItem(key, value)),
        removeItem: (key) => slow(() => storage.removeItem(key)),
      };
    };
    const stored = (): StoredSession | null => JSON.parse(storage.getItem(KEY) ?? 'null');

    it('a sign-in counts, however far a renewal for who was there before has come', async () => {
      for (let afterMs = 0; afterMs <= 90; afterMs += 5) {
        store({ ...(await signedIn()), expires_at: 0 });
        const next = await asNext();
        wire.requestMs = 20;
        const tab = open(slowStorage());
        const waiting = refused(tab.token(DOING), 'session_changed').catch(() => {});
        await time.run(afterMs);
        await time.finish(tab.adopt(next));
        await waiting;
        await time.run(200);
        assert.equal(who(tab)?.userId, NEXT.id, `after ${afterMs} ms, in memory`);
        assert.equal(stored()?.user.id, NEXT.id, `after ${afterMs} ms, in the storage`);
        wire.requestMs = 0;
        tab.close();
      }
    });

    it('a sign-out counts, although a sign-in is being stored', async () => {
      for (let afterMs = 0; afterMs <= 30; afterMs += 5) {
        const next = await asNext();
        const tab = open(slowStorage());
        await time.finish(tab.find());
        const adopting = tab.adopt(next);
        await time.run(afterMs);
        await time.finish(tab.signOut());
        await time.finish(adopting);
        assert.equal(who(tab), null, `after ${afterMs} ms`);
        assert.equal(stored(), null, `after ${afterMs} ms`);
        tab.close();
      }
    });

    it('what one person began is not sent as the next one', async () => {
      store({ ...(await signedIn()), expires_at: 0 });
      const next = await asNext();
      wire.requestMs = 500;
      const tab = open();
      const waiting = tab.token(DOING);
      waiting.catch(() => {});
      await time.run(100);
      await time.finish(tab.adopt(next));
      await refused(waiting, 'session_changed');
      assert.ok(await time.finish(tab.token(DOING)));
    });

    it('a renewal that somebody asked for ends well when a sign-in takes its place', async () => {
      store(await signedIn());
      const next = await asNext();
      wire.requestMs = 500;
      const tab = open();
      const waiting = tab.renew();
      waiting.catch(() => {});
      await time.run(100);
      await time.finish(tab.adopt(next));
      assert.equal(await time.finish(waiting), true);
    });
  });

  it('tells who waits that it was closed, and asks and stores nothing any more', async () => {
    store({ ...(await signedIn()), expires_at: 0 });
    wire.network = 'silent';
    const tab = open();
    const waiting = [tab.token(DOING), tab.renew()];
    for (const call of waiting) call.catch(() => {});
    await time.settle();
    tab.close();
    for (const call of waiting) await refused(call, 'aborted');
    wire.network = 'up';
    const before = storage.getItem(KEY);
    await refused(tab.adopt(await signedIn()), 'aborted');
    await refused(tab.token(DOING), 'aborted');
    tab.wake();
    await time.run(2 * HOUR);
    assert.equal(storage.getItem(KEY), before);
    assert.deepEqual(server.requests, []);
  });
});
