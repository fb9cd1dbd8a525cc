import type { SessionStorage } from '../../nexus.ts';
import { currentPage } from './wake.ts';

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

/** A session as Supabase Auth gives it and as the auth library keeps it; what else is in it is kept too. */
export interface StoredSession {
  access_token: string;
  refresh_token: string;
  /** Life of the token from when it was made, in s. */
  expires_in: number;
  /** Epoch s by this device's clock, whatever the server's said. */
  expires_at: number;
  user: { id: string; email?: string };
}

/** What came as a session, looked at; null when it is none. */
export function readSession(value: unknown): StoredSession | null {
  const session = value as Partial<StoredSession> | null;
  if (typeof session?.refresh_token !== 'string' || typeof session.user?.id !== 'string') return null;
  return {
    ...session,
    access_token: String(session.access_token ?? ''),
    refresh_token: session.refresh_token,
    expires_in: Number(session.expires_in) || 0,
    expires_at: Number(session.expires_at) || 0,
    user: session.user,
  };
}

/** What follows the session's key in that of the secret half of a sign-in that has begun. */
export const VERIFIER = '-code-verifier';

/**
 * The one place of an instance's session in the storage. Where the storage refuses to keep it (denied, full), the
 * session lives in memory as long as the page.
 */
export class SessionStore {
  readonly key: string;
  readonly #storage: SessionStorage;
  #memory: string | null | undefined;
  /** What stands beside the session where the storage did not take it. */
  readonly #beside: Map<string, string> = new Map();

  constructor(storage: SessionStorage, key: string) {
    this.#storage = storage;
    this.key = key;
  }

  /** Even when it has expired: a terminal that starts without network is still this person's. */
  async read(): Promise<StoredSession | null> {
    try {
      return readSession(JSON.parse((await this.getItem(this.key)) ?? 'null'));
    } catch {
      return null;
    }
  }

  async write(session: StoredSession): Promise<void> {
    const text = JSON.stringify(session);
    try {
      await this.#storage.setItem(this.key, text);
      this.#memory = undefined;
    } catch {
      this.#memory = text;
    }
  }

  async clear(): Promise<void> {
    this.#memory = this.#memory === undefined ? undefined : null;
    await this.removeItem(this.key);
    await this.removeItem(this.key + VERIFIER);
  }

  /** Any text beside the session, such as the secret half of a sign-in that has begun. */
  async getItem(key: string): Promise<string | null> {
    if (key === this.key && this.#memory !== undefined) return this.#memory;
    return this.#beside.get(key) ?? this.#storage.getItem(key);
  }

  async setItem(key: string, value: string): Promise<void> {
    this.#beside.delete(key);
    try {
      await this.#storage.setItem(key, value);
    } catch {
      this.#beside.set(key, value);
    }
  }

  async removeItem(key: string): Promise<void> {
    this.#beside.delete(key);
    try {
      await this.#storage.removeItem(key);
    } catch {
      // What cannot be removed cannot be read either.
    }
  }
}
