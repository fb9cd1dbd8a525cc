import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Turns } from '../util/turns.ts';
import type { BufferStore, OwnerBuffer, OwnerOptions } from './buffer-store.ts';
import { ownerOf } from './file-journal.ts';
import { lockFolder, type Release } from './file-lock.ts';
import { FileOwner, type Guard } from './file-owner.ts';
import { isDiskFull, replaceFile } from './file-system.ts';
import { bufferFull, closedStore, storeError } from './store-messages.ts';

/**
 * Keeps what waits for the network in a folder of this machine, for gateways in Node and Deno. What has been put in is on
 * disk before the call resolves, so it survives `kill -9` and a power cut.
 *
 * The folder belongs to one process at a time; it is taken with the first use and let go by `close()`, which
 * `nexus.close()` calls.
 *
 * @param folder is made when it is not there yet
 * @example
 * const nexus = createNexus({ url, publishableKey, buffer: { store: fileStore('/var/lib/gateway/buffer') } });
 */
export function fileStore(folder: string): BufferStore {
  return new FileStore(resolve(folder));
}

class FileStore implements BufferStore {
  readonly isDurable = true;
  readonly #folder: string;
  readonly #owners: Map<string, FileOwner> = new Map();
  /** Opening, counting and closing go one after the other. */
  readonly #turns: Turns = new Turns();
  readonly #items: Map<string, string> = new Map();
  #release: Release | null = null;
  #isClosed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  open(owner: string, options: OwnerOptions): Promise<OwnerBuffer> {
    return this.#inTurn('open the buffer', async () => {
      const folder = join(this.#folder, folderName(owner));
      return (await this.#owner(owner, folder)).opened(options, this.#guard);
    });
  }

  owners(): Promise<{ owner: string; pending: number }[]> {
    return this.#inTurn('look for what waits', async () => {
      const found: { owner: string; pending: number }[] = [];
      for (const name of await readdir(this.#folder)) {
        if (!OWNER_FOLDER.test(name)) continue;
        const folder = join(this.#folder, name);
        const owner = await ownerOf(folder);
        if (owner === null) continue;
        const { pending, isEmpty } = await this.#owner(owner, folder);
        if (!isEmpty) found.push({ owner, pending });
      }
      return found;
    });
  }

  getItem(key: string): Promise<string | null> {
    return this.#inTurn(`read ${key}`, async () => this.#items.get(key) ?? null);
  }

  setItem(key: string, value: string | null): Promise<void> {
    return this.#inTurn(`keep ${key}`, async () => {
      const items = new Map(this.#items);
      if (value === null) items.delete(key);
      else items.set(key, value);
      await replaceFile(join(this.#folder, ITEMS), JSON.stringify(Object.fromEntries(items)));
      if (value === null) this.#items.delete(key);
      else this.#items.set(key, value);
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#turns.take(async () => {
      for (const owner of this.#owners.values()) await owner.close();
      this.#release?.();
    });
  }

  readonly #guard: Guard = async (doing, step) => {
    if (this.#isClosed) throw closedStore();
    try {
      return await step();
    } catch (error) {
      throw isDiskFull(error) ? bufferFull(error) : storeError('storage_failed', doing, error);
    }
  };

  #inTurn<T>(doing: string, step: () => Promise<T>): Promise<T> {
    return this.#turns.take(() =>
      this.#guard(doing, async () => {
        await this.#take();
        return step();
      }),
    );
  }

  /** Takes the folder for this process. */
  async #take(): Promise<void> {
    if (this.#release) return;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const release = await lockFolder(this.#folder);
    try {
      for (const [key, value] of await readItems(this.#folder)) this.#items.set(key, value);
    } catch (error) {
      release();
      throw error;
    }
    this.#release = release;
  }

  async #owner(owner: string, folder: string): Promise<FileOwner> {
    const held = this.#owners.get(owner) ?? (await FileOwner.open(folder, owner));
    this.#owners.set(owner, held);
    return held;
  }
}

const ITEMS = 'items.json';
const OWNER_FOLDER = /^owner-[0-9a-f]{32}$/;

/** Owners may be called anything; what a file system takes for a name is another matter. */
function folderName(owner: string): string {
  return `owner-${createHash('sha256').update(owner).digest('hex').slice(0, 32)}`;
}

async function readItems(folder: string): Promise<[string, string][]> {
  const text = await readFile(join(folder, ITEMS), 'utf8').catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return Object.entries(JSON.parse(text) as Record<string, string>);
  } catch {
    // They are hints that the server can give again.
    return [];
  }
}
