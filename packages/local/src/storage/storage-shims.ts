import { Hono } from 'hono';
import type { Forward } from '../http/forward.ts';

/**
 * Where @supabase/lite 0.10's Storage differs from what supabase-js speaks:
 * - a Blob or File comes as a form whose field has no name; it looks for one named `file`;
 * - a signed URL is read from `signedURL`, without the `/storage/v1` in front; it answers `signedUrl`, with it;
 * - signing many URLs at once is shadowed by the route for one.
 */
export function storageShims(forward: Forward): Hono {
  const app = new Hono();

  app.on(['POST', 'PUT'], '/storage/v1/object/*', async (context, next) => {
    const request = context.req.raw;
    if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return next();
    const form = await request.formData().catch(() => null);
    if (form === null) return badRequest('The form is malformed');
    const file = form.get('') ?? form.get('file');
    if (!(file instanceof Blob)) return next();
    const headers = new Headers(request.headers);
    headers.set('content-type', file.type || 'application/octet-stream');
    headers.set('content-length', String(file.size));
    const cacheControl = form.get('cacheControl');
    if (typeof cacheControl === 'string') headers.set('cache-control', `max-age=${cacheControl}`);
    return forward(
      new Request(request.url, { method: request.method, headers, body: await file.arrayBuffer() }),
    );
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
