import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { NexusError } from '../errors/nexus-error.ts';
import { STORE_HINTS } from './store-hints.ts';
import { storeError } from './store-messages.ts';

/** Lets a folder go. */
export type Release = () => void;

/**
 * Takes a folder for this process. The lock is the operating system's, held through SQLite on an empty file: it ends with
 * the process, however that ends. The file stays, for removing it would let two processes lock two files of one name.
 *
 * @throws NexusError `storage_locked` when another process, or another store of this one, has it; `storage_failed`
 */
export async function lockFolder(folder: string): Promise<Release> {
  // Not before a folder is used: older Node versions warn that it is experimental.
  const sqlite = await import('node:sqlite').catch((cause: unknown) => {
    throw storeError(
      'storage_failed',
      'lock the buffer',
      cause,
      'Use Node 22.13 or newer, or Deno 2.2 or newer.',
    );
  });
  let lock: DatabaseSync | undefined;
  try {
    const held = new sqlite.DatabaseSync(join(folder, 'lock'));
    lock = held;
    held.exec('pragma journal_mode = memory; begin exclusive');
    return () => held.close();
  } catch (cause) {
    lock?.close();
    const { errcode, message } = cause as { errcode?: number; message?: string };
    if (errcode !== SQLITE_BUSY && !/locked|busy/.test(message ?? '')) {
      throw storeError('storage_failed', `lock the buffer in ${folder}`, cause);
    }
    throw new NexusError(
      'storage_locked',
      `Could not use the buffer in ${folder}: another program has it open.`,
      {
        hint: STORE_HINTS.storage_locked,
        cause,
      },
    );
  }
}

const SQLITE_BUSY = 5;
