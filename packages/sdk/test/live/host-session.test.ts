import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { askHost } from '../../src/data/supabase/host-callback.ts';
import { HostSession } from '../../src/data/supabase/host-session.ts';
import type { NexusErrorCode } from '../../src/errors/nexus-error.ts';
import type { HostSession as Answer, GetSession, Session } from '../../src/types/index.ts';
import { FakePlantServer, TOKEN_LIFE_S, WALL } from '../support/fake-plant-server.ts';
import { FakeTime } from '../support/fake-time.ts';
import { rejectsWith } from '../support/waiting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DOING = 'list the machines';

describe('a host session', () => {
  let time: FakeTime;
  let server: FakePlantServer;
  let session: HostSession;
  let calls: AbortSignal[];
  let answer: () => Promise<Answer | null>;

  const minted = (lifeS: number = TOKEN_LIFE_S, who: typeof WALL = WALL): Answer => ({
    accessToken: server.mint(lifeS, who),
    expiresAt: new Date(time.now() + lifeS * 1_000).toISOString(),
  });
  const getSession: GetSession = ({ signal }) => {
    calls.push(signal);
    return answer();
  };
  const signedIn = (): Session | null | undefined => session.current.value;
  const refused = (promise: Promise<unknown>, ...codes: NexusErrorCode[]): Promise<unknown> =>
    rejectsWith(time.finish(promise), ...codes);

  beforeEach(() => {
    time = new FakeTime();
    server = new FakePlantServer(time.now, 0);
    calls = [];
    answer = async () => minted();
    session = new HostSession(getSession);
    // Loaded before the time is told by hand.
    assert.ok(askHost);
  });
  afterEach(() => {
    session.close();
    time.restore();
  });

  it('asks nothing before the first use, not even on waking', async () => {
    session.wake();
    await time.run(HOUR);
    assert.equal(calls.length, 0);
    assert.equal(session.current.value, undefined);
  });

  it('shares one call among all who need the token at the same time', async () => {
    const tokens = await time.finish(Promise.all(Array.from({ length: 10 }, () => session.token(DOING))));
    assert.equal(calls.length, 1);
    assert.equal(new Set(tokens).size, 1);
    await time.finish(session.token(DOING));
    assert.equal(calls.length, 1, 'a good token is used again');
  });

  it('takes person and address from the token, and tells when it ends', async () => {
    const found = await time.finish(session.find());
    const expiresAt = new Date(Math.floor(time.now() / 1_000) * 1_000 + HOUR).toISOString();
    assert.deepEqual({ ...found, expiresAt: '' }, { ...WALL, expiresAt: '' });
    assert.ok(Math.abs(Date.parse(found?.expiresAt ?? '') - Date.parse(expiresAt)) < 5_000);
  });

  it('renews before the end, so that nobody ever waits', async () => {
    const first = await time.finish(session.token(DOING));
    await time.run(HOUR - 30_000);
    assert.equal(calls.length, 2);
    assert.notEqual(await time.finish(session.token(DOING)), first);
  });

  it('gives a callback 30 s, tells it by the signal, and ignores what it answers later', async () => {
    const late: ((answer: Answer) => void)[] = [];
    answer = () => new Promise((resolve) => late.push(resolve));
    const waiting = session.token(DOING);
    waiting.catch(() => {});
    await time.run(29_000);
    assert.equal(calls[0]?.aborted, false);
    await time.run(2_000);
    assert.equal(calls[0]?.aborted, true);
    await rejectsWith(waiting, 'host_session_failed');
    late[0]?.(minted());
    await time.run(100);
    assert.equal(session.current.value, undefined, 'the late answer signs nobody in');
  });

  it('goes on trying after failures, ever slower, and never gives up', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await refused(session.token(DOING), 'host_session_failed');
    await time.run(10 * MINUTE);
    assert.ok(calls.length > 20 && calls.length < 60, `${calls.length} calls in ten minutes`);
    await refused(session.token(DOING), 'host_session_failed');
    const before = calls.length;
    for (let turn = 0; turn < 50; turn += 1) await refused(session.token(DOING), 'host_session_failed');
    assert.ok(calls.length - before < 3, 'whoever asks in the pause hears of the last failure');
    answer = async () => minted();
    await time.run(31_000);
    assert.equal(signedIn()?.userId, WALL.userId);
  });

  it('tries at once when the network is back', async () => {
    answer = () => Promise.reject(new Error('no network'));
    await refused(session.token(DOING), 'host_session_failed');
    await time.run(5 * MINUTE);
    answer = async () => minted();
    const before = calls.length;
    session.wake();
    await time.settle();
    assert.equal(calls.length, before + 1);
    assert.ok(await time.finish(session.token(DOING)));
  });

  it('uses the old token while it is good and the host fails', async () => {
    const first = await time.finish(session.token(DOING));
    answer = () => Promise.reject(new Error('503'));
    await time.run(HOUR - 20_000);
    assert.ok(calls.length > 1);
    assert.equal(await time.finish(session.token(DOING)), first);
    await time.run(30_000);
    await refused(session.token(DOING), 'host_session_failed');
    assert.equal(session.current.value?.userId, WALL.userId, 'it is not known that nobody is signed in');
  });

  for (const [skew, name] of [
    [5 * HOUR, 'ahead'],
    [-5 * HOUR, 'behind'],
    [20 * MINUTE, 'a little ahead'],
  ] as const) {
    it(`is not confused by a clock that is ${name}`, async () => {
      time.setSkew(skew);
      await time.finish(session.token(DOING));
      await time.run(30 * MINUTE);
      assert.equal(calls.length, 1, 'not asked more often');
      await time.run(31 * MINUTE);
      const token = await time.finish(session.token(DOING));
      const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
        exp: number;
      };
      assert.ok(exp * 1_000 > time.now(), 'and the token at hand is good at the server');
    });
  }

  it('renews after a sleep, by whichever clock went on', async () => {
    const first = await time.finish(session.token(DOING));
    time.sleep(2 * HOUR);
    assert.notEqual(await time.finish(session.token(DOING)), first);
  });

  it('gets one new token for all who were refused with the same one', async () => {
    const old = await time.finish(session.token(DOING));
    const renewals = await time.finish(Promise.all([1, 2, 3].map(() => session.renew(old))));
    assert.deepEqual(renewals, [true, true, true]);
    assert.equal(calls.length, 2);
    assert.equal(await time.finish(session.renew(old)), true, 'who comes late finds the new one');
    assert.equal(calls.length, 2);
  });

  it('tells when the host gives the refused token again', async () => {
    const old = minted();
    answer = async () => old;
    const token = await time.finish(session.token(DOING));
    await refused(session.renew(token), 'host_session_failed');
    await refused(session.token(DOING), 'host_session_failed');
  });

  for (const [name, wrong] of [
    ['undefined', undefined],
    ['a text', 'token'],
    ['no token', { expiresAt: 2_000_000_000 }],
    ['a token that is none', { accessToken: 'abc', expiresAt: 2_000_000_000 }],
    ['a token without a subject', { accessToken: 'e30.e30.e30', expiresAt: 2_000_000_000 }],
  ] as const) {
    it(`tells when the callback answers ${name}`, async () => {
      answer = async () => wrong as unknown as Answer;
      await refused(session.token(DOING), 'host_session_failed');
    });
  }

  it('tells when expiresAt is no time, and when the callback throws at once', async () => {
    answer = async () => ({ ...minted(), expiresAt: 'soon' });
    await refused(session.token(DOING), 'host_session_failed');
    session.wake();
    answer = () => {
      throw new Error('no such user');
    };
    await refused(session.token(DOING), 'host_session_failed');
  });

  it('takes epoch seconds, and the earlier of the two ends', async () => {
    answer = async () => ({ ...minted(), expiresAt: Math.floor(time.now() / 1_000) + 600 });
    await time.finish(session.token(DOING));
    await time.run(10 * MINUTE);
    assert.equal(calls.length, 2);
  });

  it('knows nobody after null, and asks again with the next call, on waking, and when told', async () => {
    answer = async () => null;
    await refused(session.token(DOING), 'not_signed_in');
    assert.equal(session.current.value, null);
    await time.run(HOUR);
    assert.equal(calls.length, 1, 'not by itself');
    await refused(session.token(DOING), 'not_signed_in');
    assert.equal(calls.length, 2);
    session.wake();
    await time.settle();
    assert.equal(calls.length, 3);
    answer = async () => minted();
    assert.equal(await time.finish(session.renew()), true);
    assert.equal(signedIn()?.userId, WALL.userId);
  });

  it('stops after a sign-out, also what is under way, until it is told that there is somebody', async () => {
    let arrive: (answer: Answer) => void = () => {};
    answer = () => new Promise((resolve) => (arrive = resolve));
    const waiting = session.token(DOING);
    await time.settle();
    await session.signOut();
    assert.equal(calls[0]?.aborted, true);
    arrive(minted());
    await rejectsWith(time.finish(waiting), 'not_signed_in');
    answer = async () => minted();
    session.wake();
    await refused(session.token(DOING), 'not_signed_in');
    assert.equal(await session.renew('an old token'), false);
    await time.run(2 * HOUR);
    assert.equal(calls.length, 1);
    assert.equal(session.current.value, null);
    assert.equal(await time.finish(session.renew()), true);
    assert.equal(calls.length, 2);
  });

  it('follows the host when another user signs in there', async () => {
    await time.finish(session.token(DOING));
    const other = { userId: 'b7000000-0000-4000-8000-000000000002', email: 'next@plant.example' };
    answer = async () => minted(TOKEN_LIFE_S, other);
    const heard: (string | undefined)[] = [];
    session.current.subscribe((value) => heard.push(value?.userId));
    await time.finish(session.renew());
    assert.deepEqual(heard, [other.userId]);
  });

  it('does not send as another user what was begun as the one before', async () => {
    await time.finish(session.token(DOING));
    time.sleep(2 * HOUR);
    const other = { userId: 'b7000000-0000-4000-8000-000000000002', email: 'next@plant.example' };
    answer = async () => minted(TOKEN_LIFE_S, other);
    await refused(session.token(DOING), 'session_changed');
    assert.equal(signedIn()?.userId, other.userId);
    assert.ok(await time.finish(session.token(DOING)));
  });

  it('tells when expiresAt is beyond all dates, as of microseconds', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const accessToken = `${part({})}.${part({ sub: WALL.userId, exp: 1e18 })}.x`;
    answer = async () => ({ accessToken, expiresAt: Date.now() * 1_000 });
    await refused(session.token(DOING), 'host_session_failed');
  });

  it('does not renew a token of seconds in a hurry', async () => {
    answer = async () => minted(10);
    await time.finish(session.token(DOING));
    await time.run(MINUTE);
    assert.ok(calls.length <= 14, `${calls.length} calls in a minute`);
  });
});
