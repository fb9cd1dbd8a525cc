import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Forward } from './forward.ts';

/** The parts of the API, each serving what is below its own path. */
export interface ApiParts {
  /** REST, Auth and Storage, under the engine's lock. */
  readonly lite: Forward;
  readonly auth: Hono;
  /** What changes stored objects. */
  readonly objects: Hono;
  /** Uploads that go on where they were cut off. */
  readonly resumable: Hono;
  readonly storage: Hono;
  readonly realtime: Hono;
  readonly functions: Hono<{ Bindings: HttpBindings }>;
  readonly mailbox: Hono;
  /** Told of errors that no part handled; the caller gets a request id only. */
  readonly failed: (error: unknown, requestId: string) => void;
}

/** The largest request that is taken in, in bytes. Storage has its own, lower limit for files. */
const LARGEST_BODY = 60 * 1024 * 1024;

const REQUEST_ID = /^[\w-]{8,64}$/;
const EXPOSED = [
  'content-range, content-location, preference-applied, x-request-id, sb-error-code, retry-after',
  'location, tus-resumable, upload-offset, upload-length, upload-metadata, upload-expires',
].join(', ');
const METHODS = 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS';

/** Everything on the API port that is not a WebSocket. */
export function apiApp(parts: ApiParts): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    const id = context.res.headers.get('x-request-id') ?? randomUUID();
    parts.failed(error, id);
    return context.json({ message: 'Internal server error', request_id: id }, 500);
  });
  app.use(requestId);
  app.use('/rest/*', cors);
  app.use('/auth/*', cors);
  app.use('/storage/*', cors);
  app.use('/realtime/*', cors);
  app.use('/functions/*', cors);
  // Before any part reads: a body without an announced length could otherwise fill the memory. Functions stream theirs.
  for (const path of ['/rest/*', '/auth/*', '/storage/*', '/realtime/*']) app.use(path, limitedBody);

  app.route('/', parts.auth);
  app.route('/', parts.objects);
  app.route('/', parts.resumable);
  app.route('/', parts.storage);
  for (const path of ['/rest/v1/*', '/auth/v1/*', '/storage/v1/*']) {
    app.all(path, (context) => parts.lite(context.req.raw));
  }
  app.route('/realtime/v1', parts.realtime);
  app.route('/functions/v1', parts.functions);
  app.route('/mailbox', parts.mailbox);
  app.get('/', (context) => context.json({ name: 'Nexus embedded stack', mailbox: '/mailbox' }));
  app.notFound((context) => context.json({ message: `There is nothing at ${context.req.path}` }, 404));
  return app;
}

/** Takes the caller's id where it is well-formed, so that a request can be followed through every log. */
const requestId: MiddlewareHandler = async (context, next) => {
  const given = context.req.header('x-request-id') ?? '';
  const id = REQUEST_ID.test(given) ? given : randomUUID();
  context.header('x-request-id', id);
  await next();
  context.res.headers.set('x-request-id', id);
};

const limitedBody: MiddlewareHandler = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: (context) => context.json({ message: 'The request is too large' }, 413),
});

/** Any origin, without cookies: a key and a token are what let a caller in, not where the page came from. */
const cors: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'OPTIONS') {
    return context.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': context.req.header('access-control-request-headers') ?? '*',
      'access-control-max-age': '86400',
      vary: 'Access-Control-Request-Headers',
    });
  }
  await next();
  context.res.headers.set('access-control-allow-origin', '*');
  context.res.headers.set('access-control-expose-headers', EXPOSED);
};
