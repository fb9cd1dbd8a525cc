import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { notFound, tooLarge } from './storage-error.ts';

/** One stored file: an object's content at one time. It is never overwritten; a new content has a new version. */
export interface FileRef {
  readonly bucket: string;
  readonly key: string;
  readonly version: string;
}

/** What is kept beside each file. */
export interface FileFacts {
  readonly mimetype: string;
  readonly cacheControl: string;
  readonly eTag: string;
  readonly size: number;
}

/** Bytes on disk. The database says which of them are objects. */
export interface FileStore {
  /** @throws StorageError when there are more than `limit` bytes; part of the file may then be there */
  write(
    ref: FileRef,
    body: ReadableStream<Uint8Array> | null,
    given: { mimetype: string; cacheControl: string; limit: number },
  ): Promise<FileFacts>;
  /**
   * The same content under another name.
   *
   * @throws StorageError when it has just been removed
   */
  link(from: FileRef, to: FileRef): Promise<FileFacts>;
  facts(ref: FileRef): Promise<FileFacts & { readonly lastModified: Date }>;
  /** Opened when it resolves: what removes the file later takes nothing from this reader. */
  read(ref: FileRef): Promise<ReadableStream>;
  /**
   * Notes that this file's fate is open. It stays noted until {@link settle}, also when the process ends before that.
   */
  mark(ref: FileRef): Promise<void>;
  /** Removes the file unless it is kept, then the note. */
  settle(ref: FileRef, isKept: boolean): Promise<void>;
  /** What a process that ended left open. */
  marked(): Promise<FileRef[]>;
}

/** Other users of this machine have no business in members' files. */
const PRIVATE = { recursive: true, mode: 0o700 };
/** Flushed: the database must not promise a file that a power cut takes. */
const FRESH = { flag: 'wx', mode: 0o600, flush: true } as const;

/** Where a file is within the store's folder. */
export function fileName({ bucket, key, version }: FileRef): string {
  const hash = createHash('sha256').update(`${bucket}\0${key}\0${version}`).digest('hex');
  return join('objects', hash.slice(0, 2), hash);
}

/**
 * Keeps files in a folder. Names are hashed, so an object may be called anything, also `../../etc/passwd`, and case does not
 * matter to the file system.
 */
export function openFileStore(folder: string): FileStore {
  const notes = join(folder, 'undecided');
  const fileOf = (ref: FileRef): string => join(folder, fileName(ref));
  const noteOf = (ref: FileRef): string => join(notes, `${basename(fileName(ref))}.json`);
  const readFacts = async (file: string): Promise<FileFacts> =>
    JSON.parse(await readFile(`${file}.json`, 'utf8')) as FileFacts;

  return {
    write: async (ref, body, { limit, ...given }) => {
      const file = fileOf(ref);
      await mkdir(dirname(file), PRIVATE);
      const hash = createHash('sha256');
      let size = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, pass) {
          size += chunk.length;
          hash.update(chunk);
          if (size > limit) pass(tooLarge());
          else pass(null, chunk);
        },
      });
      const source = body === null ? Readable.from([]) : Readable.fromWeb(body as never);
      const { flag, ...options } = FRESH;
      await pipeline(source, meter, createWriteStream(file, { ...options, flags: flag }));
      const facts: FileFacts = { ...given, eTag: `"${hash.digest('hex').slice(0, 32)}"`, size };
      await writeFile(`${file}.json`, JSON.stringify(facts), FRESH);
      return facts;
    },
    link: async (from, to) => {
      const [source, target] = [fileOf(from), fileOf(to)];
      await mkdir(dirname(target), PRIVATE);
      for (const end of ['', '.json']) {
        // Nobody writes to a file that is there, so two names may share it; not every file system can.
        await link(source + end, target + end)
          .catch(() => copyFile(source + end, target + end))
          .catch((error: NodeJS.ErrnoException) => {
            throw error.code === 'ENOENT' ? notFound() : error;
          });
      }
      return readFacts(target);
    },
    facts: async (ref) => {
      const file = fileOf(ref);
      const [facts, found] = await Promise.all([readFacts(file), stat(file)]);
      return { ...facts, lastModified: found.mtime };
    },
    read: async (ref) => Readable.toWeb((await open(fileOf(ref))).createReadStream()) as ReadableStream,
    mark: async (ref) => {
      await mkdir(notes, PRIVATE);
      await writeFile(noteOf(ref), JSON.stringify(ref), { mode: 0o600, flush: true });
    },
    settle: async (ref, isKept) => {
      const file = fileOf(ref);
      if (!isKept) await Promise.all([remove(file), remove(`${file}.json`)]);
      await remove(noteOf(ref));
    },
    marked: async () => {
      const refs: FileRef[] = [];
      for (const name of await readdir(notes).catch(() => [])) {
        try {
          refs.push(JSON.parse(await readFile(join(notes, name), 'utf8')) as FileRef);
        } catch {
          // Cut off while it was written: the file that it would have told of was not begun.
          await remove(join(notes, name));
        }
      }
      return refs;
    },
  };
}

/** What is not there is removed, also where there is no folder that it could be in. */
async function remove(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTDIR') throw error;
  });
}
