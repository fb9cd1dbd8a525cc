import { createServer, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { close, listen } from '../http/listen.ts';
import { isLocalHost } from '../http/local-host.ts';
import { requestUrl } from '../http/request-url.ts';
import { type Asset, bundlePortal } from './bundle.ts';

/** What the page needs to know to start; served as `/nexus-config.json`. */
interface PortalConfig {
  readonly url: string;
  readonly publishableKey: string;
  readonly accounts: readonly object[];
}

/** The running demo portal. */
export interface Portal {
  readonly url: string;
  /** Told when the API runs; until then the page's configuration answers 503. */
  configure(config: PortalConfig): void;
  /** Resolves when the page is built. Rejects when it cannot be. */
  readonly built: Promise<unknown>;
  stop(): Promise<void>;
}

const PORTAL_DIR = fileURLToPath(new URL('../../../../examples/portal', import.meta.url));

/**
 * Serves `examples/portal` on a port of its own, bundled from source in memory.
 *
 * @throws PortInUseError
 */
export async function startPortal(port: number): Promise<Portal> {
  let config: PortalConfig | undefined;
  const built = bundlePortal(PORTAL_DIR);
  // Told to whoever waits for `built`; a request that comes earlier fails by itself.
  built.catch(() => undefined);

  const respond = async (request: IncomingMessage): Promise<Asset & { status: number }> => {
    // A page on a foreign name that resolves to this machine would otherwise read the key from the configuration.
    if (!isLocalHost(request.headers.host)) return plain(403, 'The portal is for this machine only');
    const path = requestUrl(request)?.pathname;
    if (path === undefined) return plain(400, 'Bad request');
    if (path === '/nexus-config.json') {
      const content = Buffer.from(JSON.stringify(config ?? { message: 'The API is starting' }));
      return { status: config ? 200 : 503, content, type: 'application/json', cache: 'no-store' };
    }
    const asset = (await built).get(path === '/' ? '/index.html' : path);
    if (asset) return { status: 200, ...asset };
    return plain(404, 'Not found');
  };

  const server = createServer((request, response) => {
    respond(request)
      .then(({ status, content, type, cache }) => {
        response.writeHead(status, {
          'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
          'content-length': content.length,
          'cache-control': cache,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
        });
        response.end(request.method === 'HEAD' ? undefined : content);
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const listening = await listen(server, port, '--port');
  return {
    url: `http://127.0.0.1:${listening}`,
    built,
    configure: (given) => {
      config = given;
    },
    stop: () => close(server),
  };
}

function plain(status: number, text: string): Asset & { status: number } {
  return { status, content: Buffer.from(text), type: 'text/plain', cache: 'no-store' };
}
