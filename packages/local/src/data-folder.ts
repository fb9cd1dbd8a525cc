import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The data folder cannot be used. `message` is one clear line. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** A data folder that belongs to this process. */
export interface DataFolder {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, and makes it when it is new.
 *
 * The lock is the operating system's, held through SQLite: it ends with the process, however that ends, so none is ever
 * left behind. The file itself stays; removing it would let two processes lock two files of the same name.
 *
 * @throws DataFolderError when another stack uses it, or it cannot be written
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  const owner = join(path, 'lock.owner');
  let lock: DatabaseSync | undefined;
  try {
    // As root the database runs as another user, who has to get through.
    await mkdir(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const held = new DatabaseSync(join(path, 'lock'));
    lock = held;
    held.exec('pragma journal_mode = memory; begin exclusive');
    await writeFile(owner, `${process.pid}\n`);
    const release = async (): Promise<void> => {
      await rm(owner, { force: true });
      if (held.isOpen) held.close();
    };
    return { path, release };
  } catch (error) {
    lock?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      const pid = (await readFile(owner, 'utf8').catch(() => '')).trim();
      throw new DataFolderError(
        `${path} is in use by ${pid === '' ? 'another stack' : `process ${pid}`}: end it, or choose another folder with --data`,
      );
    }
    const { code, message } = error as NodeJS.ErrnoException;
    throw new DataFolderError(`${path} cannot be used as data folder: ${code ?? message}`);
  }
}

const SQLITE_BUSY = 5;

/** What a stack puts into its folder. A folder may hold other things, if somebody chose it badly. */
const OURS = [
  'engine',
  'pglite',
  'postgres',
  'postgres.password',
  'files',
  'stack.log',
  'stack.log.old',
  'keys.json',
];

/**
 * Removes what a stack put into its folder, and nothing else. A folder that no stack has used, such as a home folder that
 * was named by mistake, may have a `files` of its own: nothing is removed there.
 */
export async function emptyDataFolder(folder: DataFolder): Promise<void> {
  const keys = await readFile(join(folder.path, 'keys.json'), 'utf8').catch(() => '');
  if (!keys.includes('"publishableKey"')) return;
  // The keys last: an interrupted reset must go on the next time.
  for (const name of OURS) await rm(join(folder.path, name), { recursive: true, force: true });
}
