import type { Plugin } from 'esbuild';

export function angularPlugin(folder: string): Plugin;
