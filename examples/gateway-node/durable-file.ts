import { open, readFile, rename, rm } from 'node:fs/promises';
import type { SessionStorage } from '@nexus-mfg/sdk';

/** A small text in a file that only this account may read. Whoever is killed while writing leaves the old text behind. */
export class DurableFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null when there is none. */
  async read(): Promise<string | null> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async write(text: string): Promise<void> {
    const draft = await open(`${this.#path}.new`, 'w', 0o600);
    try {
      await draft.writeFile(text);
      await draft.sync();
    } finally {
      await draft.close();
    }
    await rename(`${this.#path}.new`, this.#path);
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

/** Keeps the session between starts, so that a gateway that starts without network knows whom it records for. */
export function sessionFile(path: string): SessionStorage {
  const file = new DurableFile(path);
  const entries = async (): Promise<Record<string, string>> => JSON.parse((await file.read()) ?? '{}');
  return {
    getItem: async (key) => (await entries())[key] ?? null,
    setItem: async (key, value) => file.write(JSON.stringify({ ...(await entries()), [key]: value })),
    removeItem: () => file.remove(),
  };
}
