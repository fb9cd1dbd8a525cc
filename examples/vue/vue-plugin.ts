import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { compileScript, parse } from 'vue/compiler-sfc';

/** Compiles `<script setup>` with its template. A project of Vue has its own build for this; what counts is `isCustomElement`. */
export function vuePlugin(): Plugin {
  return {
    name: 'vue',
    setup(build) {
      build.onLoad({ filter: /\.vue$/ }, async ({ path }) => {
        const { descriptor, errors } = parse(await readFile(path, 'utf8'), { filename: path });
        if (errors.length > 0) return { errors: errors.map(({ message }) => ({ text: message })) };
        const { content } = compileScript(descriptor, {
          id: path,
          inlineTemplate: true,
          templateOptions: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('nexus-') } },
        });
        return { contents: content, loader: 'ts' };
      });
    },
  };
}
