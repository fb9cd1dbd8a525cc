// What the store uses of IndexedDB, spelled out: programs in Node and Deno are checked without the types of a browser.

/** A key: a tuple of a kind, and what it is of. IndexedDB compares tuples element by element. */
export type DbKey = readonly (string | number)[];

export interface DbRequest<T> {
  result: T;
  error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

interface DbCursor {
  readonly key: DbKey;
  readonly value: unknown;
  continue(): void;
}

export interface DbObjectStore {
  readonly transaction: DbTransaction;
  get(key: DbKey): DbRequest<unknown>;
  getKey(query: DbRange | DbKey): DbRequest<DbKey | undefined>;
  getAll(query: DbRange): DbRequest<unknown[]>;
  getAllKeys(query: DbRange): DbRequest<DbKey[]>;
  count(query: DbRange): DbRequest<number>;
  /** Fails the transaction with a ConstraintError when the key is taken. */
  add(value: unknown, key: DbKey): DbRequest<unknown>;
  put(value: unknown, key: DbKey): DbRequest<unknown>;
  delete(query: DbRange | DbKey): DbRequest<undefined>;
  openCursor(query: DbRange, direction: 'next' | 'prev'): DbRequest<DbCursor | null>;
  openKeyCursor(query: DbRange, direction: 'prev'): DbRequest<{ readonly key: DbKey } | null>;
}

export interface DbTransaction {
  readonly db: Db;
  readonly error: unknown;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  objectStore(name: string): DbObjectStore;
  abort(): void;
  commit(): void;
}

export interface Db {
  onversionchange: (() => void) | null;
  transaction(
    store: string,
    mode: 'readonly' | 'readwrite',
    options: { durability: 'relaxed' | 'strict' },
  ): DbTransaction;
  addEventListener(type: 'close', listener: () => void): void;
  close(): void;
}

export type DbRange = object & { readonly __range?: never };

/** An end of a range may finish with an empty array, which comes after every number and text. */
export type DbBound = readonly (string | number | readonly [])[];

/** Keys from `lower` to `upper`, both included. */
export function rangeOf(lower: DbBound, upper: DbBound): DbRange {
  const { IDBKeyRange } = globalThis as unknown as {
    IDBKeyRange: { bound(lower: DbBound, upper: DbBound): DbRange };
  };
  return IDBKeyRange.bound(lower, upper);
}
