import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

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
 * A lock left behind by a process that is gone, also one whose number another process got meanwhile, does not count.
 *
 * @throws DataFolderError when another stack uses it, or it cannot be written
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  const file = join(path, 'lock');
  try {
    // As root the database runs as another user, who has to get through.
    await mkdir(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    for (;;) {
      if (await create(file)) return { path, release: () => rm(file, { force: true }) };
      const found = await readFile(file, 'utf8').catch(() => '');
      const owner = await readOwner(found);
      if (owner !== null) {
        throw new DataFolderError(
          `${path} is in use by process ${owner}: end it, or choose another folder with --data`,
        );
      }
      await removeStale(file, found);
    }
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new DataFolderError(`${path} cannot be used as data folder: ${code ?? message}`);
  }
}

/** Makes the lock, whole from the first moment: a half-written one would look as if it was left behind. */
async function create(file: string): Promise<boolean> {
  const own = `${file}.${process.pid}`;
  const text = `${process.pid} ${await startedAt(process.pid)}\n`;
  await writeFile(own, text, { mode: 0o644 });
  try {
    await link(own, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // A file system without links.
      return writeFile(file, text, { flag: 'wx', mode: 0o644 });
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Removes a lock that was judged to be left behind, unless somebody else did and has put his own there meanwhile. */
async function removeStale(file: string, judged: string): Promise<void> {
  const aside = `${file}.${process.pid}.old`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) !== judged) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The process that holds the lock, or null when it is gone. */
async function readOwner(lock: string): Promise<number | null> {
  const [pid = '', started = ''] = lock.trim().split(' ');
  if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return null;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return (await startedAt(Number(pid))) === started ? Number(pid) : null;
}

/**
 * When a process started, in the kernel's ticks; 0 where the system does not tell. Empty for a zombie: in a container whose
 * first process does not clean up, one stays behind for ever.
 */
async function startedAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The command's name stands in brackets and may hold spaces; the start time is the 20th field behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? '' : (fields[19] ?? '0');
}

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
