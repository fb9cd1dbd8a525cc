import { join, resolve } from 'node:path';
import { defineConfig, type Options } from 'tsup';
import shared from '../../tsup.config.ts';
import { buildCdn } from './build/cdn.ts';
import { minifyStyles } from './build/minify-styles.ts';

const config: ReturnType<typeof defineConfig> = defineConfig(({ outDir = 'dist' }) => ({
  ...(shared as Options),
  esbuildPlugins: [minifyStyles()],
  onSuccess: async () => {
    await buildCdn(process.cwd(), join(resolve(outDir), 'cdn'));
  },
}));
export default config;
