import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Nexus } from '../../src/nexus.ts';
import type { HostSession, Machine } from '../../src/types/index.ts';
import { FakePage } from '../support/fake-page.ts';
import { FakePlantServer, TOKEN_LIFE_S, type TrueMachine } from '../support/fake-plant-server.ts';
import { FakeTime, seededRandom } from '../support/fake-time.ts';
import { FakeWire, type Network } from '../support/fake-wire.ts';
import { loadSdk } from '../support/load-sdk.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A machine that is shown as live is not older than this. */
const STALE_MS = MINUTE;
/** Readings come this often. */
const PERIOD_MS = 20 * SECOND;
/** When nothing is in the way any more, the display is right again by then. */
const RECOVERY_MS = 3 * MINUTE;

/** How a host answers when it is asked who is signed in. */
type Host = 'answers' | 'rejects' | 'hangs' | 'nobody' | 'malformed' | 'expired';

/** A display on a wall, the plant that it shows, and everything that can come between. */
class Wall {
  readonly page: FakePage = new FakePage();
  readonly time: FakeTime = new FakeTime();
  readonly server: FakePlantServer = new FakePlantServer(this.time.now, 3);
  readonly wire: FakeWire = new FakeWire(this.server);
  readonly random: () => number;
  readonly errors: Set<string> = new Set();
  /** What is told of the times at which the display was wrong without saying so. */
  readonly lies: string[] = [];
  host: Host = 'answers';
  hostCalls = 0;
  minutesRight = 0;
  minutesPlain = 0;
  nexus: Nexus | undefined;
  #shown: readonly Machine[] = [];
  #onlineSince = 0;
  #goodSince: number;
  #realRandom = Math.random;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    Math.random = this.random;
    this.page.install();
    this.wire.install();
    this.#goodSince = this.time.now();
  }

  async open(mode: 'own' | 'host'): Promise<void> {
    const { createNexus } = await loadSdk();
    this.nexus = createNexus({
      url: 'http://plant.example',
      publishableKey: 'sb_publishable_wall',
      persistCache: false,
      staleAfterMs: STALE_MS,
      ...(mode === 'host' ? { getSession: ({ signal }) => this.#getSession(signal) } : {}),
    });
    if (mode === 'own') await this.signIn();
    this.nexus.machines.subscribe(
      (machines) => {
        this.#shown = machines;
      },
      { onError: (error) => this.errors.add((error as { code: string }).code) },
    );
    await this.time.finish(this.nexus.machines.list());
  }

  async signIn(): Promise<void> {
    await this.time.finish(
      this.#instance.session.signIn({ email: 'wall@plant.example', password: 'correct horse' }),
    );
  }

  /** Lets `ms` pass, and looks at the display at each full minute. */
  async run(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += PERIOD_MS) {
      this.#serve();
      await this.time.run(PERIOD_MS);
      if (passed % MINUTE === MINUTE - PERIOD_MS) this.#look();
    }
  }

  /** The device sleeps; the plant goes on. Its sockets are cut as soon as the server notices, or never. */
  async sleep(ms: number, wake: 'visibility' | 'online' | 'page-cache' | 'nothing'): Promise<void> {
    if (wake === 'visibility') this.page.look('hidden');
    if (wake === 'online') this.page.tell('offline');
    this.wire.network = 'silent';
    for (let passed = 0; passed < ms; passed += PERIOD_MS) {
      this.#serve();
      this.time.sleep(PERIOD_MS);
    }
    this.wire.network = 'up';
    this.#goodSince = this.time.now();
    if (wake === 'visibility') this.page.look('visible');
    if (wake === 'online') this.page.tell('online');
    if (wake === 'page-cache') this.page.tell('pageshow', { persisted: true });
    await this.time.settle();
  }

  async cut(network: Exclude<Network, 'up'>, ms: number, isTold: boolean): Promise<void> {
    this.wire.network = network;
    if (isTold) this.page.tell('offline');
    await this.run(ms);
    this.wire.network = 'up';
    this.#goodSince = this.time.now();
    if (isTold) this.page.tell('online');
  }

  async restartServer(ms: number): Promise<void> {
    this.server.isDown = true;
    this.wire.dropAll();
    await this.run(ms);
    this.server.isDown = false;
    this.#goodSince = this.time.now();
  }

  /** From now on nothing is in the way. */
  good(): void {
    this.#goodSince = this.time.now();
  }

  /** Somebody looks at the wall now. */
  looksRight(): boolean {
    return this.server.machines.every((machine) => this.#isRight(machine));
  }

  async close(): Promise<void> {
    if (this.nexus) await this.time.finish(this.nexus.close());
    this.wire.remove();
    this.page.remove();
    this.time.restore();
    Math.random = this.#realRandom;
  }

  get #instance(): Nexus {
    assert.ok(this.nexus);
    return this.nexus;
  }

  #serve(): void {
    this.server.closeExpired();
    if (!this.server.isDown) this.server.measure(() => Math.round(this.random() * 1_000) / 100);
  }

  #getSession(signal: AbortSignal): Promise<HostSession | null> {
    this.hostCalls += 1;
    const answer = (accessToken: string): HostSession => ({
      accessToken,
      expiresAt: Math.floor(this.time.now() / SECOND) + TOKEN_LIFE_S,
    });
    switch (this.host) {
      case 'answers':
        return Promise.resolve(answer(this.server.mint()));
      case 'rejects':
        return Promise.reject(new Error('the portal answered 503'));
      case 'hangs':
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      case 'nobody':
        return Promise.resolve(null);
      case 'malformed':
        return Promise.resolve({ token: 'x' } as unknown as HostSession);
      case 'expired':
        return Promise.resolve(answer(this.server.mint(-HOUR / SECOND)));
    }
  }

  /** Right means: as the server has it now, or had it within the stale limit. */
  #isRight(machine: TrueMachine): boolean {
    const now = this.time.now();
    const shown = this.#shown.find(({ id }) => id === machine.id);
    if (!shown) return false;
    const { former } = machine;
    const isNamed =
      shown.name === machine.name || (former?.name === shown.name && now - former.until <= STALE_MS);
    const place = machine.readings.findIndex(({ timestamp }) => timestamp === shown.latest?.timestamp);
    const reading = machine.readings[place];
    const next = machine.readings[place + 1];
    if (!reading || reading.vibration !== shown.latest?.vibration || !isNamed) return false;
    return !next || now - Date.parse(next.timestamp) <= STALE_MS;
  }

  #look(): void {
    const now = this.time.now();
    const { session, connection } = this.#instance;
    const { state } = connection.value;
    const isOnline = state === 'online' && Boolean(session.current.value);
    if (!isOnline) this.#onlineSince = now;
    const wrong = this.server.machines.filter((machine) => !this.#isRight(machine));
    const isSettled = now - this.#onlineSince > STALE_MS;
    const liars = wrong.filter(({ id }) => {
      const shown = this.#shown.find((one) => one.id === id);
      // A value that is called live must be; and who is online for longer than the limit has no excuse at all.
      return shown?.freshness === 'live' || (isOnline && isSettled);
    });
    // A machine that has been silent for longer than the limit is not live, however right its last value is.
    const dead = this.#shown.filter(
      ({ freshness, latest }) =>
        freshness === 'live' && now - Date.parse(latest?.timestamp ?? '') > STALE_MS + PERIOD_MS,
    );
    if (liars.length + dead.length > 0) {
      this.#tell(`${liars.length} wrong, ${dead.length} dead machines are shown as if they were right`);
    }
    if (wrong.length === 0) this.minutesRight += 1;
    else this.minutesPlain += 1;
    const isGood = this.wire.isUp && this.host === 'answers' && now - this.#goodSince > RECOVERY_MS;
    if (isGood && !(isOnline && wrong.length === 0)) this.#tell('nothing is in the way, and it is not right');
  }

  #tell(what: string): void {
    const { session, connection } = this.#instance;
    const who = session.current.value ? 'signed in' : String(session.current.value);
    const at = new Date(this.time.now()).toISOString().slice(5, 19);
    const kinds = this.#shown.map(({ freshness }) => freshness).join(' ');
    this.lies.push(`${at} ${connection.value.state}, ${who}, ${kinds}: ${what}`);
  }
}

