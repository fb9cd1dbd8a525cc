import { randomUUID } from 'node:crypto';
import type { Claims } from '../auth/access-token.ts';
import { actAs } from '../auth/act-as.ts';
import type { Database, Session } from '../engine/database.ts';
import type { FileRef } from './file-store.ts';
import { notFound } from './storage-error.ts';

/** Where an object is. */
export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** A row to write. */
export interface ObjectRow extends ObjectName {
  readonly version: string;
  readonly metadata: unknown;
  readonly userMetadata: unknown;
  readonly upsert: boolean;
  readonly owner: string | null;
}

/** A row that is there. */
export interface FoundObject {
  readonly id: string;
  readonly version: string | null;
  readonly metadata: Record<string, unknown> | null;
  readonly user_metadata: unknown;
}

/** Who does it, and what Storage calls the deed. */
export interface Doer {
  readonly claims: Claims;
  readonly operation: string;
}

const REPLACE = `on conflict (bucket_id, name) do update
  set version = excluded.version, metadata = excluded.metadata, user_metadata = excluded.user_metadata,
    owner = excluded.owner, owner_id = excluded.owner_id, updated_at = now()`;

/** Adds or replaces a row with the doer's rights, and tells which file that makes superfluous. */
export async function putRow(
  session: Session,
  doer: Doer,
  row: ObjectRow,
): Promise<{ id: string; replaced: FileRef | null }> {
  const { bucket, key, upsert, version, metadata, userMetadata, owner } = row;
  await lockName(session, row);
  const [before] = await session.query<{ id: string; version: string | null }>(
    'select id, version from storage.objects where bucket_id = $1 and name = $2 for update',
    [bucket, key],
  );
  const id = (upsert && before?.id) || randomUUID();
  await become(session, doer);
  await session.query(
    `insert into storage.objects (id, bucket_id, name, version, metadata, user_metadata, owner, owner_id)
     values ($1, $2, $3, $4, $5, $6, $7::uuid, $7::uuid::text) ${upsert ? REPLACE : ''}`,
    [id, bucket, key, version, metadata, userMetadata ?? {}, owner],
  );
  return { id, replaced: before ? { bucket, key, version: before.version ?? '' } : null };
}

/** @throws StorageError when it is not there, or not for the doer */
export function findRow(database: Database, doer: Doer, { bucket, key }: ObjectName): Promise<FoundObject> {
  return database.transaction(async (session) => {
    await become(session, doer);
    const [found] = await session.query<FoundObject>(
      'select id, version, metadata, user_metadata from storage.objects where bucket_id = $1 and name = $2',
      [bucket, key],
    );
    if (!found) throw notFound();
    return found;
  });
}

/** @throws StorageError when it is no longer what was found, or the doer may not move it */
export async function moveRow(session: Session, doer: Doer, found: FoundObject, to: FileRef): Promise<void> {
  await lockName(session, to);
  await become(session, doer);
  const moved = await session.query(
    `update storage.objects set bucket_id = $3, name = $4, version = $5, updated_at = now(),
       owner = coalesce($6::uuid, owner), owner_id = coalesce($6::uuid::text, owner_id)
     where id = $1 and version is not distinct from $2 returning id`,
    [found.id, found.version, to.bucket, to.key, to.version, doer.claims.sub ?? null],
  );
  if (moved.length === 0) throw notFound();
}

/** Removes rows that are there and that the doer may remove; all of the bucket when `keys` is null. */
export async function removeRows(
  session: Session,
  doer: Doer,
  bucket: string,
  keys: readonly string[] | null,
): Promise<Record<string, unknown>[]> {
  await become(session, doer);
  return session.query(
    'delete from storage.objects where bucket_id = $1 and ($2::text[] is null or name = any ($2)) returning *',
    [bucket, keys],
  );
}

export async function isRow(database: Database, { bucket, key, version }: FileRef): Promise<boolean> {
  const rows = await database.query(
    'select from storage.objects where bucket_id = $1 and name = $2 and version = $3',
    [bucket, key, version],
  );
  return rows.length > 0;
}

const REHEARSED = Symbol('rolled back on purpose');

/** Runs `work` in a transaction that is rolled back. */
export async function rehearse(
  database: Database,
  work: (session: Session) => Promise<unknown>,
): Promise<void> {
  try {
    await database.transaction(async (session) => {
      await work(session);
      throw REHEARSED;
    });
  } catch (error) {
    if (error !== REHEARSED) throw error;
  }
}

/** Two writers of one name: the second must see the first one's version, to remove its file. */
async function lockName(session: Session, { bucket, key }: ObjectName): Promise<void> {
  await session.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${bucket}/${key}`]);
}

function become(session: Session, { claims, operation }: Doer): Promise<void> {
  return actAs(session, claims, { 'storage.operation': operation });
}
