import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';

/** What is really in a buffer's database, for tests that damage it or look at what nobody may touch. */
export class RawDatabase {
  readonly #store: UseStore;

  private constructor(store: UseStore) {
    this.#store = store;
  }

  /** Opens a database that is there; it is let go of when somebody wants to delete it. */
  static async open(name: string): Promise<RawDatabase> {
    const store = createStore(name, 'buffer');
    const db = await store('readonly', ({ transaction }) => transaction.db);
    db.onversionchange = () => db.close();
    return new RawDatabase(store);
  }

  get(key: IDBValidKey): Promise<unknown> {
    return get(key, this.#store);
  }

  set(key: IDBValidKey, value: unknown): Promise<void> {
    return set(key, value, this.#store);
  }

  delete(key: IDBValidKey): Promise<void> {
    return del(key, this.#store);
  }

  all(): Promise<[IDBValidKey, unknown][]> {
    return entries(this.#store);
  }

  /** The numbers at which the chunks of an owner begin. */
  async chunks(owner: string): Promise<number[]> {
    const keys = (await this.all()).map(([key]) => key as [string, string, number]);
    return keys
      .filter(([kind, of, seq]) => kind === 'ring' && of === owner && seq > 0)
      .map(([, , seq]) => seq);
  }
}
