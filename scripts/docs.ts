/**
 * The documentation as a site: a page for each element with every state live on the simulated engine, the guides, the
 * decisions, and the reference of the SDK.
 *
 *     npm run docs                    build it and serve it on http://127.0.0.1:4400
 *     npm run docs -- --port 8080     on another port
 *     npm run docs -- --build FOLDER  only write it, for any web server
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './lib/site/build-site.ts';
import { serveFolder } from './lib/site/serve-folder.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4400' }, build: { type: 'string' } },
});
const folder = values.build ?? join(import.meta.dirname, '../.tmp/docs');
const began = performance.now();
const { elements, documents } = await buildSite(folder);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`${elements} elements and ${documents} documents written to ${folder} in ${seconds} s.`);
if (values.build === undefined) {
  const server = createServer(serveFolder(folder));
  server.on('error', (error) => {
    console.error(`The documentation cannot be served on port ${values.port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(Number(values.port), '127.0.0.1', () => {
    console.log(`Documentation: http://127.0.0.1:${values.port}/  (Ctrl+C ends it)`);
  });
}
