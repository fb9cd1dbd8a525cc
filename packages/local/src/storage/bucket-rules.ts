import type { Database } from '../engine/database.ts';
import { bucketNotFound, wrongType } from './storage-error.ts';

/** What a bucket takes. */
export interface BucketRules {
  /** In bytes; the project's own limit where the bucket has none. */
  readonly limit: number;
  /** Empty: everything. */
  readonly allowedTypes: readonly string[];
}

/**
 * @param largestFile the project's largest file, in bytes
 * @throws StorageError when there is no such bucket
 */
export async function findRules(
  database: Database,
  bucket: string,
  largestFile: number,
): Promise<BucketRules> {
  const [row] = await database.query<{ limit: number | null; allowed: string[] | null }>(
    'select file_size_limit as limit, allowed_mime_types as allowed from storage.buckets where id = $1',
    [bucket],
  );
  if (!row) throw bucketNotFound();
  return { limit: Math.min(row.limit ?? largestFile, largestFile), allowedTypes: row.allowed ?? [] };
}

/** @throws StorageError for a type that the bucket does not take */
export function requireType(type: string, allowed: readonly string[]): void {
  const [kind, rest] = type.split('/');
  if (!kind || !rest) throw wrongType(type);
  if (allowed.length === 0 || allowed.includes(type) || allowed.includes(`${kind}/*`)) return;
  throw wrongType(type);
}
