import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import type { Tally } from './node-tests.ts';

const RESULTS = '.tmp/wtr.json';

/** Runs the element tests in a real Chromium. A run that dies without writing its results counts as one failure. */
export function runBrowserTests(): Tally {
  rmSync(RESULTS, { force: true });
  spawnSync(process.execPath, ['node_modules/@web/test-runner/dist/bin.js'], { stdio: 'inherit' });
  try {
    const { passed, failed, skipped } = JSON.parse(readFileSync(RESULTS, 'utf8')) as Tally;
    return { passed, failed, skipped };
  } catch (error) {
    console.error('The browser test run ended without results:', error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
