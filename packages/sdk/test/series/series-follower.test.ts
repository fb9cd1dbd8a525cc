import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { createSeriesFollower } from '../../src/live/series-follower.ts';
import { ObservableValue } from '../../src/observable/observable.ts';
import type { Reading, SeriesParams, Session, TelemetrySeries } from '../../src/types/index.ts';
import { rawSeries, readingAt } from '../support/series.ts';

const NOW = Date.UTC(2026, 4, 12, 9);
const MINUTE = 60_000;
const sessionOf = (userId: string): Session => ({ userId, email: `${userId}@a.example`, expiresAt: '' });

interface Read {
  params: SeriesParams;
  signal: AbortSignal | undefined;
  answer(series: TelemetrySeries): Promise<void>;
  fail(error: unknown): Promise<void>;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** The sources of a follower, moved by hand. */
class Sources {
  readonly reads: Read[] = [];
  readonly session: ObservableValue<Session | null | undefined> = new ObservableValue<
    Session | null | undefined
  >(sessionOf('user-1'));
  readonly hearing: Set<(reading: Reading) => void> = new Set();
  readonly resyncing: Set<() => void> = new Set();
  aheadMs: number = 0;

  readonly now = (): number => Date.now() - this.aheadMs;

  readonly read = (params: SeriesParams, { signal }: { signal?: AbortSignal }): Promise<TelemetrySeries> =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void): Promise<void> => {
        act();
        return turns();
      };
      this.reads.push({
        params,
        signal,
        answer: (series) => settle(() => resolve(series)),
        fail: (error) => settle(() => reject(error)),
      });
    });

  readonly subscribe = (_: { machineId: string }, listener: (reading: Reading) => void): (() => void) => {
    this.hearing.add(listener);
    return () => this.hearing.delete(listener);
  };

  readonly resync = (listener: () => void): (() => void) => {
    this.resyncing.add(listener);
    return () => this.resyncing.delete(listener);
  };

  hear(at: number, rpm: number): void {
    for (const listener of this.hearing) listener(readingAt(at, { rpm }));
  }

  missSomething(): void {
    for (const listener of this.resyncing) listener();
  }

  lastRead(): Read {
    return this.reads.at(-1) ?? assert.fail('nothing was read');
  }
}

/** One reading a second until `to`, the value being the second. */
const past = (from: number, to: number): TelemetrySeries =>
  rawSeries(
    Array.from({ length: (to - from) / 1_000 + 1 }, (_, index) => ({ at: from + index * 1_000, rpm: index })),
    ['rpm'],
    1_000,
  );

const valuesOf = (series: TelemetrySeries | undefined): number[] => [...(series?.metrics.rpm?.mean ?? [])];

