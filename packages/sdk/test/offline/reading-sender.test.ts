import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OwnerBuffer } from '../../src/buffer/buffer-store.ts';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import { ReadingSender } from '../../src/buffer/reading-sender.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { RecordingServer, readingsOf, serverError, unreachable } from '../support/recording-server.ts';

const never = new AbortController().signal;

async function setUp(): Promise<{ server: RecordingServer; buffer: OwnerBuffer; sender: ReadingSender }> {
  const server = new RecordingServer('ann');
  const buffer = await new MemoryStore().open('ann/a', { capacity: 100_000, onNotice: () => {} });
  return { server, buffer, sender: new ReadingSender(buffer.ring, server, 'ann', () => 5_000) };
}

/** Sends until nothing waits, going on after failures as the flusher does. */
async function drain(sender: ReadingSender, limit: number = 200): Promise<number> {
  let failures = 0;
  for (let step = 0; step < limit; step += 1) {
    try {
      if (!(await sender.sendNext(never))) return failures;
    } catch {
      failures += 1;
    }
  }
  return assert.fail(`not through after ${limit} steps`);
}

describe('ReadingSender', () => {
  it('sends in order, in batches that grow up to what the server takes', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 17_000), 1);
    await drain(sender);
    assert.deepEqual(
      server.batches.map(({ readings }) => readings.length),
      [1_000, 2_000, 4_000, 5_000, 5_000],
    );
    const sent = server.batches.flatMap(({ readings }) => readings.map(({ rpm }) => rpm));
    assert.deepEqual(
      sent,
      readingsOf('m', 17_000).map(({ rpm }) => rpm),
    );
    assert.equal((await buffer.ring.stats()).pending, 0);
  });

  it('sends a batch again whose answer was lost, and the server keeps one of each', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 10), 1);
    server.faults.push({ error: unreachable(), isCommitted: true });
    await drain(sender);
    assert.equal(server.batches.length, 2);
    assert.equal(server.stored.size, 10);
  });

  it('puts refused readings into the quarantine with the reason and goes on', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 5), 77);
    server.refusal = ({ rpm }) => (rpm === 3 ? 'unknown_machine' : null);
    const batch = await sender.sendNext(never);
    assert.deepEqual([batch?.settled, batch?.refused], [5, 1]);
    const [entry, ...rest] = await buffer.quarantine.all();
    assert.equal(rest.length, 0);
    assert.equal(entry?.value.reading?.rpm, 3);
    assert.deepEqual(
      [entry?.value.code, entry?.value.at, entry?.value.refusedAt],
      ['unknown_machine', 77, 5_000],
    );
    assert.equal(server.stored.size, 4);
  });

  it('halves a batch that is refused as a whole until the one to blame stands alone', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 300), 1);
    server.batchError = (readings) =>
      readings.some(({ rpm }) => rpm === 123)
        ? new NexusError('validation_failed', 'A text with a NUL character.')
        : null;
    assert.equal(await drain(sender), 0);
    const quarantined = await buffer.quarantine.all();
    assert.deepEqual(
      quarantined.map(({ value }) => [value.reading?.rpm, value.code]),
      [[123, 'validation_failed']],
    );
    assert.equal(server.stored.size, 299);
  });

  it('finds the one reading that makes the server fail, and lets the others through', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 40), 1);
    server.batchError = (readings) => (readings.some(({ rpm }) => rpm === 7) ? serverError() : null);
    assert.ok((await drain(sender)) > 0);
    const quarantined = await buffer.quarantine.all();
    assert.deepEqual(
      quarantined.map(({ value }) => value.reading?.rpm),
      [7],
    );
    assert.equal(server.stored.size, 39);
  });

  it('blames no reading while the server is out of order altogether', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 40), 1);
    server.batchError = () => serverError();
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await assert.rejects(sender.sendNext(never), (error: NexusError) => error.code === 'server_error');
    }
    assert.equal((await buffer.quarantine.all()).length, 0);
    server.batchError = () => null;
    assert.equal(await drain(sender), 0);
    assert.equal(server.stored.size, 40);
  });

  it('blames no reading, and keeps the order of each machine, while the server fails every other time', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { server, buffer, sender } = await setUp();
      const lines = readingsOf('m', 30).flatMap((reading) => [reading, { ...reading, machineId: 'n' }]);
      await buffer.ring.append(lines, 1);
      server.batchError = () => serverError();
      // Until it tries with single readings.
      for (let attempt = 0; attempt < 12; attempt += 1) await assert.rejects(sender.sendNext(never));
      let chance = seed;
      server.batchError = () => {
        chance = (chance * 48_271) % 2_147_483_647;
        return chance % 2 === 0 ? serverError() : null;
      };
      assert.ok((await drain(sender, 500)) > 0);
      assert.equal((await buffer.quarantine.all()).length, 0, `seed ${seed}`);
      for (const machineId of ['m', 'n']) {
        const stored = [...server.stored.values()].filter((one) => one.machineId === machineId);
        assert.deepEqual(stored, readingsOf(machineId, 30), `seed ${seed}`);
      }
    }
  });

  it('asks for less after a time-out', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 1_000), 1);
    server.faults.push({ error: new NexusError('timeout', 'No answer in time.'), isCommitted: true });
    assert.equal(await drain(sender), 1);
    assert.deepEqual(
      server.batches.map(({ readings }) => readings.length),
      [1_000, 500, 500],
    );
    assert.equal(server.stored.size, 1_000);
  });

  it('keeps everything when the right to record is missing, or somebody else is signed in', async () => {
    const { server, buffer, sender } = await setUp();
    await buffer.ring.append(readingsOf('m', 3), 1);
    server.faults.push({ error: new NexusError('permission_denied', 'No.') });
    await assert.rejects(sender.sendNext(never), { code: 'permission_denied' });
    await server.signIn({ email: 'bob', password: '' });
    await assert.rejects(sender.sendNext(never), { code: 'session_changed' });
    assert.equal((await buffer.ring.stats()).pending, 3);
    assert.equal(server.stored.size, 0);
    assert.equal((await buffer.quarantine.all()).length, 0);
  });
});
