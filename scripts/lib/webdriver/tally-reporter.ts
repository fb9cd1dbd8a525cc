import type { Reporter, TestSession } from '@web/test-runner-core';

type Results = NonNullable<TestSession['testResults']>;

/** What the tests of one browser came to. */
interface Tally {
  passed: number;
  failed: number;
  /** Whole titles of the tests that were left out; the title says why. */
  skipped: string[];
}

function count(suite: Results, tally: Tally, above = ''): void {
  for (const test of suite.tests) {
    if (test.skipped) tally.skipped.push(`${above}${test.name}`);
    else if (test.passed) tally.passed += 1;
    else tally.failed += 1;
  }
  for (const inner of suite.suites) count(inner, tally, `${above}${inner.name} > `);
}

/** At the end, for each browser: how many passed and failed, and which tests were left out. */
export function tallyReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }): void {
      const tallies = new Map<string, Tally>();
      for (const { browser, testResults, errors } of sessions) {
        const tally = tallies.get(browser.name) ?? { passed: 0, failed: 0, skipped: [] };
        tallies.set(browser.name, tally);
        if (testResults) count(testResults, tally);
        // A file that did not even load has no results.
        if (!testResults || errors.length > 0) tally.failed += 1;
      }
      for (const [name, { passed, failed, skipped }] of tallies) {
        console.log(`\n${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
        for (const title of skipped) console.log(`  - ${title}`);
      }
    },
  };
}
