// What a page loads before anything is called: imports that wait for a call (`import()`) are left out, and the rest is
// bundled into one file. `npm run size` fails when a limit is passed.

/** Leaves out what is loaded later. */
const loadsLater = {
  name: 'loads-later',
  resolveDynamicImport: (specifier) => ({ id: String(specifier), external: true }),
};

const initial = (check) => ({
  gzip: true,
  modifyRolldownConfig: (config) => ({
    ...config,
    plugins: [loadsLater],
    // The sources: what is measured needs no build before it, and is never an old one.
    resolve: { ...config.resolve, conditionNames: ['nexus-source', 'browser', 'import', 'default'] },
  }),
  ...check,
});

const SDK = 'packages/sdk/src/index.ts';

/** What a page that shows machines imports. Its bundler leaves out what nobody asked for, such as `nexusQueries`. */
const SDK_USE = '{ createNexus, isNexusError }';

export default [
  initial({
    name: 'sdk, own code that every page loads',
    path: SDK,
    import: SDK_USE,
    ignore: ['@supabase/postgrest-js', '@tanstack/query-core', 'idb-keyval'],
    limit: '16 kB',
  }),
  initial({
    name: 'sdk, what every page loads, with dependencies',
    path: SDK,
    import: SDK_USE,
    limit: '32 kB',
  }),
  initial({
    name: 'own sign-in: what it loads on top',
    path: 'packages/sdk/src/data/supabase/auth-library.ts',
    limit: '25 kB',
  }),
  initial({
    name: 'a page: provider, grid, gauge, chart, sdk, all dependencies that load with it',
    path: [
      'packages/widgets/src/define/provider.ts',
      'packages/widgets/src/define/machine-grid.ts',
      'packages/widgets/src/define/health-gauge.ts',
      'packages/widgets/src/define/telemetry-chart.ts',
      SDK,
    ],
    limit: '95 kB',
  }),
];
