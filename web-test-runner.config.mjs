// What needs a browser, in a real Chromium: elements, and the stores that only browsers have.
import { mkdirSync, writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { chromiumLaunch } from './scripts/lib/chromium.ts';

// Without a language the bundled Chromium reports `en-US@posix`, which is no language tag.
process.env.LANG = 'en_US.UTF-8';
process.env.LANGUAGE = 'en_US';

const { executablePath, args, isShell } = await chromiumLaunch();

/** Counts tests of all sessions; a file that does not even load counts as one failure. */
function countingReporter() {
  const count = (suite, tally) => {
    for (const test of suite.tests) tally[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
    for (const inner of suite.suites) count(inner, tally);
  };
  return {
    onTestRunFinished({ sessions }) {
      const tally = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        if (session.testResults) count(session.testResults, tally);
        if (!session.testResults || session.errors.length > 0) tally.failed += 1;
      }
      mkdirSync('.tmp', { recursive: true });
      writeFileSync('.tmp/wtr.json', JSON.stringify(tally));
    },
  };
}

/** `emulate-features` { name: value }: media features of the page, also those that the stock command leaves out. */
function mediaFeaturesPlugin() {
  const clients = new Map();
  return {
    name: 'emulate-features',
    async executeCommand({ command, payload, session }) {
      if (command !== 'emulate-features') return undefined;
      // What a client emulates ends with the client; one that stayed would reach into the next test file.
      await clients.get(session.id)?.detach();
      clients.delete(session.id);
      const features = Object.entries(payload).map(([name, value]) => ({ name, value }));
      if (features.length === 0) return true;
      const client = await session.browser.getPage(session.id).createCDPSession();
      clients.set(session.id, client);
      await client.send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}

export default {
  rootDir: import.meta.dirname,
  files: ['packages/widgets/test/**/*.test.ts', 'packages/sdk/test/browser/**/*.test.ts'],
  nodeResolve: { exportConditions: ['nexus-source', 'browser', 'development'] },
  plugins: [
    mediaFeaturesPlugin(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: new URL('./tsconfig.base.json', import.meta.url).pathname,
    }),
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countingReporter()],
  browsers: [
    chromeLauncher({
      puppeteer,
      launchOptions: { executablePath, args, headless: isShell ? 'shell' : true },
    }),
  ],
  // Unbundled pages have no `process`, which some libraries ask for the environment; bundlers put it in.
  testRunnerHtml: (framework) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Element tests</title></head>
  <body>
    <script>globalThis.process = { env: { NODE_ENV: 'production' } };</script>
    <script type="module" src="${framework}"></script>
  </body>
</html>`,
  testFramework: { config: { timeout: 10_000 } },
  // Of a whole file; some have hundreds of scenes, and the machine may be busy.
  testsFinishTimeout: 300_000,
  coverageConfig: { include: ['packages/*/src/**'], reporters: ['lcovonly', 'text-summary'] },
};
