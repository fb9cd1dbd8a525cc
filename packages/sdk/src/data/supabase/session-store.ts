import type { SessionStorage } from '../../nexus.ts';
import { currentPage } from './wake.ts';

/** Open instances by key, shared by every copy of the library on the page. */
const REGISTRY = Symbol.for('nexus-mfg.session-keys');

/**
 * The key under which an instance keeps its session: the project's URL, and a number from the second open instance
 * on, so that two tenants on one page do not share a session. The same page makes its instances in the same order,
 * so each finds its own again after a reload. `release` frees the key.
 */
export function claimSessionKey(url: string): { key: string; release: () => void } {
  const realm = globalThis as { [REGISTRY]?: Set<string> };
  realm[REGISTRY] ??= new Set();
  const taken = realm[REGISTRY];
  const base = `nexus-session:${url.replace(/\/+$/, '')}`;
  let key = base;
  for (let count = 2; taken.has(key); count += 1) key = `${base}#${count}`;
  taken.add(key);
  return { key, release: () => taken.delete(key) };
}

/** The browser's localStorage where it may be used, else memory. Private modes throw on the mere mention. */
export function defaultSessionStorage(): SessionStorage {
  try {
    // Deno and newer Node have a localStorage too, shared by all processes of a folder: not a place for a session.
    if (currentPage() && globalThis.localStorage) return globalThis.localStorage;
  } catch {
    // Storage is denied: the session lives as long as the page.
  }
  return new MemoryStorage();
}

class MemoryStorage implements SessionStorage {
  readonly #values: Map<string, string> = new Map();

  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }

  removeItem(key: string): void {
    this.#values.delete(key);
  }
}

/**
 * The stored session, even when it has expired and cannot be refreshed right now: a terminal that starts without
 * network is still this person's. Null when there is none.
 */
export async function storedSession(storage: SessionStorage, key: string): Promise<StoredSession | null> {
  try {
    const value: unknown = JSON.parse((await storage.getItem(key)) ?? 'null');
    const session = value as {
      refresh_token?: unknown;
      expires_at?: unknown;
      user?: { id?: unknown; email?: unknown };
    };
    if (!session || typeof session.refresh_token !== 'string' || typeof session.user?.id !== 'string')
      return null;
    return {
      expires_at: typeof session.expires_at === 'number' ? session.expires_at : 0,
      user: { id: session.user.id, email: typeof session.user.email === 'string' ? session.user.email : '' },
    };
  } catch {
    return null;
  }
}

/** The part of the auth library's session that outlives its token. */
export interface StoredSession {
  expires_at: number;
  user: { id: string; email: string };
}
