import type { BufferStore } from '../../src/buffer/buffer-store.ts';
import {
  edit,
  everything,
  numbersOf,
  openOwner,
  type Runner,
  range,
  reading,
  readings,
  refusal,
  type StoreKind,
  type StoreWorld,
} from '../support/buffer-world.ts';
import { holds, refuses, same } from '../support/same.ts';
import { durableStoreContract } from './durable-store-contract.ts';

/** What every store promises. Run it on each: the buffer must not notice which one is in. */
export function bufferStoreContract({ describe, it }: Runner, kind: StoreKind): void {
  const on = (name: string, body: (store: BufferStore, world: StoreWorld) => Promise<void>): unknown =>
    it(name, async () => {
      const world = await kind.openWorld();
      try {
        const store = await world.connect();
        await body(store, world);
      } finally {
        await world.close();
      }
    });

  describe(`BufferStore contract: ${kind.name}`, () => {
    on('says whether its entries outlive the process', async (store) => {
      same(store.isDurable, kind.isDurable);
    });

    describe('ring', () => {
      on('is empty at first', async (store) => {
        const { ring, notices } = await openOwner(store);
        same(await ring.peek(10), []);
        same(await ring.stats(), { pending: 0, bytes: 0, oldestAt: null, dropped: 0 });
        same(notices, []);
      });

      on('gives back what was put in, in order, with numbers and times', async (store) => {
        const { ring } = await openOwner(store);
        same(await ring.append([reading(1), reading(2)], 1_000), { dropped: 0 });
        same(await ring.append([reading(3)], 2_000), { dropped: 0 });
        const entries = await ring.peek(10);
        const first = entries[0]?.seq ?? Number.NaN;
        same(entries, [
          { seq: first, at: 1_000, reading: reading(1) },
          { seq: first + 1, at: 1_000, reading: reading(2) },
          { seq: first + 2, at: 2_000, reading: reading(3) },
        ]);
      });

      on('does not take out what is looked at, and gives no more than is asked for', async (store) => {
        const { ring } = await openOwner(store);
        await ring.append(readings(0, 10), 1);
        same(numbersOf(await ring.peek(4)), range(0, 4));
        same(numbersOf(await ring.peek(4)), range(0, 4));
        same(await ring.peek(0), []);
      });

      on('takes out what is settled and no more, in the middle of a group too', async (store) => {
        const { ring } = await openOwner(store);
        await ring.append(readings(0, 10), 1);
        await ring.append(readings(10, 10), 2);
        const [, , , fourth] = await ring.peek(4);
        await ring.settle(fourth?.seq ?? 0, []);
        same(numbersOf(await ring.peek(100)), range(4, 20));
        await ring.settle((fourth?.seq ?? 0) + 9, []);
        same(numbersOf(await ring.peek(100)), range(13, 20));
        same(numbersOf(await ring.peek(3)), range(13, 16));
        same((await ring.stats()).pending, 7);
      });

      on('does nothing when that is settled already', async (store) => {
        const { ring } = await openOwner(store);
        await ring.append(readings(0, 6), 1);
        const entries = await ring.peek(4);
        await ring.settle(entries[3]?.seq ?? 0, []);
        await ring.settle(entries[1]?.seq ?? 0, []);
        same(numbersOf(await ring.peek(10)), [4, 5]);
      });

      on('can be emptied, and never uses a number twice', async (store) => {
        const { ring } = await openOwner(store);
        await ring.append(readings(0, 3), 1);
        const last = (await ring.peek(3)).at(-1)?.seq ?? 0;
        await ring.settle(last + 1_000, []);
        same(await ring.stats(), { pending: 0, bytes: 0, oldestAt: null, dropped: 0 });
        await ring.append([reading(3)], 2);
        same(
          (await ring.peek(10)).map(({ seq }) => seq),
          [last + 1],
        );
      });

      on(
        'drops the oldest when it is full, exactly as many as do not fit, and counts them',
        async (store) => {
          const { ring } = await openOwner(store, { capacity: 10 });
          same(await ring.append(readings(0, 8), 1), { dropped: 0 });
          same(await ring.append(readings(8, 2), 2), { dropped: 0 });
          same(await ring.append(readings(10, 5), 3), { dropped: 5 });
          same(numbersOf(await ring.peek(100)), range(5, 15));
          same(await ring.append([reading(15)], 4), { dropped: 1 });
          const { pending, dropped, oldestAt } = await ring.stats();
          same({ pending, dropped, oldestAt }, { pending: 10, dropped: 6, oldestAt: 1 });
        },
      );

      on('keeps the newest of more than it can hold', async (store) => {
        const { ring } = await openOwner(store, { capacity: 10 });
        await ring.append(readings(0, 4), 1);
        same(await ring.append(readings(4, 25), 2), { dropped: 19 });
        same(numbersOf(await ring.peek(100)), range(19, 29));
        await ring.append(readings(29, 3), 3);
        same(numbersOf(await ring.peek(100)), range(22, 32));
      });

      on('stays exact while it is full for a long time', async (store) => {
        const { ring } = await openOwner(store, { capacity: 40 });
        for (let from = 0; from < 400; from += 7) await ring.append(readings(from, 7), from);
        same(numbersOf(await ring.peek(100)), range(406 - 40, 406));
        same((await ring.stats()).dropped, 366);
      });

      on('keeps the order of callers that do not wait, and tells each what it cost', async (store) => {
        const { ring } = await openOwner(store, { capacity: 100 });
        const answers = await Promise.all(
          range(0, 30).map((call) => ring.append(readings(call * 4, 4), call)),
        );
        same(
          answers.map(({ dropped }) => dropped),
          [...Array(25).fill(0), ...Array(5).fill(4)],
        );
        const entries = await ring.peek(1_000);
        same(numbersOf(entries), range(20, 120));
        same(
          entries.map(({ at }) => at),
          range(5, 30).flatMap((call) => [call, call, call, call]),
        );
      });

      on('takes thousands at once', async (store) => {
        const { ring } = await openOwner(store, { capacity: 20_000 });
        await ring.append(readings(0, 5_000), 1);
        await ring.append(readings(5_000, 2_500), 2);
        same(numbersOf(await ring.peek(2)), [0, 1]);
        await ring.settle(((await ring.peek(1))[0]?.seq ?? 0) + 4_499, []);
        same(numbersOf(await ring.peek(1_200)), range(4_500, 5_700));
        same((await ring.stats()).pending, 3_000);
      });

      on('takes nothing without a trace', async (store) => {
        const { ring } = await openOwner(store);
        same(await ring.append([], 1), { dropped: 0 });
        same((await ring.stats()).pending, 0);
      });

      on('moves what was refused into the quarantine in the step that settles it', async (store) => {
        const { ring, quarantine } = await openOwner(store);
        await ring.append(readings(0, 5), 1);
        const entries = await ring.peek(3);
        await ring.settle(entries[2]?.seq ?? 0, [refusal(0), refusal(2)]);
        same(numbersOf(await ring.peek(10)), [3, 4]);
        same(
          (await quarantine.all()).map(({ value }) => value),
          [refusal(0), refusal(2)],
        );
      });

      on('is not changed by what the caller does with his readings, before and after', async (store) => {
        const { ring } = await openOwner(store);
        const mine = reading(1);
        const appended = ring.append([mine], 1);
        mine.temperature = 99;
        await appended;
        const [seen] = await ring.peek(1);
        if (seen) Object.assign(seen, { at: 77 }).reading.temperature = 77;
        same(await ring.peek(1), [{ seq: seen?.seq, at: 1, reading: reading(1) }]);
      });

      on('says about how much it takes, and since when the oldest waits', async (store) => {
        const { ring } = await openOwner(store);
        await ring.append(readings(0, 100), 1_000);
        const full = await ring.stats();
        holds(full.bytes > 100 * 50 && full.bytes < 100 * 400, `${full.bytes} bytes are about 100 readings`);
        await ring.append(readings(100, 100), 2_000);
        const half = (await ring.peek(150)).at(-1)?.seq ?? 0;
        await ring.settle(half, []);
        const { bytes, oldestAt } = await ring.stats();
        holds(bytes > 0 && bytes < full.bytes, `${bytes} bytes are about 50 readings`);
        same(oldestAt, 2_000);
      });
    });

    describe('lists', () => {
      on('keep records in the order of adding, with ids that sort so', async (store) => {
        const { outbox } = await openOwner(store);
        const ids: string[] = [];
        for (const number of range(0, 12)) ids.push(await outbox.add(edit(number)));
        same(
          await outbox.all(),
          range(0, 12).map((number) => ({ id: ids[number], value: edit(number) })),
        );
        same([...ids].sort(), ids);
        same(new Set(ids).size, 12);
        same(await outbox.count(), 12);
        await outbox.delete(ids.slice(3));
        same(await outbox.count(), 3);
      });

      on('keep the order of callers that do not wait', async (store) => {
        const { outbox } = await openOwner(store);
        await Promise.all(range(0, 20).map((number) => outbox.add(edit(number))));
        same(
          (await outbox.all()).map(({ value }) => value),
          range(0, 20).map(edit),
        );
      });

      on('replace a record in its place; one that is gone stays gone', async (store) => {
        const { outbox } = await openOwner(store);
        const first = await outbox.add(edit(1));
        const second = await outbox.add(edit(2));
        await outbox.add(edit(3));
        await outbox.replace(second, { ...edit(2), state: 'conflict' });
        await outbox.delete([first]);
        await outbox.replace(first, edit(9));
        same(
          (await outbox.all()).map(({ value }) => value),
          [{ ...edit(2), state: 'conflict' }, edit(3)],
        );
      });

      on('delete what is there, and never use an id twice', async (store) => {
        const { quarantine } = await openOwner(store);
        const last = [await quarantine.add(refusal(1)), await quarantine.add(refusal(2))];
        await quarantine.delete([...last, '000000000009999', 'no id of ours']);
        await quarantine.delete([]);
        same(await quarantine.all(), []);
        same(await quarantine.count(), 0);
        const id = await quarantine.add(refusal(3));
        holds(id > (last[1] ?? ''), `${id} comes after ${last[1]}`);
      });

      on('are two, and a full ring does not touch them', async (store) => {
        const { ring, outbox, quarantine } = await openOwner(store, { capacity: 2 });
        await outbox.add(edit(1));
        await quarantine.add(refusal(1));
        await ring.append(readings(0, 50), 1);
        same(
          (await outbox.all()).map(({ value }) => value),
          [edit(1)],
        );
        same(
          (await quarantine.all()).map(({ value }) => value),
          [refusal(1)],
        );
      });

      on('are not changed by what the caller does with his records', async (store) => {
        const { outbox } = await openOwner(store);
        const changes: Record<string, unknown> = { name: 'Press 1' };
        await outbox.add({ ...edit(1), changes });
        changes.name = 'Lathe';
        same((await outbox.all())[0]?.value, edit(1));
      });
    });

    describe('store', () => {
      // What a file system would take for a path, for the same name, or for too long.
      const odd = ['a/b', '../up', '..', '', 'ü ß', 'Mia', 'mia', 'x'.repeat(300), "o'\\neil:*?"];

      on('keeps owners apart, whatever they are called', async (store) => {
        for (const [index, owner] of odd.entries()) {
          const { ring, outbox, quarantine } = await openOwner(store, { owner });
          await ring.append(readings(index * 10, index + 1), 1);
          if (index === 0) await outbox.add(edit(1));
          if (index === 1) await quarantine.add(refusal(1));
        }
        for (const [index, owner] of odd.entries()) {
          const buffer = await openOwner(store, { owner });
          same(numbersOf(await everything(buffer)), range(index * 10, index * 11 + 1), owner);
          same((await buffer.outbox.all()).length, index === 0 ? 1 : 0, owner);
        }
        const told = await store.owners();
        const expected = odd.map((owner, index) => ({ owner, pending: index + (index === 0 ? 2 : 1) }));
        const byName = (a: { owner: string }, b: { owner: string }): number => (a.owner < b.owner ? -1 : 1);
        same([...told].sort(byName), expected.sort(byName));
      });

      on('names owners that have anything, if it is only refused', async (store) => {
        const empty = await openOwner(store, { owner: 'empty' });
        const emptied = await openOwner(store, { owner: 'emptied' });
        await emptied.ring.append([reading(1)], 1);
        await emptied.ring.settle((await everything(emptied))[0]?.seq ?? 0, []);
        const refused = await openOwner(store, { owner: 'refused' });
        await refused.quarantine.add(refusal(1));
        same(await store.owners(), [{ owner: 'refused', pending: 0 }]);
        same(await everything(empty), []);
      });

      on('shows an owner that is opened twice the same entries', async (store) => {
        const one = await openOwner(store);
        const other = await openOwner(store);
        await one.ring.append([reading(1)], 1);
        await other.ring.append([reading(2)], 2);
        await other.outbox.add(edit(1));
        same(numbersOf(await everything(one)), [1, 2]);
        await one.ring.settle((await one.ring.peek(1))[0]?.seq ?? 0, []);
        same(numbersOf(await everything(other)), [2]);
        same((await one.outbox.all()).length, 1);
      });

      on('keeps small values', async (store) => {
        same(await store.getItem('tenant:mia'), null);
        await store.setItem('tenant:mia', 'alpenwerk');
        await store.setItem('tenant:ben', 'rio-bravo');
        await store.setItem('tenant:ben', null);
        same(await store.getItem('tenant:mia'), 'alpenwerk');
        same(await store.getItem('tenant:ben'), null);
      });

      on('refuses everything once it is closed', async (store) => {
        const { ring, outbox } = await openOwner(store);
        await ring.append([reading(1)], 1);
        await store.close();
        await store.close();
        await refuses(ring.append([reading(2)], 1), 'storage_failed');
        await refuses(ring.peek(1), 'storage_failed');
        await refuses(ring.settle(1, []), 'storage_failed');
        await refuses(ring.stats(), 'storage_failed');
        await refuses(outbox.add(edit(1)), 'storage_failed');
        await refuses(outbox.all(), 'storage_failed');
        await refuses(store.open('ben', { capacity: 1, onNotice: () => {} }), 'storage_failed');
        await refuses(store.owners(), 'storage_failed');
        await refuses(store.getItem('x'), 'storage_failed');
      });
    });

    if (kind.isDurable) durableStoreContract({ describe, it }, kind);
  });
}
