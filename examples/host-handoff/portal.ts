import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { requestEmbedSession } from '@nexus-mfg/sdk/server';
import { signIn, signOut, userOf } from './sign-ins.ts';

/** What this portal needs of Nexus. The embed secret never leaves this server. */
export interface PortalOptions {
  url: string;
  publishableKey: string;
  embedSecret: string;
  /** Bundled script and style of the page, by path. */
  files: ReadonlyMap<string, string | Uint8Array>;
}

/** The portal: its own login, one page, and the session of Nexus for whoever is signed in here. */
export function createPortal({ url, publishableKey, embedSecret, files }: PortalOptions): Server {
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
    'POST /login': async (request, response) => {
      const form = new URLSearchParams(await textOf(request));
      const cookie = signIn(form.get('email') ?? '', form.get('password') ?? '');
      if (cookie === null) return response.writeHead(303, { location: '/?wrong' }).end();
      return response.writeHead(303, { location: '/', 'set-cookie': cookie }).end();
    },
    'POST /logout': (request, response) =>
      response.writeHead(303, { location: '/', 'set-cookie': signOut(request) }).end(),
    'GET /config.json': (_request, response) => json(response, 200, { url, publishableKey }),
    // The hand-off: these lines are all that a host has to write.
    'GET /nexus-session': async (request, response) => {
      const user = userOf(request);
      if (user === null) return json(response, 200, null);
      const { id, email, role, name: fullName } = user;
      return json(
        response,
        200,
        await requestEmbedSession({ url, embedSecret, user: { id, email, role, fullName } }),
      );
    },
    'GET /who': (request, response) => json(response, 200, userOf(request)),
  };
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://portal');
    const route = routes[`${request.method} ${pathname}`];
    try {
      if (route) await route(request, response);
      else send(response, files.get(pathname === '/' ? '/index.html' : pathname), pathname);
    } catch (error) {
      console.error(error);
      json(response, 502, { message: 'Nexus could not be reached.' });
    }
  });
}

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

function send(response: ServerResponse, body: string | Uint8Array | undefined, path: string): void {
  const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/html; charset=utf-8';
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) throw new Error('The form is too long.');
  }
  return text;
}
