import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { type Plugin, rolldown } from 'rolldown';
import { withSmallStyles } from '../../../../packages/widgets/build/minify-styles.ts';

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
 * Gzipped size in bytes of all that a page loads, as one file, made by the bundler of Vite: the parts that it loaded are
 * taken in, the others left out. This is how the sizes of other libraries are told.
 */
export async function weighPage(
  source: string,
  folder: string,
  loaded: ReadonlySet<string>,
): Promise<number> {
  const page = join(folder, 'page.ts');
  const takeLoaded: Plugin = {
    name: 'take-loaded',
    resolveId: (id) => (id === page ? page : undefined),
    async load(id) {
      if (id === page) return { code: source, moduleType: 'ts' };
      if (!/[\\/]widgets[\\/]src[\\/].*\.ts$/.test(id)) return undefined;
      // As the published build does it.
      return { code: withSmallStyles(await readFile(id, 'utf8')), moduleType: 'ts' };
    },
    async resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string') return undefined;
      const found = await this.resolve(specifier, importer);
      return found !== null && loaded.has(found.id) ? found.id : { id: specifier, external: true };
    },
  };
  const bundle = await rolldown({
    input: page,
    resolve: { conditionNames: ['nexus-source', 'browser', 'import', 'default'] },
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, target: 'es2022' },
    plugins: [takeLoaded],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  return output.reduce(
    (sum, file) => sum + (file.type === 'chunk' ? gzipSync(file.code, { level: 9 }).length : 0),
    0,
  );
}