/** Three days with a night each. What differs between runs is drawn from the seed. */
async function threeDays(wall: Wall, mode: 'own' | 'host'): Promise<void> {
  const { time, server, random } = wall;
  const upTo = async (hour: number): Promise<void> => {
    await wall.run(Math.max(0, Date.parse('2026-01-05T06:00:00Z') + hour * HOUR - time.now()));
  };
  const some = (from: number, to: number): number =>
    Math.round((from + random() * (to - from)) / MINUTE) * MINUTE;
  const [first, second, third] = server.machines as [TrueMachine, TrueMachine, TrueMachine];

  await upTo(2);
  server.rename(first, 'Press 1 north');
  first.isSilent = true;
  await upTo(4);
  await wall.restartServer(some(MINUTE, 10 * MINUTE));
  first.isSilent = false;
  await upTo(16);
  await wall.cut('refusing', some(5 * MINUTE, 90 * MINUTE), false);
  await upTo(19);
  await wall.sleep(some(HOUR, 4 * HOUR), 'visibility');

  await upTo(26);
  // The clock is set, and set right again two hours later.
  time.setSkew(2 * HOUR);
  wall.good();
  await upTo(28);
  server.rename(second, 'Press 2 south');
  await wall.cut('silent', some(5 * MINUTE, 30 * MINUTE), true);
  time.setSkew(0);
  wall.good();
  await upTo(31);
  time.setSkew(-3 * HOUR);
  third.isSilent = true;
  wall.good();
  await upTo(37);
  await wall.cut('silent', some(20 * MINUTE, 3 * HOUR), false);
  third.isSilent = false;
  await upTo(42);
  await wall.sleep(some(HOUR, 5 * HOUR), 'nothing');
  time.setSkew(0);
  wall.good();

  await upTo(49);
  await expireLogin(wall, mode);
  await upTo(60);
  for (const wake of ['online', 'page-cache', 'nothing', 'visibility'] as const) {
    await wall.cut('refusing', some(MINUTE, 20 * MINUTE), wake === 'online');
    await wall.sleep(some(10 * MINUTE, 70 * MINUTE), wake);
    await wall.run(some(5 * MINUTE, 20 * MINUTE));
  }
  await wall.restartServer(some(MINUTE, 30 * MINUTE));
  await upTo(72);
}

