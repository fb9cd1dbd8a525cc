import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { build, stop } from 'esbuild';

/** One file as it is served. */
export interface Asset {
  readonly content: Buffer;
  readonly type: string;
  /** Value of `cache-control`. */
  readonly cache: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A name with a hash never means anything else. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_ALWAYS = 'no-cache';

/**
 * Bundles `main.ts` of a folder, with the workspace's packages from source, and takes the files beside it as they are.
 *
 * @returns the files by their path on the server
 */
export async function bundlePortal(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>();
  const result = await build({
    entryPoints: [join(folder, 'main.ts')],
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['nexus-source', 'browser'],
    minify: true,
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  });
  // Its service is a process of 90 MB that would wait for the next build.
  await stop();
  for (const { path, contents } of result.outputFiles) {
    assets.set(`/assets/${basename(path)}`, asset(path, Buffer.from(contents), FOR_EVER));
  }
  const entry = [...assets.keys()].find((path) => /\/main-[^/]+\.js$/.test(path)) ?? '';
  for (const name of await readdir(folder)) {
    if (!(extname(name) in TYPES)) continue;
    const content = await readFile(join(folder, name));
    const page = name.endsWith('.html')
      ? Buffer.from(content.toString().replace('./main.ts', entry))
      : content;
    assets.set(`/${name}`, asset(name, page, ASK_ALWAYS));
  }
  return assets;
}

function asset(path: string, content: Buffer, cache: string): Asset {
  return { content, cache, type: TYPES[extname(path)] ?? 'application/octet-stream' };
}
