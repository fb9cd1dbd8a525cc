import type { RecordList, StoreNotice } from './buffer-store.ts';
import { type IndexedDbConnection, result } from './indexed-db-connection.ts';
import { listRange, numberOf, recordKey } from './indexed-db-keys.ts';
import { addRecords } from './indexed-db-state.ts';
import {
  isListValue,
  type ListKind,
  type ListValues,
  listId,
  numberOfId,
  plainCopy,
} from './record-shapes.ts';
import { corruptedRecord, corruptionNotice } from './store-messages.ts';

/** What a list is made from. */
export interface ListParts {
  connection: IndexedDbConnection;
  owner: string;
  onNotice: (notice: StoreNotice) => void;
  /** Runs a step again after making room, as long as the device has none. */
  withRoom: <T>(step: () => Promise<T>) => Promise<T>;
}

/** One list of an owner in IndexedDB, a value for each record. */
export class IndexedDbList<K extends ListKind> implements RecordList<ListValues[K]> {
  readonly #kind: K;
  readonly #parts: ListParts;

  constructor(kind: K, parts: ListParts) {
    this.#kind = kind;
    this.#parts = parts;
  }

  async add(value: ListValues[K]): Promise<string> {
    const { connection, owner, withRoom } = this.#parts;
    const copy = plainCopy(value);
    const number = await withRoom(() =>
      connection.transact('readwrite', `add to the ${this.#kind}`, (store) =>
        addRecords(store, this.#kind, owner, [copy]),
      ),
    );
    return listId(number);
  }

  async replace(id: string, value: ListValues[K]): Promise<void> {
    const { connection, owner, withRoom } = this.#parts;
    const key = recordKey(this.#kind, owner, numberOfId(id));
    const copy = plainCopy(value);
    await withRoom(() =>
      connection.transact('readwrite', `change the ${this.#kind}`, async (store) => {
        if ((await result(store.getKey(key))) !== undefined) store.put(copy, key);
      }),
    );
  }

  async delete(ids: readonly string[]): Promise<void> {
    const { connection, owner } = this.#parts;
    if (ids.length === 0) return;
    await connection.transact('readwrite', `take out of the ${this.#kind}`, async (store) => {
      for (const id of ids) store.delete(recordKey(this.#kind, owner, numberOfId(id)));
    });
  }

  async count(): Promise<number> {
    const { connection, owner } = this.#parts;
    const range = listRange(this.#kind, owner);
    return connection.transact('readonly', `count the ${this.#kind}`, (store) => result(store.count(range)));
  }

  async all(): Promise<{ id: string; value: ListValues[K] }[]> {
    const { connection, owner } = this.#parts;
    const range = listRange(this.#kind, owner);
    const [keys, values] = await connection.transact('readonly', `read the ${this.#kind}`, (store) =>
      Promise.all([result(store.getAllKeys(range)), result(store.getAll(range))]),
    );
    const records = keys.map((key, index) => ({ number: numberOf(key), value: values[index] }));
    const damaged = records.filter(({ value }) => !isListValue(this.#kind, value));
    if (damaged.length > 0) {
      await this.#moveOut(damaged.map(({ number }) => number));
      return this.all();
    }
    return records.map(({ number, value }) => ({ id: listId(number), value: value as ListValues[K] }));
  }

  /** Puts a note of each damaged record into the quarantine in its place. */
  async #moveOut(numbers: readonly number[]): Promise<void> {
    const { connection, owner, onNotice } = this.#parts;
    const note = corruptedRecord(this.#kind === 'outbox' ? 'edit' : 'refused entry');
    const moved = await connection.transact('readwrite', `repair the ${this.#kind}`, async (store) => {
      const keys = numbers.map((number) => recordKey(this.#kind, owner, number));
      const values = await Promise.all(keys.map((key) => result(store.get(key))));
      // Another tab may have repaired it meanwhile.
      const damaged = keys.filter(
        (_, index) => values[index] !== undefined && !isListValue(this.#kind, values[index]),
      );
      for (const key of damaged) store.delete(key);
      await addRecords(store, 'quarantine', owner, Array(damaged.length).fill(note));
      return damaged.length;
    });
    if (moved > 0) onNotice(corruptionNotice(note.message));
  }
}
