import { randomUUID } from 'node:crypto';
import { ERRORS, MemoryLocker, Metadata, Server, type Upload } from '@tus/server';
import { type Context, Hono } from 'hono';
import type { Claims } from '../../auth/access-token.ts';
import type { Keys } from '../../auth/keys.ts';
import type { Database } from '../../engine/database.ts';
import { findRules, requireType } from '../bucket-rules.ts';
import { callerOf } from '../caller.ts';
import type { AnnouncedUpload, ObjectWriter } from '../object-writer.ts';
import { fromDatabase, invalidRequest, StorageError, tooLarge } from '../storage-error.ts';
import { readUserMetadata } from '../upload-request.ts';
import { validKey } from '../valid-key.ts';
import { isPlaced, type UnfinishedUploads } from './unfinished-uploads.ts';

/** What resumable uploads are served with. */
export interface ResumableRoutesOptions {
  readonly database: Database;
  readonly writer: ObjectWriter;
  readonly keys: Keys;
  /** The project's largest file, in bytes. */
  readonly largestFile: number;
  readonly uploads: UnfinishedUploads;
}

const PATH = '/storage/v1/upload/resumable';

/** A request that still holds an upload, as of a client that has lost its network, gives way to the next one after this. */
const GIVE_WAY_MS = 500;

/**
 * Resumable uploads by the tus protocol, with the server that hosted Storage uses and in its words: a bucket, a key and
 * what is said of the file come in `Upload-Metadata`. The caller's rights are asked at the start, with every part, and
 * when the whole file goes to its place, which happens in one step with its row. An upload is only there for who began it.
 */
export function resumableRoutes(options: ResumableRoutesOptions): Hono {
  const { database, writer, keys, largestFile, uploads } = options;
  const locker = new MemoryLocker();
  const app = new Hono();
  app.onError((error) => {
    const told = toldOf(error);
    if (!told) throw error;
    // Who the caller is, hosted Storage asks before the protocol's own server, and answers as everywhere else.
    return told.code === 'InvalidJWT' ? told.answer() : answer(told.status, told.message);
  });

  app.post(PATH, async (context) => {
    const claims = callerOf(context, keys);
    const size = context.req.header('upload-length') ?? '';
    if (!/^\d+$/.test(size)) throw invalidRequest('Upload-Length is the size of the file in bytes');
    const announced = announcedOf(context, claims, {
      metadata: readMetadata(context.req.header('upload-metadata')),
      size: Number(size),
    });
    const rules = await findRules(database, announced.bucket, largestFile);
    requireType(announced.mimetype, rules.allowedTypes);
    if (Number(size) > rules.limit) throw tooLarge();
    await writer.rehearse(claims, announced);
    return serverFor(context, claims).handleWeb(context.req.raw);
  });

  app.all(`${PATH}/:id`, async (context) => {
    const claims = callerOf(context, keys);
    const { method } = context.req;
    const id = context.req.param('id');
    const upload = id.startsWith(`${ownerOf(claims)}.`) ? await uploads.find(id) : undefined;
    if (!upload || !['HEAD', 'PATCH', 'DELETE'].includes(method)) {
      return answer(404, ERRORS.FILE_NOT_FOUND.body);
    }
    // Of a client that missed the answer to its last part.
    if (method === 'PATCH' && isPlaced(upload)) return answer(409, ERRORS.INVALID_OFFSET.body);
    // Its owner may ask how far it is, and take it back, whatever became of his rights.
    if (method === 'PATCH') await writer.rehearse(claims, announcedOf(context, claims, upload));
    return serverFor(context, claims).handleWeb(context.req.raw);
  });

  return app;

  /** One for each request, so that its hooks know whose it is. */
  function serverFor(context: Context, claims: Claims): Server {
    return new Server({
      path: PATH,
      datastore: uploads.store,
      locker,
      lockDrainTimeout: GIVE_WAY_MS,
      respectForwardedHeaders: true,
      disableTerminationForFinishedUploads: true,
      namingFunction: () => `${ownerOf(claims)}.${randomUUID()}`,
      onUploadFinish: async (_request, upload) => {
        await place(claims, announcedOf(context, claims, upload), upload);
        return {};
      },
      onResponseError: (_request, error) => {
        if ('status_code' in error) return undefined;
        const told = toldOf(error);
        if (!told) throw error;
        return { status_code: told.status, body: told.message };
      },
    });
  }

  async function place(claims: Claims, announced: AnnouncedUpload, upload: Upload): Promise<void> {
    try {
      const { limit } = await findRules(database, announced.bucket, largestFile);
      const body = uploads.read(upload.id);
      await writer.upload(claims, { ...announced, body, limit, cacheControl: cacheControlOf(upload) });
    } catch (error) {
      // It is whole, so that no client would send anything more of it: it has to begin anew.
      await uploads.remove(upload.id);
      throw error;
    }
    await uploads.notePlaced(upload);
  }
}

/** Who may go on with an upload; its id begins with this. */
function ownerOf({ sub, role }: Claims): string {
  return sub ?? role;
}

function toldOf(error: unknown): StorageError | null {
  return error instanceof StorageError ? error : fromDatabase(error);
}

function readMetadata(header: string | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(header);
  } catch {
    throw invalidRequest('Invalid Upload-Metadata header');
  }
}

function announcedOf(
  context: Context,
  { sub }: Claims,
  { metadata, size }: Pick<Upload, 'metadata' | 'size'>,
): AnnouncedUpload {
  return {
    bucket: metadata?.bucketName ?? '',
    key: validKey(metadata?.objectName ?? ''),
    mimetype: metadata?.contentType ?? 'application/octet-stream',
    contentLength: size ?? null,
    userMetadata: readUserMetadata(metadata?.metadata ?? null),
    upsert: context.req.header('x-upsert') === 'true',
    owner: sub ?? null,
  };
}

function cacheControlOf({ metadata }: Upload): string {
  const seconds = metadata?.cacheControl ?? '';
  return /^-?\d+$/.test(seconds) ? `max-age=${seconds}` : 'no-cache';
}

function answer(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' } });
}
