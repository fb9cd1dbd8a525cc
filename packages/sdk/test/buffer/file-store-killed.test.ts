import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileStore } from '../../src/buffer/file-store.ts';
import { everything, openOwner, range } from '../support/buffer-world.ts';
import { openFileWorld } from '../support/file-world.ts';
import { killedWriter } from '../support/killed-writer.ts';

const KILLS = 14;

describe('FileStore, killed', () => {
  it('has every reading that was promised, in order and once, however often its process is killed', async () => {
    const world = await openFileWorld();
    try {
      let next = 0;
      let firstPending = 0;
      for (const kill of range(0, KILLS)) {
        const { acked, settled, settling } = await killedWriter(
          world.folder,
          next,
          firstPending,
          2 + ((kill * 11) % 37),
        );
        const store = fileStore(world.folder);
        const { ring, notices, quarantine } = await openOwner(store, {
          owner: 'gateway',
          capacity: 1_000_000,
        });
        const entries = await everything({ ring, quarantine, outbox: quarantine as never });
        const numbers = entries.map(({ reading }) => Number(reading.temperature));
        const [first = settled, last = first - 1] = [numbers[0], numbers.at(-1)];
        assert.ok(
          last + 1 >= acked,
          `kill ${kill}: has readings to ${last}, promised were those before ${acked}`,
        );
        assert.ok(
          first >= settled && first <= settling,
          `kill ${kill}: begins with ${first}, taken out were ${settled} to ${settling}`,
        );
        assert.deepEqual(numbers, range(first, last + 1), `kill ${kill}: in order, none missing, none twice`);
        const seqs = entries.map(({ seq }) => seq);
        assert.deepEqual(seqs, range(seqs[0] ?? 0, (seqs[0] ?? 0) + seqs.length));
        assert.deepEqual(notices, [], 'a line that was being written is no damage');
        assert.equal((await ring.stats()).dropped, 0);
        [next, firstPending] = [last + 1, first];
        await store.close();
      }
      assert.ok(next > 1_000, `${next} readings were written`);
    } finally {
      await world.close();
    }
  });
});
