/// <reference types="mocha" />

import type { StoreNotice } from '../../src/buffer/buffer-store.ts';
import { IndexedDbStore, openBrowserStore } from '../../src/buffer/indexed-db-store.ts';
import {
  edit,
  everything,
  numbersOf,
  openOwner,
  range,
  reading,
  readings,
  refusal,
} from '../support/buffer-world.ts';
import { deleteDatabase, openIndexedDbWorld } from '../support/indexed-db-world.ts';
import { RawDatabase } from '../support/raw-database.ts';
import { holds, refuses, same } from '../support/same.ts';

const OWNER = 'mia/alpenwerk';
const DAMAGE: readonly unknown[] = [
  null,
  'text',
  { v: 2 },
  { v: 2, seq: 1, times: [1], machineIds: ['a'], timestamps: [] },
  { v: 2, seq: 1, times: [1, 2], machineIds: ['a'], timestamps: ['t'] },
  { v: 2, seq: 1, times: [1], machineIds: [7], timestamps: ['t'] },
  { v: 2, seq: 1, times: [1], machineIds: ['a'], timestamps: ['t'], rpm: ['fast'] },
];

/** A world, its database as it is, and what every test does with them. */
function on(
  name: string,
  body: (world: ReturnType<typeof openIndexedDbWorld>, raw: RawDatabase) => Promise<void>,
): void {
  it(name, async () => {
    const world = openIndexedDbWorld();
    try {
      // The store makes the database; only then can the test look into it.
      const first = await world.connect();
      await openOwner(first);
      await body(world, await RawDatabase.open(world.name));
    } finally {
      await world.close();
    }
  });
}

