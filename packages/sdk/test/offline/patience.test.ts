import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type { BufferStatus } from '../../src/types/index.ts';
import { type OfflineWorld, openPage } from '../support/offline-world.ts';
import { readingsOf, serverError } from '../support/recording-server.ts';
import { until } from '../support/waiting.ts';

/** Lets everything run that waits for no timer, locks of the process included. */
const settle = async (): Promise<void> => {
  for (let step = 0; step < 20; step += 1) await new Promise((resolve) => setImmediate(resolve));
};
const advance = async (ms: number): Promise<void> => {
  mock.timers.tick(ms);
  await settle();
};

describe('a buffer whose server fails', () => {
  let page: OfflineWorld;

  beforeEach(() =>
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-03-01T00:00:00Z') }),
  );
  afterEach(async () => {
    await page.buffer.close();
    mock.timers.reset();
  });

  const waiting = ({ nextTryAt }: BufferStatus): boolean => nextTryAt !== null;
  const untilNextTry = (): number => Date.parse(page.board.value.nextTryAt ?? '') - Date.now();

  it('waits out its time, however much is recorded meanwhile', async () => {
    page = openPage();
    page.server.batchError = () => serverError();
    await page.buffer.record(readingsOf('m', 1));
    await until(page.board.observable, waiting);
    await settle();
    for (let more = 1; more <= 5; more += 1) await page.buffer.record(readingsOf('m', 1, more));
    await settle();
    assert.equal(page.server.batches.length, 1);
    await advance(untilNextTry());
    assert.equal(page.server.batches.length, 2);
  });

  it('waits longer each time the server refuses a token that it has just renewed, and goes on by itself', async () => {
    page = openPage();
    const { server } = page;
    // As the engine does: a refused token is renewed, which is heard as a change of the session, and refused again.
    server.batchError = () => {
      const { value } = server.session;
      if (value) server.session.set({ ...value });
      return new NexusError('session_expired', 'JWT expired.');
    };
    await page.buffer.record(readingsOf('m', 1));
    await until(page.board.observable, waiting);
    await settle();
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      assert.equal(server.batches.length, attempt);
      const full = 1_000 * 2 ** (attempt - 1);
      const wait = untilNextTry();
      assert.ok(wait >= full / 2 && wait <= full, `${wait} is not ${full / 2} to ${full}`);
      await advance(wait - 1);
      assert.equal(server.batches.length, attempt);
      await advance(1);
    }
    server.batchError = () => null;
    const { value } = server.session;
    if (value) server.session.set({ ...value });
    await settle();
    assert.equal(server.stored.size, 1);
  });
});
