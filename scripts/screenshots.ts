// Pictures of the portal for people to look at: both tenants, light and dark, desktop and phone.
// `node --conditions=nexus-source scripts/screenshots.ts [folder]` (default .tmp/screenshots).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from './lib/chromium.ts';
import { runStack } from './lib/running-stack.ts';

const folder = process.argv[2] ?? '.tmp/screenshots';
mkdirSync(folder, { recursive: true });

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

const stack = await runStack();
const browser = await chromium.launch(await chromiumLaunch());
try {
  for (const tenant of ['alpenwerk', 'rio-bravo']) {
    const account = stack.accounts.find(({ email }) => email === `maintenance@${tenant}.example`);
    if (account === undefined) throw new Error(`The stack has no maintenance account for ${tenant}.`);
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ viewport, colorScheme, locale: 'en-US' });
        const page = await context.newPage();
        page.on('pageerror', (error) => console.error(`${tenant} ${size} ${colorScheme}:`, error.message));
        await page.goto(stack.portal);
        await page.getByLabel('E-mail').waitFor();
        await page.screenshot({ path: join(folder, `sign-in-${size}-${colorScheme}.png`) });
        await page.getByLabel('E-mail').fill(account.email);
        await page.getByLabel('Password', { exact: true }).fill(account.password);
        await page.keyboard.press('Enter');
        await page.locator('nexus-machine-grid [role=row]').nth(1).waitFor();
        await page.waitForTimeout(6_000);
        await page.screenshot({
          path: join(folder, `${tenant}-${size}-${colorScheme}.png`),
          fullPage: size === 'phone',
        });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await stack.stop();
}
console.log(`Screenshots are in ${folder}.`);