describe('IndexedDbStore in trouble', () => {
  describe('damaged records', () => {
    for (const damage of DAMAGE) {
      on(
        `moves ${JSON.stringify(damage)} out of the way, tells it, and goes on behind it`,
        async (world, raw) => {
          const { ring, quarantine, notices } = await openOwner(await world.connect());
          await ring.append(readings(0, 3), 1);
          await ring.append(readings(3, 4), 2);
          await ring.append(readings(7, 5), 3);
          const [first, second] = await raw.chunks(OWNER);
          await raw.set(['ring', OWNER, second ?? 0], damage);
          same(numbersOf(await ring.peek(100)), range(0, 3));
          same(notices, []);
          await ring.settle((first ?? 0) + 2, []);
          same(numbersOf(await ring.peek(100)), range(7, 12));
          same(
            notices.map(({ code }) => code),
            ['record_corrupted'],
          );
          const [note] = await quarantine.all();
          same(note?.value.code, 'record_corrupted');
          holds(
            note?.value.message.startsWith('4 stored readings') ?? false,
            note?.value.message ?? 'a note',
          );
          same((await ring.stats()).pending, 5);
          await ring.append([reading(12)], 4);
          same(numbersOf(await ring.peek(100)), range(7, 13));
        },
      );
    }

    on('goes on when the last chunk is damaged, and when it is the only one', async (world, raw) => {
      const { ring, notices } = await openOwner(await world.connect());
      await ring.append(readings(0, 3), 1);
      const [only] = await raw.chunks(OWNER);
      await raw.set(['ring', OWNER, only ?? 0], 'noise');
      same(await ring.peek(10), []);
      same(notices.length, 1);
      await ring.append(readings(3, 2), 1);
      same(numbersOf(await ring.peek(10)), [3, 4]);
    });

    on('makes the state anew when it is damaged', async (world, raw) => {
      const before = await openOwner(await world.connect());
      await before.ring.append(readings(0, 30), 1);
      await before.ring.append(readings(30, 30), 1);
      await raw.set(['ring', OWNER, 0], { v: 2, first: -1, next: 'x' });
      const after = await openOwner(await world.connect());
      same(
        after.notices.map(({ code }) => code),
        ['record_corrupted'],
      );
      same(numbersOf(await everything(after)), range(0, 60));
      await after.ring.append([reading(60)], 2);
      same(numbersOf(await everything(before)), range(0, 61));
    });

    on('moves a damaged edit into the quarantine, and keeps the others', async (world, raw) => {
      const { outbox, quarantine, notices } = await openOwner(await world.connect());
      const ids = [await outbox.add(edit(1)), await outbox.add(edit(2)), await outbox.add(edit(3))];
      await raw.set(['outbox', OWNER, Number(ids[1])], { kind: 7 });
      same(
        (await outbox.all()).map(({ id }) => id),
        [ids[0], ids[2]],
      );
      same(
        (await quarantine.all()).map(({ value }) => value.code),
        ['record_corrupted'],
      );
      same(
        notices.map(({ code }) => code),
        ['record_corrupted'],
      );
      same((await outbox.all()).length, 2);
    });

    on('does not use an id again when the last one is forgotten', async (world, raw) => {
      const { outbox, quarantine } = await openOwner(await world.connect());
      await outbox.add(edit(1));
      const last = await quarantine.add(refusal(1));
      await raw.delete(['last', OWNER]);
      holds((await outbox.add(edit(2))) > last, 'the id is a new one');
    });
  });

  describe('other versions', () => {
    const OLD = { v: 1, readings: readings(0, 3) };

    on('takes over what version 1 has left, and tells it', async (world, raw) => {
      await raw.delete(['ring', OWNER, 0]);
      await raw.set(['ring', OWNER, 1], OLD);
      await raw.set(['ring', OWNER, 4], { v: 1, readings: readings(3, 2) });
      const { ring, notices } = await openOwner(await world.connect());
      same(
        notices.map(({ code }) => code),
        ['store_upgraded'],
      );
      await ring.append([reading(5)], 9);
      const entries = await ring.peek(10);
      same(numbersOf(entries), range(0, 6));
      // When it was put in is not known; when it was measured is.
      same(entries[4]?.at, Date.parse(reading(4).timestamp));
      same((await openOwner(await world.connect())).notices, []);
    });

    for (const where of ['chunk at the end', 'chunk at the front', 'state']) {
      on(`leaves what a newer version has written alone: ${where}`, async (world, raw) => {
        const { ring } = await openOwner(await world.connect());
        await ring.append(readings(0, 3), 1);
        const newer = { v: 3, something: 'else' };
        const key = { 'chunk at the end': 4, 'chunk at the front': 1, state: 0 }[where] ?? 0;
        await raw.set(['ring', OWNER, key], newer);
        const before = await raw.all();
        const error = await refuses(openOwner(await world.connect()), 'storage_failed');
        holds(/newer version/.test(error.message), error.message);
        same(await raw.all(), before);
        same(await raw.get(['ring', OWNER, key]), newer);
      });
    }

    on('stops when a newer version takes the store over meanwhile', async (world, raw) => {
      const { ring } = await openOwner(await world.connect());
      await ring.append(readings(0, 3), 1);
      await raw.set(['ring', OWNER, 0], { v: 3, first: 1, next: 4, dropped: 0 });
      await refuses(ring.append([reading(3)], 2), 'storage_failed');
      await refuses(ring.peek(5), 'storage_failed');
      await refuses(ring.settle(2, []), 'storage_failed');
      same(await raw.chunks(OWNER), [1]);
    });
  });

  describe('the connection', () => {
    on('is opened again after another tab had it closed', async (world) => {
      const store = await world.connect();
      const { ring } = await openOwner(store);
      await ring.append(readings(0, 3), 1);
      // Resolves only when everybody who had the database open has let go of it.
      await deleteDatabase(world.name);
      await ring.append(readings(3, 2), 2);
      same(numbersOf(await ring.peek(10)), [3, 4]);
      same((await ring.stats()).pending, 2);
    });

    on('may go between any two steps', async (world) => {
      const { ring, outbox } = await openOwner(await world.connect());
      const { ring: other } = await openOwner(await world.connect());
      for (const round of range(0, 5)) {
        await deleteDatabase(world.name);
        await outbox.add(edit(round));
        await ring.append(readings(round, 2), 1);
        await other.append([reading(9)], 1);
        same(numbersOf(await ring.peek(10)), [round, round + 1, 9]);
        await other.settle((await other.peek(2))[1]?.seq ?? 0, []);
        same(numbersOf(await ring.peek(10)), [9]);
      }
    });
  });

  describe('a browser that lets a page store nothing', () => {
    const denied: [what: string, property: PropertyDescriptor][] = [
      ['no IndexedDB at all', { value: undefined, configurable: true }],
      [
        'IndexedDB that throws',
        {
          value: {
            open() {
              throw new DOMException('The operation is insecure.', 'SecurityError');
            },
          },
          configurable: true,
        },
      ],
    ];
    for (const [what, property] of denied) {
      it(`keeps readings in memory, and tells it: ${what}`, async () => {
        const notices: StoreNotice[] = [];
        const allowed = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB') ?? {};
        Object.defineProperty(globalThis, 'indexedDB', property);
        try {
          const store = await openBrowserStore('denied', (notice) => notices.push(notice));
          same(store.isDurable, false);
          same(
            notices.map(({ code }) => code),
            ['storage_denied'],
          );
          const { ring } = await openOwner(store);
          await ring.append(readings(0, 3), 1);
          same(numbersOf(await ring.peek(10)), range(0, 3));
          await refuses(
            new IndexedDbStore('denied').open(OWNER, { capacity: 1, onNotice: () => {} }),
            'storage_denied',
          );
        } finally {
          Object.defineProperty(globalThis, 'indexedDB', allowed);
        }
      });
    }

    it('says so when the name belongs to something else', async () => {
      const name = `foreign-${crypto.randomUUID()}`;
      const opening = indexedDB.open(name);
      opening.onupgradeneeded = () => opening.result.createObjectStore('something');
      await new Promise((resolve) => {
        opening.onsuccess = resolve;
      });
      opening.result.close();
      await refuses(
        openBrowserStore(name, () => {}),
        'storage_failed',
      );
    });

    it('is durable where it may store', async () => {
      const name = `allowed-${crypto.randomUUID()}`;
      const store = await openBrowserStore(name, () => {});
      same(store.isDurable, true);
      await store.close();
      await deleteDatabase(name);
    });
  });

  describe('what it leaves in the database', () => {
    on('is only what is pending, and the state', async (world, raw) => {
      const { ring } = await openOwner(await world.connect(), { capacity: 80 });
      for (const call of range(0, 300)) await ring.append([reading(call)], 1);
      const kept = (await raw.chunks(OWNER)).length;
      holds(kept <= 80 + 10, `${kept} chunks for 80 pending readings`);
      await ring.settle((await ring.peek(1_000)).at(-1)?.seq ?? 0, []);
      same(await raw.chunks(OWNER), []);
    });

    on('is one chunk for callers that do not wait for each other', async (world, raw) => {
      const { ring } = await openOwner(await world.connect());
      await Promise.all(range(0, 200).map((call) => ring.append([reading(call)], call)));
      holds((await raw.chunks(OWNER)).length <= 2, 'at most two writes');
      same(numbersOf(await ring.peek(300)), range(0, 200));
    });
  });
});
