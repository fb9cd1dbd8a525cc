import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { minifyStyles } from './minify-styles.ts';

/**
 * Builds the files for pages that have no bundler: `nexus.js`, which loads what a page shows, and `simulated.js`, with
 * their common pieces beside them; and `nexus-all.js` in one piece.
 *
 * @param folder - Of this package. Whoever bundles this file moves it, so that it cannot tell by itself.
 */
export async function buildCdn(folder: string, outdir: string): Promise<readonly Metafile[]> {
  const src = join(folder, 'src/cdn');
  const options = {
    absWorkingDir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    sourcemap: true,
    legalComments: 'linked',
    outdir,
    chunkNames: 'parts/[name]-[hash]',
    conditions: ['nexus-source', 'browser'],
    // Browsers have no `process`, which the query cache asks.
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [minifyStyles()],
    logLevel: 'warning',
  } satisfies BuildOptions;
  const pieces = await build({
    ...options,
    splitting: true,
    entryPoints: [join(src, 'nexus.ts'), join(src, 'simulated.ts')],
  });
  const whole = await build({ ...options, entryPoints: [join(src, 'nexus-all.ts')] });
  return [pieces.metafile, whole.metafile];
}