describe('following a series', () => {
  let sources: Sources;
  let told: TelemetrySeries[];
  let errors: unknown[];
  let stop: () => void;

  const follow = (params: Partial<Omit<SeriesParams, 'to'>> = {}): (() => void) =>
    createSeriesFollower(sources)(
      { machineId: 'machine-1', from: new Date(NOW - MINUTE).toISOString(), ...params },
      (series) => told.push(series),
      { onError: (error) => errors.push(error) },
    );
  const frame = (): void => mock.timers.tick(16);

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW });
    sources = new Sources();
    [told, errors] = [[], []];
    stop = () => {};
  });
  afterEach(() => {
    stop();
    mock.timers.reset();
  });

  it('tells what is known, then each reading at its end, at most once a frame', async () => {
    stop = follow();
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    assert.equal(told.length, 0);
    frame();
    assert.deepEqual(told.map(valuesOf), [[0, 1, 2]]);
    for (const index of [1, 2, 3]) sources.hear(NOW + index * 1_000, 10 * index);
    frame();
    assert.deepEqual(told.slice(1).map(valuesOf), [[0, 1, 2, 10, 20, 30]]);
    sources.hear(NOW + 3_000, 99);
    frame();
    assert.equal(told.length, 2, 'a reading that is there already is no news');
  });

  it('adds what was heard while the past was on its way, once', async () => {
    stop = follow();
    sources.hear(NOW, 2);
    sources.hear(NOW + 1_000, 7);
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    frame();
    assert.deepEqual(told.map(valuesOf), [[0, 1, 2, 7]]);
  });

  it('lets go of what leaves the window as time passes', async () => {
    stop = follow();
    await sources.lastRead().answer(past(NOW - MINUTE, NOW));
    frame();
    assert.equal(told.at(-1)?.times.length, 61);
    mock.timers.tick(30_000);
    sources.hear(Date.now(), 5);
    frame();
    const { times } = told.at(-1) ?? assert.fail();
    const edge = Date.now() - MINUTE;
    assert.ok((times[0] as number) < edge && (times[1] as number) >= edge, 'one point stays before the edge');
    assert.equal(times.at(-1), NOW + 30_016);
  });

  it('reads by the clock that dates the readings', () => {
    sources.aheadMs = -90_000;
    stop = follow();
    const { from, to } = sources.lastRead().params;
    assert.equal(Date.parse(from), NOW + 90_000 - MINUTE);
    assert.equal(Date.parse(to), NOW + 90_000 + 1_000);
  });

  it('reads as far as readings were heard whose clock is ahead', async () => {
    stop = follow();
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    sources.hear(NOW + 3 * MINUTE, 8);
    sources.missSomething();
    assert.ok(Date.parse(sources.lastRead().params.to) > NOW + 3 * MINUTE);
    sources.session.set(sessionOf('user-2'));
    assert.equal(Date.parse(sources.lastRead().params.to), NOW + 1_000);
  });

  it('reads again after a gap, goes on telling meanwhile, and loses nothing that was heard', async () => {
    stop = follow();
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    frame();
    sources.missSomething();
    sources.hear(NOW + 2_000, 50);
    frame();
    assert.deepEqual(valuesOf(told.at(-1)), [0, 1, 2, 50]);
    await sources.lastRead().answer(past(NOW - 2_000, NOW + 1_000));
    frame();
    assert.deepEqual(valuesOf(told.at(-1)), [0, 1, 2, 3, 50]);
    assert.equal(sources.reads.length, 2);
  });

  it('shows a read that began before the gap ended, and reads once more behind it', async () => {
    stop = follow();
    sources.missSomething();
    sources.missSomething();
    assert.equal(sources.reads.length, 1);
    await sources.lastRead().answer(past(NOW - 2_000, NOW - 1_000));
    frame();
    assert.deepEqual(valuesOf(told.at(-1)), [0, 1]);
    assert.equal(sources.reads.length, 2);
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    frame();
    assert.deepEqual(valuesOf(told.at(-1)), [0, 1, 2]);
    assert.equal(sources.reads.length, 2);
  });

  it('tells a failure and tries again while it is of the kind that passes', async () => {
    stop = follow();
    const failure = new NexusError('network_unreachable', 'Could not read.');
    await sources.lastRead().fail(failure);
    assert.deepEqual(errors, [failure]);
    mock.timers.tick(30_000);
    assert.equal(sources.reads.length, 2);
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    frame();
    assert.equal(told.length, 1);
    mock.timers.tick(10 * MINUTE);
    assert.equal(sources.reads.length, 2);
  });

  it('leaves it at a failure that does not pass, until something may have changed', async () => {
    stop = follow();
    await sources.lastRead().fail(new NexusError('not_found', 'There is no such machine.'));
    mock.timers.tick(10 * MINUTE);
    assert.deepEqual([errors.length, sources.reads.length], [1, 1]);
    sources.missSomething();
    assert.equal(sources.reads.length, 2);
  });

  it('tells nothing after sign-out, and begins anew with whoever signs in', async () => {
    stop = follow();
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    frame();
    sources.hear(NOW + 1_000, 9);
    sources.session.set(null);
    sources.hear(NOW + 2_000, 9);
    sources.missSomething();
    mock.timers.tick(10 * MINUTE);
    assert.deepEqual([told.length, errors.length, sources.reads.length], [1, 0, 1]);
    sources.session.set(sessionOf('user-2'));
    await sources.lastRead().answer(past(Date.now() - 1_000, Date.now()));
    frame();
    assert.deepEqual(told.slice(1).map(valuesOf), [[0, 1]]);
  });

  it('gives up a read of the one who signed out, whatever becomes of it', async () => {
    stop = follow();
    const read = sources.lastRead();
    sources.session.set(null);
    assert.equal(read.signal?.aborted, true);
    await read.fail(new NexusError('aborted', 'The session ended.'));
    sources.session.set(sessionOf('user-2'));
    await read.answer(past(NOW - 2_000, NOW));
    frame();
    assert.deepEqual([told.length, errors.length, sources.reads.length], [0, 0, 2]);
  });

  it('waits for the session to be looked up, and is not disturbed by a refreshed one', async () => {
    sources.session.set(undefined);
    stop = follow();
    assert.equal(sources.reads.length, 0);
    sources.session.set(sessionOf('user-1'));
    await sources.lastRead().answer(past(NOW - 2_000, NOW));
    sources.session.set({ ...sessionOf('user-1'), expiresAt: 'later' });
    assert.equal(sources.reads.length, 1);
  });

  it('asks again when single readings have become far more than was asked for', async () => {
    stop = follow({ maxPoints: 10 });
    await sources.lastRead().answer(past(NOW - 9_000, NOW));
    frame();
    for (let index = 1; index <= 11; index += 1) sources.hear(NOW + index * 10, index);
    frame();
    assert.equal(sources.reads.length, 2);
    sources.hear(NOW + 500, 1);
    frame();
    assert.equal(sources.reads.length, 2, 'one read at a time');
    await sources.lastRead().fail(new NexusError('permission_denied', 'No.'));
    sources.hear(NOW + 600, 1);
    frame();
    assert.equal(sources.reads.length, 2, 'nor one a reading where it is refused');
    assert.equal(told.at(-1)?.times.at(-1), NOW + 600);
  });

  it('fetches readings that came too late for their bucket, once a minute at most', async () => {
    stop = follow();
    const buckets = (): TelemetrySeries => ({ ...past(NOW - 2_000, NOW), resolution: 'bucket' });
    await sources.lastRead().answer(buckets());
    for (let index = 1; index <= 5; index += 1) sources.hear(NOW - index * 100, 1);
    assert.equal(sources.reads.length, 1);
    mock.timers.tick(MINUTE);
    assert.equal(sources.reads.length, 2);
    await sources.lastRead().answer(buckets());
    sources.hear(NOW - 700, 1);
    stop();
    mock.timers.tick(10 * MINUTE);
    assert.equal(sources.reads.length, 2);
  });

  it('stops for good: no read, no listener, no timer is left', async () => {
    stop = follow();
    const read = sources.lastRead();
    stop();
    assert.equal(read.signal?.aborted, true);
    assert.deepEqual([sources.hearing.size, sources.resyncing.size], [0, 0]);
    sources.session.set(sessionOf('user-2'));
    await read.answer(past(NOW - 2_000, NOW));
    mock.timers.tick(10 * MINUTE);
    assert.deepEqual([told.length, errors.length, sources.reads.length], [0, 0, 1]);
  });

  it('refuses what is no start', () => {
    for (const params of [
      { machineId: '' },
      { from: 'yesterday' },
      { from: new Date(NOW + 1).toISOString() },
    ]) {
      assert.throws(() => follow(params), { code: 'validation_failed' });
    }
    assert.equal(sources.hearing.size, 0);
  });
});
