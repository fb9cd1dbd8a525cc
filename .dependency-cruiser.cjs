// Who may import whom. Arrows: edge-functions/contract → sdk → widgets → examples, edge-functions → local, sdk → local.
// Every foreign library has one door; behind it the rest of the code does not know it.
const door = (library, opening) => ({
  name: `one-door-${library.replace(/[^a-z]+/g, '-')}`,
  comment: `${library} is imported only from ${opening}`,
  severity: 'error',
  from: { pathNot: [opening, '/test/', '^bench/'] },
  to: { path: `node_modules/${library}(/|$)` },
});

/** What the SDK publishes; see `exports` in its package.json. */
const SDK_ENTRIES = '^packages/sdk/src/(index|simulated|node|server|branding/index|series/index)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      // What a plain page imports is there only for its server.
      from: { path: '^(packages|examples)', pathNot: '^examples/html/main\\.js$' },
      to: { couldNotResolve: true, pathNot: ['^(npm|jsr|https):'] },
    },
    {
      name: 'sdk-knows-only-contract',
      severity: 'error',
      from: { path: '^packages/sdk/src' },
      to: { path: '^packages/(widgets|local)|^packages/edge-functions/src/(?!contract)' },
    },
    {
      name: 'widgets-know-only-sdk',
      severity: 'error',
      from: { path: '^packages/widgets/src' },
      to: { path: '^packages/(local|edge-functions)' },
    },
    {
      name: 'widgets-know-the-sdk-by-its-entries',
      severity: 'error',
      from: { path: '^packages/widgets/src' },
      to: { path: '^packages/sdk/src/', pathNot: SDK_ENTRIES },
    },
    {
      name: 'drawing-elements-do-not-know-the-sdk',
      comment: 'Types are fine; nothing of the SDK runs in an element that only draws.',
      severity: 'error',
      from: { path: '^packages/widgets/src/(drawing|chart)/' },
      to: { path: '^packages/sdk', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'functions-know-nobody',
      severity: 'error',
      from: { path: '^packages/edge-functions/src' },
      to: { path: '^packages/(sdk|widgets|local)' },
    },
    {
      name: 'local-does-not-know-widgets',
      severity: 'error',
      from: { path: '^packages/local/src' },
      to: { path: '^packages/widgets' },
    },
    {
      name: 'gateway-knows-the-sdk-by-its-entries',
      comment: 'The simulator and the replay record as any gateway would: through the published entry.',
      severity: 'error',
      from: { path: '^packages/local/src' },
      to: { path: '^packages/sdk/src/', pathNot: SDK_ENTRIES },
    },
    {
      name: 'examples-use-published-entries',
      severity: 'error',
      from: { path: '^examples/', pathNot: '/test/' },
      to: {
        path: '^packages/(local|edge-functions)|^packages/sdk/src/(?!index\\.ts|simulated\\.ts|node\\.ts|server\\.ts|branding/index\\.ts|series/index\\.ts)|^packages/widgets/src/(?!index\\.ts|define/|react/index\\.ts)',
      },
    },
    {
      name: 'sources-do-not-import-tests',
      severity: 'error',
      from: { pathNot: '/test/|^bench/' },
      to: { path: '/test/' },
    },
    // Tests speak to the stack as a foreign client does, and functions have no page to keep light; the SDK takes the parts
    // (docs/decisions/0033).
    door('@supabase/supabase-js', '^packages/(local/test/|edge-functions/src/internal/supabase)'),
    door('@supabase/auth-js', '^packages/sdk/src/data/supabase/auth-library'),
    door('tus-js-client', '^packages/sdk/src/data/supabase/files/upload/'),
    door('@tus/server', '^packages/local/src/storage/resumable/'),
    door('@tus/file-store', '^packages/local/src/storage/resumable/'),
    door('@tanstack/query-core', '^packages/sdk/src/(cache/|nexus\\.ts|create-nexus\\.ts)'),
    door('idb-keyval', '^packages/sdk/src/(buffer/indexed-db-|cache/idb-)'),
    door('@texel/color', '^packages/sdk/src/branding/'),
    door('uplot', '^packages/widgets/src/.*uplot-adapter'),
    door('@supabase/lite', '^packages/local/src/(engine|api)/'),
    door('@google/genai', '^packages/edge-functions/src/ai/gemini'),
    door('@hpke/core', '^packages/(edge-functions|sdk)/src/.*hpke'),
    door('csv-parse', '^packages/local/src/gateway/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['nexus-source', 'import', 'types', 'default'],
    },
  },
};
