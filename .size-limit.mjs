// What a page loads before anything is called: imports that wait for a call (`import()`) are left out, and the rest is
// bundled into one file. `npm run size` fails when a limit is passed.

import { withSmallStyles } from './packages/widgets/build/minify-styles.ts';

/** Leaves out what is loaded later. */
const loadsLater = {
  name: 'loads-later',
  resolveDynamicImport: (specifier) => ({ id: String(specifier), external: true }),
};

/** As the published packages have it. */
const smallStyles = {
  name: 'small-styles',
  transform: (source, path) =>
    path.includes('/widgets/src/') && source.includes('css`') ? withSmallStyles(source) : undefined,
};

const initial = (check) => ({
  gzip: true,
  modifyRolldownConfig: (config) => ({
    ...config,
    plugins: [loadsLater, smallStyles],
    // The sources: what is measured needs no build before it, and is never an old one.
    resolve: { ...config.resolve, conditionNames: ['nexus-source', 'browser', 'import', 'default'] },
  }),
  ...check,
});

const SDK = 'packages/sdk/src/index.ts';

/** What a page that shows machines imports. Its bundler leaves out what nobody asked for, such as `nexusQueries`. */
const SDK_USE = '{ createNexus, isNexusError }';

/** Every drawing element stands on these, so that they are counted once for all of them. */
const LIT = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit/context'];

/** One element alone, as a page has it that draws by plain properties: without lit and without the SDK. */
const drawing = (element, limit) =>
  initial({
    name: `${element} alone, beyond lit`,
    path: `packages/widgets/src/define/${element}.ts`,
    ignore: LIT,
    limit,
  });

export default [
  initial({
    name: 'sdk, own code that every page loads',
    path: SDK,
    import: SDK_USE,
    ignore: ['@tanstack/query-core', 'idb-keyval'],
    limit: '14.9 kB',
  }),
  initial({
    name: 'sdk, what every page loads, with dependencies',
    path: SDK,
    import: SDK_USE,
    limit: '23.6 kB',
  }),
  initial({
    name: 'own sign-in: what it loads on top',
    path: 'packages/sdk/src/data/supabase/auth-library.ts',
    limit: '24.4 kB',
  }),
  drawing('health-gauge', '11.5 kB'),
  drawing('time-range', '9 kB'),
  initial({
    name: 'a page: provider, grid, gauge, chart, sdk, all dependencies that load with it',
    path: [
      'packages/widgets/src/define/provider.ts',
      'packages/widgets/src/define/machine-grid.ts',
      'packages/widgets/src/define/health-gauge.ts',
      'packages/widgets/src/define/telemetry-chart.ts',
      SDK,
    ],
    limit: '82 kB',
  }),
];
