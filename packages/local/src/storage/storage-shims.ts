import { Hono } from 'hono';
import type { Forward } from '../http/forward.ts';

/**
 * Where reading and signing of @supabase/lite 0.10's Storage differ from what supabase-js speaks:
 * - a signed URL is read from `signedURL`, without the `/storage/v1` in front; it answers `signedUrl`, with it;
 * - a signed upload is read from `url`;
 * - what a file is, and what its upload said, is told in names of the API; it gives the row of the table;
 * - signing many URLs at once is shadowed by the route for one.
 */
export function storageShims(forward: Forward): Hono {
  const app = new Hono();

  app.get('/storage/v1/object/info/:bucket/*', async (context) => {
    const response = await forward(context.req.raw);
    // supabase-js tells by the code whether something exists.
    if (!response.ok) return tellCode(response);
    const { metadata, user_metadata, ...row } = (await response.json()) as StoredObject;
    return context.json({
      id: row.id,
      name: row.name,
      version: row.version,
      bucket_id: row.bucket_id,
      size: metadata?.size ?? null,
      content_type: metadata?.mimetype ?? null,
      cache_control: metadata?.cacheControl ?? null,
      etag: metadata?.eTag ?? null,
      metadata: user_metadata,
      last_modified: row.updated_at,
      created_at: row.created_at,
    });
  });

  // A file that is replaced between the reading of its row and of its content is not found under the old row: read again.
  app.get('/storage/v1/object/*', async (context) => {
    const response = await forward(context.req.raw);
    return response.status === 500 ? forward(context.req.raw) : response;
  });

  app.post('/storage/v1/object/upload/sign/:bucket/*', async (context) => {
    const response = await forward(context.req.raw);
    const answer = (await response.json()) as { signedUrl?: string };
    if (answer.signedUrl === undefined) return Response.json(answer, { status: response.status });
    return context.json({ ...answer, url: answer.signedUrl.replace(/^\/storage\/v1/, '') });
  });

  app.post('/storage/v1/object/sign/:bucket', async (context) => {
    const wanted = (await context.req.json().catch(() => null)) as Record<string, unknown> | null;
    const paths = wanted?.paths;
    if (!Array.isArray(paths)) return badRequest('paths is a list of paths');
    const signed: { path: string; error: string | null; signedURL: string | null }[] = [];
    for (const path of paths.slice(0, 500).map(String)) {
      const response = await sign(context.req.raw, `${context.req.path}/${path}`, {
        expiresIn: wanted?.expiresIn ?? 0,
      });
      const body = (await response.json()) as { signedURL?: string; message?: string };
      const signedURL = body.signedURL ?? null;
      signed.push({
        path,
        error: signedURL === null ? (body.message ?? 'Object not found') : null,
        signedURL,
      });
    }
    return context.json(signed);
  });

  app.post('/storage/v1/object/sign/:bucket/*', async (context) => {
    const wanted: unknown = await context.req.json().catch(() => null);
    return wanted === null
      ? badRequest('The body is not JSON')
      : sign(context.req.raw, context.req.path, wanted);
  });

  async function sign(request: Request, path: string, body: unknown): Promise<Response> {
    const parts = path.split('/').map(encodeOnce);
    // A URL resolves these, and would so lead to another bucket, or out of Storage.
    if (parts.some((part) => part === '.' || part === '..')) return badRequest('Invalid key');
    const url = new URL(parts.join('/'), request.url);
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    const response = await forward(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
    const answer = (await response.json()) as { signedUrl?: string };
    if (answer.signedUrl === undefined) return Response.json(answer, { status: response.status });
    return Response.json({ ...answer, signedURL: answer.signedUrl.replace(/^\/storage\/v1/, '') });
  }

  return app;
}

async function tellCode(response: Response): Promise<Response> {
  const told = (await response.json()) as { error?: string };
  const code =
    told.error === 'not_found'
      ? 'NoSuchKey'
      : told.error === 'Bucket not found'
        ? 'NoSuchBucket'
        : told.error;
  return Response.json({ ...told, code }, { status: response.status });
}

interface StoredObject {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly bucket_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly user_metadata: Readonly<Record<string, unknown>> | null;
}

function badRequest(message: string): Response {
  return Response.json({ statusCode: '400', error: 'Bad Request', message }, { status: 400 });
}

/** Encodes one part of a path, whether or not it came encoded. */
function encodeOnce(part: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(part));
  } catch {
    return encodeURIComponent(part);
  }
}
