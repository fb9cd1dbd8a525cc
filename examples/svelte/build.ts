import type { BuildOptions } from 'esbuild';
import { pageBuild } from '../support/page-build.ts';
import { sveltePlugin } from './svelte-plugin.ts';

export const options: BuildOptions = pageBuild(import.meta.dirname, 'main.ts', [sveltePlugin()]);
