import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '../engine/database.ts';
import { fileName } from './file-store.ts';

/**
 * Data folders from before files had versions: one file an object, named by bucket and key, overwritten in place. Gives each
 * the name that its row's version makes. What has no row stays where it is; nobody reads it.
 */
export async function adoptOldFiles(database: Database, folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => []);
  const old = found.filter((name) => /^[0-9a-f]{2}$/.test(name));
  if (old.length === 0) return;
  const rows = await database.query<{ bucket: string; key: string; version: string }>(
    `select bucket_id as bucket, name as key, version from storage.objects where version is not null`,
  );
  for (const ref of rows) {
    const hash = createHash('sha256').update(`${ref.bucket}\0${ref.key}`).digest('hex');
    const target = join(folder, fileName(ref));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    for (const end of ['', '.json']) {
      await rename(join(folder, hash.slice(0, 2), hash + end), target + end).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        },
      );
    }
  }
  for (const name of old) await rmdir(join(folder, name)).catch(() => undefined);
}
