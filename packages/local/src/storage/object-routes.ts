import { type Context, Hono } from 'hono';
import { type Claims, readSigned, TokenError } from '../auth/access-token.ts';
import type { Keys } from '../auth/keys.ts';
import type { Database } from '../engine/database.ts';
import { findRules } from './bucket-rules.ts';
import { callerOf } from './caller.ts';
import type { ObjectName } from './object-rows.ts';
import type { ObjectWriter } from './object-writer.ts';
import { bucketNotFound, fromDatabase, invalidRequest, notFound, StorageError } from './storage-error.ts';
import { readUpload } from './upload-request.ts';
import { validKey } from './valid-key.ts';

/** What the writing half of Storage is served with. */
export interface ObjectRoutesOptions {
  readonly database: Database;
  readonly writer: ObjectWriter;
  readonly keys: Keys;
  /** The project's largest file, in bytes. */
  readonly largestFile: number;
}

const SERVICE: Claims = { role: 'service_role' };

/** First parts of a path below `/object/` that are verbs and no buckets. */
const VERBS = ['list', 'sign', 'upload', 'info', 'public', 'authenticated', 'copy', 'move'];

/**
 * Whatever changes stored objects, as hosted Storage answers it: upload, overwrite, signed upload, copy, move, remove, empty.
 * @supabase/lite serves the reading half. Its writing half keeps neither user metadata nor row and file together.
 */
export function objectRoutes({ database, writer, keys, largestFile }: ObjectRoutesOptions): Hono {
  const app = new Hono();
  app.onError((error) => {
    const told = error instanceof StorageError ? error : fromDatabase(error);
    if (told) return told.answer();
    throw error;
  });

  app.post('/storage/v1/object/move', async (context) => {
    const { source, destination } = await readTransfer(context);
    await writer.move(callerOf(context, keys), source, destination);
    return context.json({ message: 'Successfully moved' });
  });

  app.post('/storage/v1/object/copy', async (context) => {
    const { source, destination } = await readTransfer(context);
    const upsert = context.req.header('x-upsert') === 'true';
    const { id } = await writer.copy(callerOf(context, keys), source, destination, upsert);
    return context.json({ Id: id, Key: `${destination.bucket}/${destination.key}` });
  });

  app.put('/storage/v1/object/upload/sign/:bucket/:key{.+}', async (context) => {
    const name = nameOf(context, '/storage/v1/object/upload/sign/');
    const { owner, upsert } = readUploadToken(context.req.query('token') ?? '', name, keys.jwtSecret);
    // Whoever signed was asked then; the token stands for the answer.
    await upload(context.req.raw, name, SERVICE, { owner, upsert });
    return context.json({ Key: `${name.bucket}/${name.key}` });
  });

  app.on(['POST', 'PUT'], '/storage/v1/object/:bucket/:key{.+}', async (context, next) => {
    if (VERBS.includes(context.req.param('bucket'))) return next();
    const name = nameOf(context, '/storage/v1/object/');
    const claims = callerOf(context, keys);
    const upsert = context.req.method === 'PUT' || context.req.header('x-upsert') === 'true';
    const { id } = await upload(context.req.raw, name, claims, { owner: claims.sub ?? null, upsert });
    return context.json({ Id: id, Key: `${name.bucket}/${name.key}` });
  });

  app.delete('/storage/v1/object/:bucket{[^/]+}', async (context) => {
    const { prefixes } = await readJson(context);
    if (!Array.isArray(prefixes) || prefixes.length === 0 || prefixes.length > 1000) {
      throw invalidRequest('prefixes is a list of 1 to 1000 paths');
    }
    return context.json(
      await writer.remove(callerOf(context, keys), context.req.param('bucket'), prefixes.map(String)),
    );
  });

  app.delete(`/storage/v1/object/:bucket{[^/]+}/:key{.+}`, async (context) => {
    const { bucket, key } = nameOf(context, '/storage/v1/object/');
    const removed = await writer.remove(callerOf(context, keys), bucket, [key]);
    // Hosted Storage tells "not yours" from "not there"; that would tell strangers what is there.
    if (removed.length === 0) throw notFound();
    return context.json({ message: 'Successfully deleted' });
  });

  app.post('/storage/v1/bucket/:bucket/empty', async (context) => {
    const claims = callerOf(context, keys);
    if (claims.role !== 'service_role') throw bucketNotFound();
    const bucket = context.req.param('bucket');
    await findRules(database, bucket, largestFile);
    await writer.remove(claims, bucket, null);
    return context.json({ message: 'Empty bucket has been queued. Completion may take up to an hour.' });
  });

  return app;

  async function upload(
    request: Request,
    name: ObjectName,
    claims: Claims,
    given: { owner: string | null; upsert: boolean },
  ): Promise<{ id: string }> {
    const rules = await findRules(database, name.bucket, largestFile);
    const file = await readUpload(request, rules);
    return writer.upload(claims, { ...name, ...file, ...given, limit: rules.limit });
  }
}

async function readTransfer(context: Context): Promise<{ source: ObjectName; destination: ObjectName }> {
  const { bucketId, sourceKey, destinationBucket, destinationKey } = await readJson(context);
  if (typeof bucketId !== 'string' || typeof sourceKey !== 'string' || typeof destinationKey !== 'string') {
    throw invalidRequest('bucketId, sourceKey and destinationKey are texts');
  }
  const bucket = typeof destinationBucket === 'string' ? destinationBucket : bucketId;
  return {
    source: { bucket: bucketId, key: sourceKey },
    destination: { bucket, key: validKey(destinationKey) },
  };
}

async function readJson(context: Context): Promise<Record<string, unknown>> {
  const value: unknown = await context.req.json().catch(() => null);
  if (typeof value !== 'object' || value === null) throw invalidRequest('The body is a JSON object');
  return value as Record<string, unknown>;
}

/** Bucket and key of a path, decoded as the reading half decodes them. */
function nameOf(context: Context, start: string): ObjectName {
  const [bucket = '', ...rest] = context.req.path.slice(start.length).split('/');
  return { bucket, key: validKey(rest.join('/')) };
}

function readUploadToken(
  token: string,
  name: ObjectName,
  secret: string,
): { owner: string | null; upsert: boolean } {
  try {
    const { intent, bucket, sub, owner, upsert } = readSigned(token, secret);
    if (intent === 'upload' && bucket === name.bucket && sub === name.key) {
      return { owner: typeof owner === 'string' ? owner : null, upsert: upsert === true };
    }
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
  }
  throw new StorageError(400, 'InvalidUploadSignature', 'Invalid signature', 'InvalidSignature');
}
