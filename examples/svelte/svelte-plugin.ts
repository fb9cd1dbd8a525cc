import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';

/** Compiles components. A project of Svelte has its own build for this, and needs nothing more for the elements. */
export function sveltePlugin(): Plugin {
  return {
    name: 'svelte',
    setup(build) {
      build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
        const { js, warnings } = compile(await readFile(path, 'utf8'), {
          filename: path,
          generate: 'client',
        });
        return {
          contents: js.code,
          loader: 'js',
          warnings: warnings.map(({ message }) => ({ text: message })),
        };
      });
    },
  };
}
