import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** How a page of these examples is bundled: what its framework needs besides is a plugin. */
export function pageBuild(folder: string, entry: string, plugins: Plugin[] = []): BuildOptions {
  return {
    absWorkingDir: folder,
    entryPoints: { main: join(folder, entry) },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    // In this repository the packages are taken from their sources. Outside of it, leave this out.
    conditions: ['nexus-source', 'browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins,
    logLevel: 'warning',
  };
}
