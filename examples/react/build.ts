import type { BuildOptions } from 'esbuild';
import { pageBuild } from '../support/page-build.ts';

export const options: BuildOptions = { ...pageBuild(import.meta.dirname, 'main.ts'), jsx: 'automatic' };
