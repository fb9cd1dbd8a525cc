import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Nexus, NexusOptions } from '../../src/nexus.ts';
import type { Connection, HostSession, Machine } from '../../src/types/index.ts';
import { FakePage } from '../support/fake-page.ts';
import { FakePlantServer, TOKEN_LIFE_S, WALL } from '../support/fake-plant-server.ts';
import { FakeTime } from '../support/fake-time.ts';
import { FakeWire } from '../support/fake-wire.ts';
import { loadSdk } from '../support/load-sdk.ts';
import { rejectsWith } from '../support/waiting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Every module that was asked for since the start of this file. */
const loaded: string[] = [];
registerHooks({
  resolve: (specifier, context, next) => {
    loaded.push(specifier);
    return next(specifier, context);
  },
});

/** What goes wrong with supabase-js's parts alone, on the real parts. `/docs/decisions/0031` and 0033 name them. */
describe('the traps of supabase-js', () => {
  let page: FakePage;
  let time: FakeTime;
  let server: FakePlantServer;
  let wire: FakeWire;
  let nexus: Nexus;
  let machines: readonly Machine[];
  let states: Connection['state'][];
  let hostCalls: number;

  const getSession = async (): Promise<HostSession> => {
    hostCalls += 1;
    if (wire.requestMs > 0) await new Promise((resolve) => setTimeout(resolve, wire.requestMs));
    return { accessToken: server.mint(), expiresAt: time.now() / 1_000 + TOKEN_LIFE_S };
  };
  const open = async (options: Partial<NexusOptions>): Promise<void> => {
    const { createNexus } = await import('../../src/create-nexus.ts');
    nexus = createNexus({
      url: 'http://plant.example',
      publishableKey: 'sb_publishable_test',
      persistCache: false,
      ...options,
    } as NexusOptions);
    nexus.connection.subscribe(({ state }) => states.push(state));
  };
  /** Readings every 20 s for so long. */
  const run = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 20_000) {
      server.closeExpired();
      server.measure(() => passed);
      await time.run(20_000);
    }
  };
  const watch = async (): Promise<void> => {
    nexus.machines.subscribe((list) => {
      machines = list;
    });
    await run(20_000);
    assert.equal(nexus.connection.value.state, 'online');
  };
  const signIn = async (): Promise<void> => {
    await time.finish(nexus.session.signIn({ email: WALL.email, password: 'correct horse' }));
  };

  beforeEach(() => {
    page = new FakePage();
    page.install();
    time = new FakeTime();
    server = new FakePlantServer(time.now, 2);
    wire = new FakeWire(server);
    wire.install();
    machines = [];
    states = [];
    hostCalls = 0;
  });
  afterEach(async () => {
    await time.finish(nexus.close());
    wire.remove();
    page.remove();
    time.restore();
  });

  it('1 and 5: a host session works without the auth library, which is not even loaded', async () => {
    const since = loaded.length;
    await open({ getSession });
    await time.finish(nexus.machines.list());
    await watch();
    for (const call of [
      () => nexus.session.signIn({ email: WALL.email, password: 'x' }),
      () => nexus.session.sendMagicLink({ email: WALL.email }),
      () => nexus.session.completeSignIn('http://portal.example/#access_token=a&refresh_token=b'),
      () => nexus.session.setPassword('correct horse battery'),
    ]) {
      await rejectsWith(time.finish<unknown>(call()), 'host_session');
    }
    await time.finish(nexus.session.signOut());
    const foreign = loaded.slice(since).filter((specifier) => specifier.startsWith('@supabase/'));
    assert.deepEqual(foreign, []);
    await loadSdk();
    assert.ok(loaded.includes('@supabase/auth-js'), 'it would have been seen');
  });

  for (const mode of ['host', 'own'] as const) {
    it(`2: Realtime has a fresh token for hours, with the ${mode} session`, async () => {
      await loadSdk();
      await open(mode === 'host' ? { getSession } : {});
      if (mode === 'own') await signIn();
      await watch();
      states.length = 0;
      await run(5 * HOUR);
      assert.deepEqual(states, [], 'the channel was never closed for an ended token');
      assert.equal(server.joins.length, 1);
      assert.equal(machines[0]?.freshness, 'live');
    });

    it(`3: a hidden tab that wakes joins with a fresh token, with the ${mode} session`, async () => {
      await loadSdk();
      await open(mode === 'host' ? { getSession } : {});
      if (mode === 'own') await signIn();
      await watch();
      page.look('hidden');
      wire.network = 'refusing';
      time.sleep(2 * HOUR);
      await time.run(100);
      wire.network = 'up';
      // A new token takes longer than a new socket, which is when the library joins with the old one.
      wire.requestMs = 300;
      server.measure(() => 99);
      page.look('visible');
      await time.run(3_000);
      assert.equal(nexus.connection.value.state, 'online');
      assert.deepEqual(
        server.joins.map(({ wasGood }) => wasGood),
        [true, true],
      );
      assert.equal(machines[0]?.latest?.vibration, 99, 'and what was missed is there');
    });

    it(`4: after a sign-out nothing is joined any more, with the ${mode} session`, async () => {
      await loadSdk();
      await open(mode === 'host' ? { getSession } : {});
      if (mode === 'own') await signIn();
      await watch();
      await time.finish(nexus.session.signOut());
      await time.run(100);
      assert.deepEqual(machines, []);
      assert.equal(server.listeners, 0);
      const { requests, joins } = server;
      const [requestsBefore, joinsBefore, callsBefore] = [requests.length, joins.length, hostCalls];
      page.tell('online');
      page.look('hidden');
      page.look('visible');
      await run(3 * HOUR);
      assert.deepEqual(
        [requests.length, joins.length, hostCalls],
        [requestsBefore, joinsBefore, callsBefore],
      );
      assert.equal(wire.openSockets, 0);
      if (mode === 'own') await signIn();
      else await time.finish(nexus.session.refresh());
      await run(20_000);
      assert.equal(joins.length, joinsBefore + 1);
      assert.notEqual(joins.at(-1)?.token, joins.at(-2)?.token, 'the old token is not used again');
    });
  }

  it('a token that only the server finds ended is renewed once, and the live channel goes on', async () => {
    await loadSdk();
    await open({ getSession });
    await watch();
    await time.run(2_000);
    server.takesFrom = time.now() - 1_000;
    const before = hostCalls;
    wire.dropAll();
    await time.run(20_000);
    assert.equal(nexus.connection.value.state, 'online');
    assert.equal(hostCalls, before + 1);
  });
});
