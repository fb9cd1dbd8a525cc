import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stack } from '../../src/index.ts';
import { until } from './test-stack.ts';

/** Names of stored objects, which are also those of their rows and files. */
export async function storedNames(stack: Stack): Promise<string[]> {
  const rows = await stack.db.query<{ name: string }>(
    `select bucket_id || ': ' || regexp_replace(name, '^[^/]*/', '') as name from storage.objects order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Asserts that objects, their rows and their files are the same ones, and returns their names. */
export async function together(stack: Stack, dataDir: string): Promise<string[]> {
  const names = await storedNames(stack);
  const rows = await stack.db.query<{ name: string }>(
    `select bucket || ': ' || regexp_replace(path, '^[^/]*/', '') as name
     from (select 'documents' as bucket, path from public.documents
       union all select 'quality-images', path from public.quality_images) as kept order by 1`,
  );
  assert.deepEqual(
    rows.map(({ name }) => name),
    names,
  );
  // A file is settled after the answer to a client that has gone.
  await until(async () => ((await filesIn(join(dataDir, 'files', 'undecided'))) === 0 ? true : undefined));
  // Each file has its facts beside it.
  assert.equal(await filesIn(join(dataDir, 'files', 'objects')), names.length * 2);
  return names;
}

async function filesIn(folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).length;
}
