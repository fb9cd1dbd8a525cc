import type { Reading } from '@nexus-mfg/sdk';
import { Dexie, type Table } from 'dexie';
import { createStore, delMany, getMany, keys, setMany } from 'idb-keyval';
import localforage from 'localforage';
import type { OpenAdapter } from './adapter.ts';

interface Row {
  id: number;
  reading: Reading;
}

/** Dexie: a row a reading, a burst with `bulkAdd`. */
export const openDexie: OpenAdapter = async (name) => {
  const db = new Dexie(name);
  db.version(1).stores({ readings: '++id' });
  const table = db.table('readings') as Table<Omit<Row, 'id'>, number>;
  await db.open();
  return {
    enqueue: async (readings) => {
      await table.bulkAdd(readings.map((reading) => ({ reading })));
    },
    take: async (max) => {
      const rows = (await table.orderBy('id').limit(max).toArray()) as Row[];
      const [from, to] = [rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0];
      await table.where('id').between(from, to, true, true).delete();
      return rows.map(({ reading }) => reading);
    },
    count: () => table.count(),
    close: async () => db.close(),
  };
};

/** idb-keyval: a key a reading, a burst with `setMany`. */
export const openKeyval: OpenAdapter = async (name) => {
  const store = createStore(name, 'readings');
  let waiting = ((await keys(store)) as number[]).sort((a, b) => a - b);
  let next = (waiting.at(-1) ?? -1) + 1;
  return {
    enqueue: async (readings) => {
      const entries = readings.map((reading, index): [number, Reading] => [next + index, reading]);
      next += readings.length;
      for (const [key] of entries) waiting.push(key);
      await setMany(entries, store);
    },
    take: async (max) => {
      const batch = waiting.slice(0, max);
      const readings = (await getMany(batch, store)) as Reading[];
      await delMany(batch, store);
      waiting = waiting.slice(max);
      return readings;
    },
    count: async () => waiting.length,
    close: async () => {},
  };
};

/** localForage: an item a reading; it knows no transaction of several. */
export const openLocalforage: OpenAdapter = async (name) => {
  const store = localforage.createInstance({ name, driver: localforage.INDEXEDDB });
  let waiting = (await store.keys()).map(Number).sort((a, b) => a - b);
  let next = (waiting.at(-1) ?? -1) + 1;
  return {
    enqueue: async (readings) => {
      const from = next;
      next += readings.length;
      await Promise.all(readings.map((reading, index) => store.setItem(String(from + index), reading)));
      for (let key = from; key < next; key += 1) waiting.push(key);
    },
    take: async (max) => {
      const batch = waiting.slice(0, max).map(String);
      const readings = await Promise.all(batch.map((key) => store.getItem<Reading>(key)));
      await Promise.all(batch.map((key) => store.removeItem(key)));
      waiting = waiting.slice(max);
      return readings.filter((reading) => reading !== null);
    },
    count: async () => waiting.length,
    close: async () => {},
  };
};
