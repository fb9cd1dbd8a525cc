import type { Actor } from './actors.ts';
import type { World } from './world.ts';

/** What Storage writes into a row of storage.objects. */
export interface Stored {
  readonly bucket?: string;
  readonly type?: string;
  readonly size?: number;
  /** Tells one content from another, as Storage does. */
  readonly eTag?: string;
  readonly said?: Readonly<Record<string, unknown>>;
  readonly owner?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Adds, or with `on conflict` replaces, a stored object as Storage would, with this actor's rights. */
export async function store(
  world: World,
  actor: Actor | 'owner',
  path: string,
  given: Stored = {},
): Promise<void> {
  const {
    bucket = 'documents',
    type = 'application/pdf',
    size = 10,
    eTag = 'first',
    said = {},
    owner,
  } = given;
  const sql = `insert into storage.objects (bucket_id, name, metadata, user_metadata, owner_id)
    values ($1, $2, $3, $4, $5) on conflict (bucket_id, name) do update
    set metadata = excluded.metadata, user_metadata = excluded.user_metadata, owner_id = excluded.owner_id`;
  const params = [bucket, path, { mimetype: type, size, eTag }, said, owner ?? null];
  if (actor === 'owner') await world.owner(sql, params);
  else await world.as(actor, sql, { params, ...(given.settings && { settings: given.settings }) });
}

/** The SQLSTATE that the deed fails with, and its details; null when it does not. */
export async function refusal(deed: Promise<unknown>): Promise<{ code: string; details: unknown } | null> {
  try {
    await deed;
    return null;
  } catch (error) {
    const { code = '', detail } = error as { code?: string; detail?: string };
    return { code, details: code.startsWith('NX') && detail ? JSON.parse(detail) : null };
  }
}
