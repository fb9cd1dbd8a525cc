import type { BuildOptions } from 'esbuild';
import { pageBuild } from '../support/page-build.ts';
import { vuePlugin } from './vue-plugin.ts';

const page = pageBuild(import.meta.dirname, 'main.ts', [vuePlugin()]);

export const options: BuildOptions = {
  ...page,
  define: {
    ...page.define,
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
};
