// The packages as they are published, in the hands of somebody who installs them.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { build, type Plugin, stop } from 'esbuild';
import { Consumer } from './support/published.ts';

const ELEMENTS = readFileSync(new URL('../src/define/define-all.ts', import.meta.url), 'utf8');
const NAMES = [...ELEMENTS.matchAll(/from '\.\.\/([\w-]+)\/\1\.ts'/g)].map(([, name = '']) => name);

/** Only what a page loads before anything is called. */
const withoutLater: Plugin = {
  name: 'without-later',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

describe('the published packages', () => {
  let consumer: Consumer;
  before(() => {
    consumer = new Consumer(['sdk', 'widgets']);
  });
  after(async () => {
    consumer?.remove();
    await stop();
  });

  const bundle = async (contents: string): Promise<string> => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: consumer.folder },
      bundle: true,
      format: 'esm',
      write: false,
      plugins: [withoutLater],
      logLevel: 'error',
    });
    return outputFiles[0]?.text ?? '';
  };
  /** Last parts of the tags whose classes are in a bundle. */
  const elementsIn = (code: string): string[] =>
    [...code.matchAll(/static baseName = "([\w-]+)"/g)].map(([, name = '']) => name).sort();

  it('have every file that they promise, except types, which are built apart', () => {
    for (const name of ['sdk', 'widgets']) {
      const { exports, customElements, 'web-types': webTypes } = consumer.manifest(name);
      const targets = Object.values(exports).flatMap((target) =>
        typeof target === 'string' ? [target] : Object.values(target),
      );
      for (const target of [...targets, customElements, webTypes]) {
        if (target === undefined || /^\.\/dist\/.*\.d\.ts$/.test(target)) continue;
        assert.ok(globSync(target, { cwd: consumer.path(name) }).length > 0, `${name}: ${target}`);
      }
    }
  });

  it('lead the manifest of the elements to files that exist', () => {
    const { modules } = JSON.parse(
      readFileSync(consumer.path('widgets', 'custom-elements.json'), 'utf8'),
    ) as {
      modules: { path: string }[];
    };
    assert.ok(modules.length > NAMES.length);
    for (const { path } of modules) assert.ok(existsSync(consumer.path('widgets', path)), path);
  });

  it('bring one element alone to whoever asks for one class', async () => {
    const code = await bundle(
      "import { NexusHealthGauge } from '@nexus-mfg/widgets'; console.log(NexusHealthGauge);",
    );
    assert.deepEqual(elementsIn(code), ['health-gauge']);
  });

  it('leave nothing of an import that is not used', async () => {
    assert.deepEqual(elementsIn(await bundle("import '@nexus-mfg/widgets';")), []);
  });

  it('keep registrations in a bundle', async () => {
    const code = await bundle("import '@nexus-mfg/widgets/define/machine-grid.js';");
    assert.deepEqual(elementsIn(code), ['machine-grid']);
    assert.match(code, /define\(\[NexusMachineGrid\]\)/);
    const all = await bundle("import '@nexus-mfg/widgets/define-all.js';");
    assert.deepEqual(elementsIn(all), [...NAMES].sort());
    assert.match(all, /^defineAll\(\);$/m);
  });

  it('bring one wrapper of React alone, with its registration', async () => {
    const code = await bundle(
      "import { NexusHealthGauge } from '@nexus-mfg/widgets/react'; console.log(NexusHealthGauge);",
    );
    assert.deepEqual(elementsIn(code), ['health-gauge']);
    assert.match(code, /define\(\[element, \.\.\.parts\]\)/);
  });

  it('can be imported on a server', () => {
    const printed = consumer.run(`
      const { NexusMachineGrid } = await import('@nexus-mfg/widgets');
      await import('@nexus-mfg/widgets/define-all.js');
      const { createNexus } = await import('@nexus-mfg/sdk');
      console.log(typeof document, NexusMachineGrid.baseName, typeof createNexus);
    `);
    assert.equal(printed, 'undefined machine-grid function');
  });

  it('have small styles', () => {
    const code = globSync('dist/*.js', { cwd: consumer.path('widgets') })
      .map((path) => readFileSync(consumer.path('widgets', path), 'utf8'))
      .join('\n');
    const styles = [...code.matchAll(/css`([^`]*)`/g)].map(([, text = '']) => text);
    assert.ok(styles.length > 20);
    for (const text of styles) assert.doesNotMatch(text, /\/\*|\n/);
  });
});
