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
import { same } from '../support/same.ts';

/** What a store that outlives its process promises besides, and one that several tabs share. */
export function durableStoreContract({ describe, it }: Runner, kind: StoreKind): void {
  const on = (name: string, body: (world: StoreWorld) => Promise<void>): unknown =>
    it(name, async () => {
      const world = await kind.openWorld();
      try {
        await body(world);
      } finally {
        await world.close();
      }
    });

  describe('after a restart', () => {
    on('has everything as it was', async (world) => {
      const before = await world.connect();
      const first = await openOwner(before, { capacity: 300 });
      for (let from = 0; from < 400; from += 50) await first.ring.append(readings(from, 50), from);
      await first.ring.settle((await first.ring.peek(25)).at(-1)?.seq ?? 0, [refusal(1)]);
      const removed = await first.outbox.add(edit(1));
      const changed = await first.outbox.add(edit(2));
      await first.outbox.add(edit(3));
      await first.outbox.delete([removed]);
      await first.outbox.replace(changed, { ...edit(2), state: 'sending' });
      await before.setItem('tenant:mia', 'alpenwerk');
      const [stats, entries, edits] = await Promise.all([
        first.ring.stats(),
        everything(first),
        first.outbox.all(),
      ]);
      await before.close();

      const after = await world.connect();
      const second = await openOwner(after, { capacity: 300 });
      same(numbersOf(entries), range(125, 400));
      same(await everything(second), entries);
      const { pending, oldestAt, dropped } = await second.ring.stats();
      same({ pending, oldestAt, dropped }, { pending: 275, oldestAt: stats.oldestAt, dropped: 100 });
      same(
        edits.map(({ value }) => value),
        [{ ...edit(2), state: 'sending' }, edit(3)],
      );
      same(await second.outbox.all(), edits);
      same(
        (await second.quarantine.all()).map(({ value }) => value),
        [refusal(1)],
      );
      same(await after.getItem('tenant:mia'), 'alpenwerk');
      same(await after.owners(), [{ owner: 'mia/alpenwerk', pending: 277 }]);
      same(second.notices, []);
    });

    on('goes on with the numbers, of an emptied ring and of emptied lists too', async (world) => {
      const before = await world.connect();
      const first = await openOwner(before);
      await first.ring.append(readings(0, 3), 1);
      const last = (await everything(first)).at(-1)?.seq ?? 0;
      await first.ring.settle(last, []);
      const id = await first.outbox.add(edit(1));
      await first.outbox.delete([id]);
      await before.close();

      const second = await openOwner(await world.connect());
      same(await everything(second), []);
      await second.ring.append([reading(3)], 2);
      same(
        (await everything(second)).map(({ seq }) => seq),
        [last + 1],
      );
      same((await second.outbox.add(edit(2))) > id, true, 'the new id comes after the old one');
    });

    on('holds to another capacity at once, and counts what goes for it', async (world) => {
      const before = await world.connect();
      const first = await openOwner(before, { capacity: 100 });
      await first.ring.append(readings(0, 50), 1);
      await before.close();
      const second = await openOwner(await world.connect(), { capacity: 10 });
      const { pending, dropped } = await second.ring.stats();
      same({ pending, dropped }, { pending: 10, dropped: 40 });
      same(await second.ring.append([reading(50)], 2), { dropped: 1 });
      same(numbersOf(await everything(second)), range(41, 51));
    });
  });

  if (!kind.isShared) return;
  describe('shared by two tabs', () => {
    on('gives every reading its own number, each tab its own order', async (world) => {
      const tabs = [await openOwner(await world.connect()), await openOwner(await world.connect())] as const;
      await Promise.all(
        range(0, 20).flatMap((call) => [
          tabs[0].ring.append(readings(call * 5, 5), 1),
          tabs[1].ring.append(readings(1_000 + call * 5, 5), 2),
        ]),
      );
      const entries = await everything(tabs[0]);
      same(await everything(tabs[1]), entries);
      const first = entries[0]?.seq ?? 0;
      same(
        entries.map(({ seq }) => seq),
        range(first, first + 200),
      );
      const numbers = numbersOf(entries).map(Number);
      same(
        numbers.filter((number) => number < 1_000),
        range(0, 100),
      );
      same(
        numbers.filter((number) => number >= 1_000),
        range(1_000, 1_100),
      );
    });

    on('settles in one tab what the other has put in', async (world) => {
      const one = await openOwner(await world.connect(), { capacity: 30 });
      const other = await openOwner(await world.connect(), { capacity: 30 });
      await one.ring.append(readings(0, 20), 1);
      const batch = await other.ring.peek(15);
      same(await one.ring.append(readings(20, 20), 2), { dropped: 10 });
      await other.ring.settle(batch.at(-1)?.seq ?? 0, [refusal(14)]);
      same(numbersOf(await everything(one)), range(15, 40));
      same(
        (await one.quarantine.all()).map(({ value }) => value),
        [refusal(14)],
      );
      same((await one.ring.stats()).dropped, 10);
    });

    on('gives records of both tabs their own ids', async (world) => {
      const one = await openOwner(await world.connect());
      const other = await openOwner(await world.connect());
      const ids = await Promise.all(
        range(0, 10).flatMap((number) => [
          one.outbox.add(edit(number)),
          other.outbox.add(edit(100 + number)),
        ]),
      );
      same(new Set(ids).size, 20);
      same((await one.outbox.all()).length, 20);
    });
  });
}
