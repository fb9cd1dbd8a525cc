import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** One bundler config for every package: its entries are read from the `nexus-source` conditions of its own `exports`. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, { 'nexus-source'?: string } | string>;
};
const entry: string[] = Object.values(manifest.exports).flatMap((target) => {
  const source = typeof target === 'string' ? undefined : target['nexus-source'];
  return source === undefined ? [] : [source.replace('./', '')];
});

const config: ReturnType<typeof defineConfig> = defineConfig({
  entry,
  format: ['esm'],
  // Types of a package that is not published go into ours.
  // Types of a package that is not published go into ours.
  dts: {
    compilerOptions: {
      paths: { '@nexus-mfg/edge-functions/contract': ['../edge-functions/src/contract/index.ts'] },
    },
  },
  sourcemap: true,
  clean: true,
  splitting: true,
  target: 'es2022',
  outDir: 'dist',
});
export default config;
