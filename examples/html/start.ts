// Serves the page, with the files that a CDN would have under nexus/.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const PAGE = import.meta.dirname;
const CDN = join(PAGE, '../../packages/widgets/dist/cdn');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

if (!existsSync(join(CDN, 'nexus.js'))) {
  console.error('There is no build of the elements yet: npm run build -w packages/widgets');
  process.exit(1);
}

const server = createServer(async ({ url = '/' }, response) => {
  const asked = normalize(new URL(url, 'http://localhost').pathname);
  const path = asked === '/' ? '/index.html' : asked;
  const file = path.startsWith('/nexus/') ? join(CDN, path.slice('/nexus/'.length)) : join(PAGE, path);
  try {
    const content = await readFile(file);
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(4300, '127.0.0.1', () => console.log('http://127.0.0.1:4300/  (Ctrl+C ends it)'));
