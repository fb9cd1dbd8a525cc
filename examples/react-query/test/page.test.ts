// The page in a real browser, on the simulated plant: no server, no network.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Asset, bundlePortal } from '../../../packages/local/src/portal/bundle.ts';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));
/** Never asked: every request is answered here. A browser takes it for a safe place, as it does a page of https. */
const ORIGIN = 'http://localhost:58072';

/** The bundle's file names carry hashes; the page asks for `main.js`. */
function find(assets: ReadonlyMap<string, Asset>, path: string): Asset | undefined {
  if (path === '/') return assets.get('/index.html');
  if (path === '/main.js') return [...assets].find(([name]) => /\/main-[^/]+\.js$/.test(name))?.[1];
  return assets.get(path) ?? assets.get(`/assets/${basename(path)}`);
}

describe('the React page', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    const assets = await bundlePortal(FOLDER);
    const { executablePath, args } = await chromiumLaunch();
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.route('**/*', async (route) => {
      const found = find(assets, new URL(route.request().url()).pathname);
      if (!found) await route.fulfill({ status: 404, body: '' });
      else await route.fulfill({ contentType: found.type, body: found.content });
    });
    await page.goto(ORIGIN);
  });
  after(() => browser?.close());

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  const detail = () => page.getByRole('region', { name: 'Machine' });
  const rename = async (name: string): Promise<void> => {
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
  };

  it('lists the machines of the tenant with hooks of its own', async () => {
    await page.getByRole('heading', { level: 1, name: 'Alpenwerk' }).waitFor();
    const names = await page.locator('li button span:first-child').allTextContents();
    assert.ok(names.length > 5, `${names.length} machines`);
    await row(names[0] ?? '')
      .getByText('live')
      .waitFor();
  });

  it('shows one machine, and a change of it everywhere', async () => {
    await page.locator('li button').first().click();
    await detail().getByText('live', { exact: true }).waitFor();
    await rename('Renamed online');
    await detail().getByRole('heading', { name: 'Renamed online' }).waitFor();
    await row('Renamed online').getByText('live').waitFor();
  });

  it('keeps an edit that is made without network, and sends it when the network is back', async () => {
    await page.getByLabel('Pull the cable').check();
    await page.getByRole('status').getByText('offline').waitFor();
    await rename('Renamed offline');
    await row('Renamed offline').getByText('buffered').waitFor();
    await detail().getByText('buffered').waitFor();
    await page.getByRole('status').getByText('1 waiting').waitFor();
    await page.getByLabel('Pull the cable').uncheck();
    await page.getByRole('status').getByText('0 waiting').waitFor();
    await row('Renamed offline').getByText('live').waitFor();
  });

  it('says nothing on the console', () => {
    assert.deepEqual(problems, []);
  });
});