async function expireLogin(wall: Wall, mode: 'own' | 'host'): Promise<void> {
  if (mode === 'own') {
    wall.server.revokeSessions();
    wall.host = 'rejects';
    await wall.run(2 * HOUR);
    assert.equal(wall.nexus?.session.current.value, null, 'an ended login is told');
    await wall.signIn();
  } else {
    for (const trouble of ['rejects', 'hangs', 'malformed', 'expired'] as const) {
      wall.host = trouble;
      await wall.run(90 * MINUTE);
    }
    wall.host = 'nobody';
    await wall.run(30 * MINUTE);
    assert.equal(wall.nexus?.session.current.value, null, 'that nobody is signed in at the host is told');
    wall.host = 'answers';
    wall.page.look('hidden');
    wall.page.look('visible');
  }
  wall.host = 'answers';
  wall.good();
}

for (const mode of ['own', 'host'] as const) {
  describe(`a wall display over 72 hours with ${mode === 'own' ? 'its own' : "the host's"} session`, () => {
    let wall: Wall;
    beforeEach(() => {
      wall = new Wall(mode === 'own' ? 11 : 23);
    });
    afterEach(() => wall.close());

    it('shows what is, or says plainly that it does not', async () => {
      await wall.open(mode);
      await threeDays(wall, mode);
      assert.deepEqual(wall.lies, []);
      assert.ok(wall.looksRight());
      // So that a display that only ever apologises does not pass.
      assert.ok(wall.minutesRight > 48 * 60, `right in ${wall.minutesRight} minutes`);
      assert.equal(wall.wire.openSockets, 1);
      // No token that has ended was ever shown to the server to join with, and nobody was asked in a hurry.
      assert.deepEqual(
        wall.server.joins.filter(({ wasGood }) => !wasGood),
        [],
      );
      const refreshes = wall.server.requests.filter((path) => path.includes('refresh_token'));
      assert.ok(refreshes.length < 100 && wall.hostCalls < 1_000, `${refreshes.length}, ${wall.hostCalls}`);
      assert.ok(wall.time.timers < 30, `${wall.time.timers} timers are left`);
      console.log(`${mode}: right ${wall.minutesRight} min, plainly not ${wall.minutesPlain} min`);
    });
  });
}
