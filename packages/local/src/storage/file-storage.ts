import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

/** What is kept beside each file. */
interface Sidecar {
  readonly mimetype: string;
  readonly cacheControl: string;
  readonly eTag: string;
  readonly size: number;
}

/** Other users of this machine have no business in members' files. */
const PRIVATE = { recursive: true, mode: 0o700 };

/**
 * Keeps uploaded files in a folder. Names are hashed, so an object may be called anything, also `../../etc/passwd`, and
 * case does not matter to the file system. The database holds names and rights; this holds bytes.
 */
export function createFileStorage(folder: string): StorageAdapter {
  const fileOf = (bucket: string, key: string): string => {
    const hash = createHash('sha256').update(`${bucket}\0${key}`).digest('hex');
    return join(folder, hash.slice(0, 2), hash);
  };

  const head = async (bucket: string, key: string): Promise<ObjectMetadata> => {
    const file = fileOf(bucket, key);
    const [sidecar, found] = await Promise.all([readFile(`${file}.json`, 'utf8'), stat(file)]);
    const { size, ...rest } = JSON.parse(sidecar) as Sidecar;
    return { ...rest, size, contentLength: size, lastModified: found.mtime, httpStatusCode: 200 };
  };

  const remove = async (bucket: string, key: string): Promise<void> => {
    const file = fileOf(bucket, key);
    await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
  };

  return {
    driver: null,
    headObject: head,
    getObject: async (bucket, key) => ({
      metadata: await head(bucket, key),
      httpStatusCode: 200,
      body: Readable.toWeb(createReadStream(fileOf(bucket, key))),
    }),
    uploadObject: async (bucket, key, _version, body, mimetype, cacheControl) => {
      const file = fileOf(bucket, key);
      const bytes = Buffer.from(await new Response(body as BodyInit).arrayBuffer());
      const eTag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
      const sidecar: Sidecar = { mimetype, cacheControl, eTag, size: bytes.length };
      await mkdir(dirname(file), PRIVATE);
      await replace(file, bytes);
      await replace(`${file}.json`, JSON.stringify(sidecar));
      return head(bucket, key);
    },
    deleteObject: remove,
    deleteObjects: async (bucket, keys) => {
      await Promise.all(keys.map((key) => remove(bucket, key)));
    },
    copyObject: async (sourceBucket, source, _version, bucket, key) => {
      const from = fileOf(sourceBucket, source);
      const to = fileOf(bucket, key);
      await mkdir(dirname(to), PRIVATE);
      await Promise.all([copyFile(from, to), copyFile(`${from}.json`, `${to}.json`)]);
      const { eTag, lastModified } = await head(bucket, key);
      return { httpStatusCode: 200, eTag, ...(lastModified && { lastModified }) };
    },
    // Only image transformation asks for this, and there is none here.
    privateAssetUrl: async (bucket, key) => `file://${fileOf(bucket, key)}`,
  };
}

/** A reader sees the old content or the new, never a half. */
async function replace(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.new`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}
