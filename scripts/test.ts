// `npm test`: everything, in order of speed. Ends with one line `N passed, N failed`.
// `npm test -- checks sdk` runs only the parts named.

import { runBrowserTests } from './lib/browser-tests.ts';
import { CHECKS, runCheck } from './lib/checks.ts';
import { runNodeTests, type Tally } from './lib/node-tests.ts';

const PARTS: Record<string, () => Promise<Tally> | Tally> = {
  checks: () => {
    const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
    for (const check of CHECKS) {
      const { passed, seconds, output } = runCheck(check);
      console.log(`${passed ? '✔' : '✖'} ${check.name} (${seconds.toFixed(1)} s)`);
      if (!passed) console.log(output);
      tally[passed ? 'passed' : 'failed'] += 1;
    }
    return tally;
  },
  sdk: () => runNodeTests(['packages/sdk/test/*.test.ts', 'packages/sdk/test/!(browser)/**/*.test.ts']),
  functions: () => runNodeTests(['packages/edge-functions/test/**/*.test.ts']),
  pglite: () => runNodeTests(['packages/local/test/**/*.test.ts'], { env: { NEXUS_TEST_ENGINE: 'pglite' } }),
  postgres: () =>
    runNodeTests(['packages/local/test/**/*.test.ts'], { env: { NEXUS_TEST_ENGINE: 'postgres' } }),
  widgets: async () => {
    const inBrowser = runBrowserTests();
    const inNode = await runNodeTests(['packages/widgets/test-node/*.test.ts'], { concurrency: 1 });
    return {
      passed: inBrowser.passed + inNode.passed,
      failed: inBrowser.failed + inNode.failed,
      skipped: inBrowser.skipped + inNode.skipped,
    };
  },
  e2e: () => runNodeTests(['examples/*/test/**/*.test.ts'], { concurrency: 1 }),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const began = performance.now();
  console.log(`\n── ${name} ──`);
  const tally = await part();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped in ${seconds} s`,
  );
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

console.log('');
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
