import { currentPage } from '../../wake.ts';

/** What is remembered of an upload that is on its way, to go on with it later. */
export interface UnfinishedEntry {
  /** Where the server keeps it. */
  url: string;
  /** Path of the object that it will be. */
  path: string;
  /** What the upload said of the file when it began, as JSON. */
  said: string;
  /** Epoch ms. */
  begunAt: number;
}

/** Where an entry is kept is part of its name: the server, the person, the place, and the content of the file. */
export interface EntryOwner {
  url: string;
  tenantId: string;
  userId: string;
  bucket: string;
}

const PREFIX = 'nexus-upload:';
/** The server forgets it by then. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** For pages without storage, and for Node and Deno, whose localStorage is shared by all processes of a folder. */
const memory: Map<string, string> = new Map();

/** The name of an entry. Another person on the same terminal has another one, and so never goes on with it. */
export function entryKey({ url, tenantId, userId, bucket }: EntryOwner, type: string, hash: string): string {
  return `${PREFIX}${[url, tenantId, userId, bucket, type, hash].join('|')}`;
}

export function findEntry(key: string): UnfinishedEntry | null {
  const found = attempt((storage) => storage.getItem(key)) ?? memory.get(key);
  const entry = found ? parseEntry(found) : null;
  return entry && entry.begunAt + KEPT_MS > Date.now() ? entry : null;
}

/** Keeps an entry, and forgets what is over its time. */
export function keepEntry(key: string, entry: UnfinishedEntry): void {
  attempt((storage) => {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
    for (const name of names.filter((each) => each.startsWith(PREFIX))) {
      if (!findEntry(name)) storage.removeItem(name);
    }
  });
  const text = JSON.stringify(entry);
  const isStored = attempt((storage) => {
    storage.setItem(key, text);
    return true;
  });
  if (!isStored) memory.set(key, text);
}

export function forgetEntry(key: string): void {
  memory.delete(key);
  attempt((storage) => storage.removeItem(key));
}

/** Private modes throw on the mere mention of localStorage, and full ones when something is stored. */
function attempt<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return currentPage() && globalThis.localStorage ? work(globalThis.localStorage) : undefined;
  } catch {
    return undefined;
  }
}

function parseEntry(text: string): UnfinishedEntry | null {
  try {
    const { url, path, said, begunAt } = JSON.parse(text) as Partial<UnfinishedEntry>;
    return url && path && said !== undefined && begunAt ? { url, path, said, begunAt } : null;
  } catch {
    return null;
  }
}
