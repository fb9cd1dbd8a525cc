// The element tests in the browsers that this machine has beside Chromium: `npm run test:browsers`.
// Debian has them as firefox-esr, and as webkit2gtk-driver with xvfb.
import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { WebKitLauncher } from './scripts/lib/webdriver/launcher.ts';
import base from './web-test-runner.config.mjs';

const FIREFOX = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const wanted = process.env.BROWSERS?.split(',') ?? ['firefox', 'webkit'];

/** Firefox ESR does not know the last step of puppeteer's `setViewport`, which turns the screen; the size is set by then. */
function withoutOrientation(page) {
  const setViewport = page.setViewport.bind(page);
  page.setViewport = (viewport) =>
    setViewport(viewport).catch((error) => {
      if (!String(error).includes('setScreenOrientationOverride')) throw error;
    });
  return page;
}

const browsers = [];
if (wanted.includes('firefox') && existsSync(FIREFOX))
  browsers.push(
    chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: { browser: 'firefox', executablePath: FIREFOX, headless: true },
      createPage: async ({ context }) => withoutOrientation(await context.newPage()),
    }),
  );
if (wanted.includes('webkit') && existsSync('/usr/bin/WebKitWebDriver') && existsSync(MINI_BROWSER))
  browsers.push(new WebKitLauncher(MINI_BROWSER));
if (browsers.length === 0) {
  console.log('There is neither Firefox nor WebKitGTK on this machine: nothing was tested.');
  process.exit(0);
}

export default { ...base, browsers, concurrency: 1, testsFinishTimeout: 300_000 };
