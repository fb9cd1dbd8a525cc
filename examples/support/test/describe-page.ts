import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuildOptions, build, stop } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';

/** Never asked: every request is answered here. A browser takes it for a safe place, as it does a page of https. */
const ORIGIN = 'http://localhost:58073';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

/** Content by path: `/index.html`. */
export type Files = (path: string) => Promise<string | Uint8Array>;

/** The files of a bundled page, with those that lie beside it. */
export async function bundled(options: BuildOptions): Promise<Files> {
  const { outputFiles = [] } = await build({ ...options, minify: true, write: false });
  await stop();
  const made = new Map(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents]));
  return async (path) => made.get(path) ?? readFile(join(options.absWorkingDir ?? '', path));
}

/** What all of these pages do, each in its framework's own way. */
export function describePage(
  name: string,
  makeFiles: () => Promise<Files>,
  headers: Record<string, string> = {},
): void {
  describe(name, () => {
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];

    before(async () => {
      const files = await makeFiles();
      const { executablePath, args } = await chromiumLaunch();
      browser = await chromium.launch({ executablePath, args });
      page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text());
      });
      await page.route('**/*', async (route) => {
        const { pathname } = new URL(route.request().url());
        const path = pathname === '/' ? '/index.html' : pathname;
        if (path === '/favicon.ico') return route.fulfill({ status: 204 });
        const body = await files(path).catch(() => undefined);
        if (body === undefined) return route.fulfill({ status: 404, body: '' });
        const contentType = TYPES[extname(path)] ?? 'application/octet-stream';
        return route.fulfill({
          headers: { ...headers, 'content-type': contentType },
          body: Buffer.from(body),
        });
      });
      await page.goto(ORIGIN);
    });
    after(() => browser?.close());

    const tiles = () => page.locator('nexus-machine-grid').getByRole('gridcell');

    it('shows the machines', async () => {
      await tiles().first().waitFor();
      assert.ok((await tiles().count()) > 5);
    });

    it('hears which machine a person chooses, and gauge and chart follow', async () => {
      const status = page.getByRole('status').filter({ hasText: 'Chosen:' });
      await status.filter({ hasText: 'none' }).waitFor();
      await tiles().first().click();
      await status.filter({ hasNotText: 'none' }).waitFor();
      const chosen = (await status.textContent())?.replace(/^\s*Chosen:\s*/, '').trim() ?? '';
      assert.ok(chosen.length > 0);
      await page.locator('nexus-health-gauge').getByRole('figure', { name: chosen }).waitFor();
      await page.locator('nexus-telemetry-chart').getByText(chosen).first().waitFor();
    });

    it('hands its theme to the elements', async () => {
      const provider = page.locator('nexus-provider');
      const scheme = () => provider.evaluate((element) => getComputedStyle(element).colorScheme);
      await page.getByLabel('Theme').selectOption('dark');
      await page.waitForFunction(() => document.querySelector('nexus-provider')?.theme === 'dark');
      await page.waitForFunction(
        () => getComputedStyle(document.querySelector('nexus-provider') as Element).colorScheme === 'dark',
      );
      assert.equal(await scheme(), 'dark');
    });

    it('says nothing on the console', () => {
      assert.deepEqual(problems, []);
    });
  });
}
