import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['nexus-source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  write: false,
  metafile: true,
};

/** A page's script as a bundler makes it: one file, and one for each part that waits for a call. */
export interface SplitPage {
  /** Content by file name. */
  files: ReadonlyMap<string, Uint8Array>;
  /** The source that each file begins with; files that are only shared begin with none. */
  entryOf: ReadonlyMap<string, string>;
}

export async function splitPage(source: string, folder: string): Promise<SplitPage> {
  const { outputFiles = [], metafile } = await build({
    ...COMMON,
    stdin: { contents: source, resolveDir: folder, loader: 'ts', sourcefile: 'page.ts' },
    splitting: true,
    outdir: '/page',
    chunkNames: '[name]-[hash]',
    entryNames: 'page',
  });
  const name = (path: string): string => path.split('/').at(-1) ?? '';
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [name(path), contents])),
    entryOf: new Map(
      Object.entries(metafile?.outputs ?? {}).flatMap(([path, { entryPoint }]) =>
        entryPoint ? [[name(path), resolve(entryPoint)] as const] : [],
      ),
    ),
  };
}

/**
 * Gzipped size in bytes of all that a page loads, as one file: the parts that it loaded are taken in, the others left
 * out. This is how the sizes of other libraries are told.
 */
export async function weighPage(
  source: string,
  folder: string,
  loaded: ReadonlySet<string>,
): Promise<number> {
  const takeLoaded: Plugin = {
    name: 'take-loaded',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, async ({ path, kind, pluginData, ...rest }) => {
        if (kind !== 'dynamic-import' || pluginData === takeLoaded) return undefined;
        const found = await bundler.resolve(path, { kind, ...rest, pluginData: takeLoaded });
        return loaded.has(found.path) ? found : { path, external: true };
      });
    },
  };
  const { outputFiles = [] } = await build({
    ...COMMON,
    stdin: { contents: source, resolveDir: folder, loader: 'ts', sourcefile: 'page.ts' },
    plugins: [takeLoaded],
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
