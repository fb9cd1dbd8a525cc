import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileConfigstore, FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';

/** As on hosted Storage: what is not finished by then is sent again from the start. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const CLEANING_EVERY_MS = 60 * 60 * 1000;

/** Uploads on their way: their bytes so far, and a note on each. */
export interface UnfinishedUploads {
  /** Where the protocol's server keeps bytes and notes. */
  readonly store: FileStore;
  /** Bytes so far. */
  read(id: string): ReadableStream<Uint8Array>;
  /** The note on an upload, also on one whose file has been placed; undefined when there is none. */
  find(id: string): Promise<Upload | undefined>;
  /** The file is in its place: its bytes go, and the note stays for a client that missed the answer. */
  notePlaced(upload: Upload): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes what is over its time. @param now in ms since 1970 */
  removeOld(now: number): Promise<void>;
  close(): void;
}

/** Knows uploads whose file has been placed, too: their notes say that all of it is there. */
class Store extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.configstore.get(id);
    return upload && isPlaced(upload) ? upload : super.getUpload(id);
  }
}

/** Whether the file is where it belongs. Until then the note's offset is that of the beginning. */
export function isPlaced({ size, offset }: Upload): boolean {
  return offset === size;
}

/**
 * Opens the folder of uploads on their way. What was whole but not in its place when a process ended is removed: the protocol
 * would tell its sender that all is done.
 *
 * @param failed told of a cleaning that failed
 */
export async function openUnfinishedUploads(
  folder: string,
  failed: (error: unknown) => void,
): Promise<UnfinishedUploads> {
  // Other users of this machine have no business in members' files. The store itself would let them in.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const notes = new FileConfigstore(folder);
  const store = new Store({
    directory: folder,
    configstore: notes,
    expirationPeriodInMilliseconds: KEPT_MS,
  });

  const remove = async (id: string): Promise<void> => {
    for (const name of [id, `${id}.json`]) await rm(join(folder, name), { force: true });
  };
  const each = async (work: (upload: Upload) => Promise<void>): Promise<void> => {
    for (const name of await readdir(folder)) {
      const upload = name.endsWith('.json') ? await notes.get(name.slice(0, -'.json'.length)) : undefined;
      if (upload) await work(upload);
    }
  };
  const removeOld = (now: number): Promise<void> =>
    each(async ({ id, creation_date }) => {
      if (Date.parse(creation_date ?? '') + KEPT_MS < now) await remove(id);
    });

  await each(async (upload) => {
    const { size } = await stat(join(folder, upload.id)).catch(() => ({ size: 0 }));
    if (!isPlaced(upload) && size === upload.size) await remove(upload.id);
  });
  await removeOld(Date.now());
  const timer = setInterval(() => void removeOld(Date.now()).catch(failed), CLEANING_EVERY_MS);
  timer.unref();

  return {
    store,
    read: (id) => Readable.toWeb(store.read(id)) as ReadableStream<Uint8Array>,
    find: (id) => notes.get(id),
    notePlaced: async (upload) => {
      await notes.set(upload.id, { ...upload, offset: upload.size ?? 0 } as Upload);
      await rm(join(folder, upload.id), { force: true });
    },
    remove,
    removeOld,
    close: () => clearInterval(timer),
  };
}
