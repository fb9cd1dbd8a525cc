import type { BuildOptions } from 'esbuild';
import { pageBuild } from '../support/page-build.ts';
import { angularPlugin } from './angular-plugin.mjs';

const page = pageBuild(import.meta.dirname, 'main.ts', [angularPlugin(import.meta.dirname)]);

export const options: BuildOptions = {
  ...page,
  define: { ...page.define, ngDevMode: 'false', ngJitMode: 'false', ngServerMode: 'false' },
};
