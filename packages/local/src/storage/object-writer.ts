import { randomUUID } from 'node:crypto';
import type { Claims } from '../auth/access-token.ts';
import type { Database } from '../engine/database.ts';
import type { FileFacts, FileRef, FileStore } from './file-store.ts';
import {
  type Doer,
  findRow,
  isRow,
  moveRow,
  type ObjectName,
  type ObjectRow,
  putRow,
  rehearse,
  removeRows,
} from './object-rows.ts';

/** An upload as it is announced, with what its sender says of it. */
export interface AnnouncedUpload extends ObjectName {
  readonly mimetype: string;
  /** Null when unknown. */
  readonly contentLength: number | null;
  readonly userMetadata: unknown;
  readonly upsert: boolean;
  readonly owner: string | null;
}

interface Upload extends AnnouncedUpload {
  readonly body: ReadableStream<Uint8Array> | null;
  readonly cacheControl: string;
  readonly limit: number;
}

/** Writes objects: their rows with the caller's rights, and their files so that neither is ever there without the other. */
export interface ObjectWriter {
  /** Asks whether an upload would be taken, and leaves nothing behind. Rejects as {@link upload} would. */
  rehearse(claims: Claims, upload: AnnouncedUpload): Promise<void>;
  upload(claims: Claims, upload: Upload): Promise<{ id: string }>;
  copy(claims: Claims, from: ObjectName, to: ObjectName, upsert: boolean): Promise<{ id: string }>;
  move(claims: Claims, from: ObjectName, to: ObjectName): Promise<void>;
  /** Removes what is there and what the caller may remove; all of the bucket when `keys` is null. */
  remove(claims: Claims, bucket: string, keys: readonly string[] | null): Promise<Record<string, unknown>[]>;
  /** Decides what a process that ended left undecided. */
  recover(): Promise<void>;
}

/** Files that one piece of work begins or ends. */
interface OpenFiles {
  begin(name: ObjectName): Promise<FileRef>;
  end(ref: FileRef): Promise<void>;
}

/**
 * Each content is a file of its own, named by the row's version. It is written before its row commits and removed after the
 * row that named it is gone; in between it is marked, and whoever finds a mark asks the database. So a failure at any
 * point, also the end of the process, leaves a row with its file or nothing. See docs/decisions/0018.
 */
export function createObjectWriter(database: Database, store: FileStore): ObjectWriter {
  const settle = async (refs: readonly FileRef[]): Promise<void> => {
    for (const ref of refs) await store.settle(ref, await isRow(database, ref));
  };

  /** Runs `work` on files whose fate is open; whatever comes of it, the database then says which of them stay. */
  const settled = async <T>(work: (files: OpenFiles) => Promise<T>): Promise<T> => {
    const refs: FileRef[] = [];
    try {
      return await work({
        begin: async ({ bucket, key }) => {
          const ref = { bucket, key, version: randomUUID() };
          refs.push(ref);
          await store.mark(ref);
          return ref;
        },
        end: async (ref) => {
          refs.push(ref);
          // A full disk must not keep anybody from making room.
          await store.mark(ref).catch(() => undefined);
        },
      });
    } finally {
      // Not the caller's concern: what cannot be settled now stays marked for the next start.
      await settle(refs).catch(() => undefined);
    }
  };

  const place = (
    doer: Doer,
    row: Omit<ObjectRow, 'version' | 'metadata'>,
    makeFile: (ref: FileRef) => Promise<Record<string, unknown>>,
  ): Promise<{ id: string }> =>
    settled(async ({ begin, end }) => {
      const ref = await begin(row);
      const { version } = ref;
      const metadata = await makeFile(ref);
      return database.transaction(async (session) => {
        const { id, replaced } = await putRow(session, doer, { ...row, version, metadata });
        if (replaced) await end(replaced);
        return { id };
      });
    });

  const doerOf = (claims: Claims): Doer => ({ claims, operation: 'storage.object.upload' });
  const rehearseUpload: ObjectWriter['rehearse'] = (claims, { contentLength, mimetype, ...row }) => {
    const metadata = { mimetype, ...(contentLength !== null && { contentLength }) };
    return rehearse(database, (session) =>
      putRow(session, doerOf(claims), { ...row, version: '1', metadata }),
    );
  };

  return {
    rehearse: rehearseUpload,
    upload: async (claims, { body, limit, cacheControl, ...announced }) => {
      // Asked before a byte is taken in, as hosted Storage does.
      await rehearseUpload(claims, announced);
      const { contentLength: _, mimetype, ...row } = announced;
      return place(doerOf(claims), row, async (ref) =>
        metadataOf(await store.write(ref, body, { mimetype, cacheControl, limit })),
      );
    },
    copy: async (claims, from, to, upsert) => {
      const doer = { claims, operation: 'storage.object.copy' };
      const found = await findRow(database, doer, from);
      const row = { ...to, upsert, userMetadata: found.user_metadata, owner: claims.sub ?? null };
      return place(doer, row, async (ref) => ({
        ...found.metadata,
        ...metadataOf(await store.link({ ...from, version: found.version ?? '' }, ref)),
      }));
    },
    move: async (claims, from, to) => {
      const doer = { claims, operation: 'storage.object.move' };
      const found = await findRow(database, doer, from);
      const old = { ...from, version: found.version ?? '' };
      await settled(async ({ begin, end }) => {
        const ref = await begin(to);
        await store.link(old, ref);
        await database.transaction(async (session) => {
          await moveRow(session, doer, found, ref);
          await end(old);
        });
      });
    },
    remove: (claims, bucket, keys) =>
      settled(({ end }) =>
        database.transaction(async (session) => {
          const operation = keys === null ? 'storage.bucket.empty' : 'storage.object.delete_many';
          const removed = await removeRows(session, { claims, operation }, bucket, keys);
          for (const { name, version } of removed) {
            await end({ bucket, key: String(name), version: String(version ?? '') });
          }
          return removed;
        }),
      ),
    recover: async () => settle(await store.marked()),
  };
}

const metadataOf = (facts: FileFacts): Record<string, unknown> => ({
  ...facts,
  contentLength: facts.size,
  lastModified: new Date().toISOString(),
  httpStatusCode: 200,
});
