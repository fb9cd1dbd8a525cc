// The element tests in the browsers that this machine has beside Chromium: `npm run test:browsers`.
// `BROWSERS=firefox` or `BROWSERS=webkit` asks for one of them, and then it has to be there.
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findFirefox, findWebKit } from './scripts/lib/webdriver/installed.ts';
import { WebKitLauncher } from './scripts/lib/webdriver/launcher.ts';
import { tallyReporter } from './scripts/lib/webdriver/tally-reporter.ts';
import base from './web-test-runner.config.mjs';

/** A page of Firefox ESR, with what puppeteer asks of it put right. */
function firefoxPage(page) {
  // It does not know the last step of `setViewport`, which turns the screen; the size is set by then.
  const setViewport = page.setViewport.bind(page);
  page.setViewport = async (viewport) => {
    await setViewport(viewport).catch((error) => {
      if (!String(error).includes('setScreenOrientationOverride')) throw error;
    });
    // Firefox answers before the page has its new size.
    await page.waitForFunction((width) => innerWidth === width, { timeout: 5_000 }, viewport.width);
  };
  // By BiDi, the space bar is named by what it writes.
  for (const act of ['press', 'down', 'up']) {
    const send = page.keyboard[act].bind(page.keyboard);
    page.keyboard[act] = (key) => send(key === 'Space' ? ' ' : key);
  }
  return page;
}

function firefoxLauncher(executablePath) {
  return chromeLauncher({
    puppeteer,
    concurrency: 1,
    launchOptions: { browser: 'firefox', executablePath, headless: true },
    createPage: async ({ context }) => firefoxPage(await context.newPage()),
  });
}

const KNOWN = {
  firefox: { name: 'Firefox', find: findFirefox, launcher: firefoxLauncher },
  webkit: { name: 'WebKitGTK', find: findWebKit, launcher: (path) => new WebKitLauncher(path) },
};

const asked = process.env.BROWSERS?.split(',').map((name) => name.trim());
const unknown = asked?.find((name) => !(name in KNOWN));
if (unknown !== undefined) {
  console.error(`BROWSERS asks for "${unknown}". It knows ${Object.keys(KNOWN).join(' and ')}.`);
  process.exit(1);
}

const browsers = [];
for (const key of asked ?? Object.keys(KNOWN)) {
  const { name, find, launcher } = KNOWN[key];
  const found = find();
  if ('path' in found) browsers.push(launcher(found.path));
  else console.error(`${name} is not on this machine, so nothing is tested in it. ${found.missing}`);
}
if (asked !== undefined && browsers.length < asked.length) process.exit(1);
if (browsers.length === 0) process.exit(0);

export default {
  ...base,
  browsers,
  concurrency: 1,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), tallyReporter()],
};
