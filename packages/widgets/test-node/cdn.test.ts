// The files for pages without a build, in a real browser, under a strict Content-Security-Policy.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { stop } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';
import { buildCdn } from '../build/cdn.ts';

const ORIGIN = 'http://localhost:58074';
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

describe('the files for pages without a build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-cdn-'));
  let browser: Browser;
  let page: Page;
  let messages: string[];
  let asked: string[];
  let isBroken = false;

  before(async () => {
    await buildCdn(join(import.meta.dirname, '..'), folder);
    await stop();
    const { executablePath, args } = await chromiumLaunch();
    browser = await chromium.launch({ executablePath, args });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    messages = [];
    asked = [];
    isBroken = false;
    page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
  });

  const open = async (body: string, script = '<script type="module" src="/cdn/nexus.js"></script>') => {
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      asked.push(pathname);
      if (pathname === '/')
        return route.fulfill({
          contentType: 'text/html',
          headers: { 'content-security-policy': POLICY },
          body: `<!doctype html><html lang="en"><title>Page</title>${script}${body}</html>`,
        });
      if (!pathname.startsWith('/cdn/') || (isBroken && pathname.includes('health-gauge')))
        return route.fulfill({ status: 404, body: '' });
      return route.fulfill({
        contentType: 'text/javascript',
        body: readFileSync(join(folder, pathname.slice('/cdn/'.length))),
      });
    });
    await page.goto(ORIGIN);
  };
  const defined = (tag: string) =>
    page.waitForFunction((name) => customElements.get(name) !== undefined, tag);
  const isDefined = (tag: string) => page.evaluate((name) => customElements.get(name) !== undefined, tag);
  const add = (tag: string) =>
    page.evaluate((name) => {
      document.body.append(document.createElement(name));
    }, tag);

  it('bring the elements that the page shows, and no other', async () => {
    await open('<nexus-health-gauge value="82"></nexus-health-gauge>');
    await page.getByRole('figure').waitFor();
    assert.equal(await isDefined('nexus-machine-grid'), false);
    assert.deepEqual(messages, []);
  });

  it('bring an element that comes later, once, with those that it is made of', async () => {
    await open('<main></main>');
    await page.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      const section = document.createElement('section');
      section.append(document.createElement('nexus-telemetry-chart'));
      main.append(section, document.createElement('nexus-telemetry-chart'));
    });
    await defined('nexus-telemetry-chart');
    await defined('nexus-time-range');
    assert.equal(asked.filter((path) => path.includes('/telemetry-chart-')).length, 1);
  });

  it('watch a shadow root of the page when asked to', async () => {
    await open('<div></div>');
    await page.evaluate(async (address) => {
      const { watch } = (await import(address)) as { watch(root: ShadowRoot): void };
      const root = (document.querySelector('div') as HTMLElement).attachShadow({ mode: 'open' });
      watch(root);
      root.append(document.createElement('nexus-health-gauge'));
    }, `${ORIGIN}/cdn/nexus.js`);
    await defined('nexus-health-gauge');
  });

  it('name the elements that there are when the page asks for another one', async () => {
    await open('<nexus-machine-gird></nexus-machine-gird>');
    const warning = await page.waitForEvent('console', (each) => each.type() === 'warning');
    assert.match(warning.text(), /There is no <nexus-machine-gird>.*<nexus-machine-grid>/);
  });

  it('take a prefix from their tag', async () => {
    await open(
      '<acme-health-gauge value="10"></acme-health-gauge><nexus-health-gauge></nexus-health-gauge>',
      '<script type="module" src="/cdn/nexus.js" data-prefix="acme"></script>',
    );
    await page.getByRole('figure').waitFor();
    assert.equal(await isDefined('nexus-health-gauge'), false);
  });

  it('take the project from their tag', async () => {
    await open(
      '<nexus-connection-status></nexus-connection-status>',
      '<script type="module" src="/cdn/nexus.js" data-url="https://plant.example" data-publishable-key="sb_publishable_x"></script>',
    );
    await defined('nexus-connection-status');
    await page.locator('nexus-connection-status').getByRole('button').waitFor();
    assert.ok(messages.every((text) => !text.includes('nexus-provider')));
  });

  it('say so when an element cannot be loaded, and go on with the others', async () => {
    await open('<main></main>');
    isBroken = true;
    const failed = page.waitForEvent('console', (each) => each.text().includes('could not be loaded'));
    await add('nexus-health-gauge');
    assert.match((await failed).text(), /<nexus-health-gauge>/);
    await add('nexus-connection-status');
    await defined('nexus-connection-status');
  });

  it('bring all at once when asked to', async () => {
    await open('<main></main>');
    await page.evaluate(async (address) => {
      const { defineAll } = (await import(address)) as { defineAll(): Promise<void> };
      await defineAll();
    }, `${ORIGIN}/cdn/nexus.js`);
    assert.equal(await isDefined('nexus-wall-display'), true);
  });

  it('are there in one piece, too', async () => {
    await open(
      '<nexus-health-gauge value="82"></nexus-health-gauge>',
      '<script type="module" src="/cdn/nexus-all.js"></script>',
    );
    await page.getByRole('figure').waitFor();
    assert.equal(await isDefined('nexus-wall-display'), true);
    assert.deepEqual(
      asked.filter((path) => path.startsWith('/cdn/')),
      ['/cdn/nexus-all.js'],
    );
    assert.deepEqual(messages, []);
  });
});
