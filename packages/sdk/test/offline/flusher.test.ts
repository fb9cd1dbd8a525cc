import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { EditSender } from '../../src/buffer/edit-sender.ts';
import { editTargets } from '../../src/buffer/edit-target.ts';
import { Flusher } from '../../src/buffer/flusher.ts';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import { ReadingSender } from '../../src/buffer/reading-sender.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type { BufferState, Reading } from '../../src/types/index.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';

/** Lets everything run that waits for no timer. */
const settle = async (): Promise<void> => {
  for (let step = 0; step < 50; step += 1) await Promise.resolve();
};
const advance = async (ms: number): Promise<void> => {
  mock.timers.tick(ms);
  await settle();
};

interface Setting {
  server: RecordingServer;
  flusher: Flusher;
  record: (readings: readonly Reading[]) => Promise<void>;
  states: BufferState[];
  /** ms from now to the next try that was told last. */
  untilNextTry: () => number;
}

let running: Flusher | null = null;

async function setUp(): Promise<Setting> {
  const server = new RecordingServer('ann');
  const buffer = await new MemoryStore().open('ann/a', { capacity: 10_000, onNotice: () => {} });
  const states: BufferState[] = [];
  let nextTryAt: number | null = null;
  const flusher = new Flusher({
    readings: new ReadingSender(buffer.ring, server, 'ann', Date.now),
    edits: new EditSender({
      buffer,
      targets: editTargets(server),
      userId: 'ann',
      now: Date.now,
      exclusively: (step) => step(),
      onDone: () => {},
      onRefused: () => {},
    }),
    lockName: 'flusher-test',
    isShared: false,
    now: Date.now,
    listener: {
      state: (state, at) => {
        if (states.at(-1) !== state) states.push(state);
        nextTryAt = at;
      },
      sent: () => {},
      editsChanged: () => {},
    },
  });
  running = flusher;
  flusher.start();
  await settle();
  return {
    server,
    flusher,
    states,
    record: async (readings) => {
      await buffer.ring.append(readings, Date.now());
      flusher.wake('more');
      await settle();
    },
    untilNextTry: () => (nextTryAt ?? 0) - Date.now(),
  };
}

describe('Flusher', () => {
  beforeEach(() =>
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-01-01T00:00:00Z') }),
  );
  afterEach(async () => {
    await running?.stop();
    running = null;
    mock.timers.reset();
  });

  it('sends at once what is put in, and is idle else', async () => {
    const { server, states, record } = await setUp();
    await record(readingsOf('m', 1));
    await record(readingsOf('m', 1, 1));
    assert.deepEqual(states, ['idle', 'flushing', 'idle', 'flushing', 'idle']);
    assert.equal(server.batches.length, 2);
  });

  it('waits longer after each failure, up to a minute, a part of it random; more readings cut nothing short', async () => {
    const { server, record, states, untilNextTry } = await setUp();
    server.batchError = () => new NexusError('timeout', 'No answer.');
    await record(readingsOf('m', 1));
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      assert.equal(server.batches.length, attempt);
      const wait = untilNextTry();
      waits.push(wait);
      await record(readingsOf('m', 1, attempt));
      await advance(wait - 1);
      assert.equal(server.batches.length, attempt, `tried before its time, after ${waits.join(', ')}`);
      await advance(1);
    }
    for (const [index, wait] of waits.entries()) {
      const full = Math.min(60_000, 1_000 * 2 ** index);
      assert.ok(wait >= full / 2 && wait <= full, `${wait} is not ${full / 2} to ${full}`);
    }
    assert.equal(states.at(-1), 'waiting');
  });

  it('tries at once when the network is back, and says offline until then', async () => {
    const { server, record, states, flusher } = await setUp();
    server.batchError = () => unreachable();
    await record(readingsOf('m', 1));
    assert.equal(states.at(-1), 'offline');
    server.batchError = () => null;
    flusher.wake('maybe');
    await settle();
    assert.equal(states.at(-1), 'idle');
    assert.equal(server.stored.size, 1);
  });

  it("honours Retry-After, which only a person's wish cuts short", async () => {
    const { server, record, flusher, untilNextTry } = await setUp();
    const limited = new NexusError('rate_limited', 'Too many.', { details: { retryAfterMs: 45_000 } });
    server.batchError = () => limited;
    await record(readingsOf('m', 1));
    assert.equal(untilNextTry(), 45_000);
    flusher.wake('maybe');
    await advance(44_999);
    assert.equal(server.batches.length, 1);
    await advance(1);
    assert.equal(server.batches.length, 2);
    server.batchError = () => null;
    await Promise.all([flusher.drained(), settle()]);
    assert.equal(server.stored.size, 1);
  });

  it('stops when nobody is signed in, and goes on with the session', async () => {
    const { server, record, states, flusher } = await setUp();
    server.session.set(null);
    await record(readingsOf('m', 2));
    assert.equal(states.at(-1), 'stopped');
    await advance(60_000);
    assert.equal(server.batches.length, 0);
    await server.signIn({ email: 'bob', password: '' });
    flusher.wake('maybe');
    await settle();
    assert.equal(states.at(-1), 'stopped');
    assert.equal(server.batches.length, 0, 'nothing goes out under another sign-in');
    await server.signIn({ email: 'ann', password: '' });
    flusher.wake('maybe');
    await settle();
    assert.equal(server.stored.size, 2);
  });

  it('looks again after minutes where a right is missing or the tenant is suspended', async () => {
    const { server, record, states } = await setUp();
    server.batchError = () => new NexusError('tenant_suspended', 'Suspended.');
    await record(readingsOf('m', 1));
    assert.equal(states.at(-1), 'stopped');
    server.batchError = () => null;
    await advance(299_999);
    assert.equal(server.batches.length, 1);
    await advance(1);
    assert.equal(server.stored.size, 1);
  });

  it('answers who wants it sent with what a round found that began after the wish', async () => {
    const { server, flusher, record } = await setUp();
    let open = (): void => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await record(readingsOf('m', 1));
    const wish = flusher.drained();
    await record(readingsOf('m', 1, 1));
    open();
    await settle();
    await wish;
    assert.equal(server.stored.size, 2);
  });

  it('ends with what it is doing when it is stopped, and tells who waits', async () => {
    const { server, flusher, record } = await setUp();
    server.batchError = () => unreachable();
    await record(readingsOf('m', 1));
    const wish = flusher.drained();
    const refusal = assert.rejects(wish, (error: NexusError) =>
      ['aborted', 'network_unreachable'].includes(error.code),
    );
    await flusher.stop();
    await refusal;
    const { length } = server.batches;
    await advance(600_000);
    assert.equal(server.batches.length, length);
  });
});
