import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bundlePortal } from '../../../local/src/portal/bundle.ts';

/** What a careful host sends: nothing inline, nothing evaluated, no markup from strings. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const FRAME = '<!doctype html><iframe sandbox="allow-scripts" width="1000" height="800" src="/"></iframe>';

/** Serves the page with every element: `/strict` with a strict policy, `/` without one, `/frame` inside a sandbox. */
export async function serveHostPage(): Promise<{ origin: string; close: () => Promise<void> }> {
  const assets = await bundlePortal(fileURLToPath(new URL('host-page', import.meta.url)));
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    // A sandboxed frame has no origin of its own.
    response.setHeader('access-control-allow-origin', '*');
    if (pathname === '/strict') response.setHeader('content-security-policy', STRICT);
    const asset = pathname === '/frame' ? undefined : (assets.get(pathname) ?? assets.get('/index.html'));
    response.setHeader('content-type', asset?.type ?? 'text/html').end(asset?.content ?? FRAME);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, close };
}
