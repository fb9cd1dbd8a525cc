// What a page with live machines has to load, counted where it is loaded: in a real browser on the running stack.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createNexus } from '@nexus-mfg/sdk';
import { type Browser, chromium } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';
import { type RunningStack, runStack } from '../../../scripts/lib/running-stack.ts';
import { splitPage, weighPage } from './support/weigh-page.ts';

/** kB are 1,000 bytes. */
const LIMIT_KB = 110;

const SOURCE = `
import { createNexus } from '@nexus-mfg/sdk';
import '@nexus-mfg/widgets/define/provider.js';
import '@nexus-mfg/widgets/define/machine-grid.js';
import '@nexus-mfg/widgets/define/health-gauge.js';
import '@nexus-mfg/widgets/define/telemetry-chart.js';
const { url, publishableKey, session, machineId } = await (await fetch('/config.json')).json();
const provider = document.querySelector('nexus-provider');
provider.nexus = createNexus({ url, publishableKey, getSession: async () => session });
provider.view.set({ machineId });
`;

const PAGE = `<!doctype html><html lang="en"><title>Weight</title><body style="margin: 0">
<nexus-provider><nexus-machine-grid style="display: block; height: 400px"></nexus-machine-grid>
<nexus-health-gauge></nexus-health-gauge><nexus-telemetry-chart></nexus-telemetry-chart></nexus-provider>
<script type="module" src="/page.js"></script></body></html>`;

describe('the weight of a page with provider, grid, gauge and chart', () => {
  let stack: RunningStack;
  let browser: Browser;
  let server: Server;

  before(async () => {
    stack = await runStack();
    browser = await chromium.launch(await chromiumLaunch());
  });
  after(async () => {
    server?.close();
    await browser?.close();
    await stack?.stop();
  });

  it(`is ${LIMIT_KB} kB at the most, with everything that it loads until all of it is live`, async () => {
    const { files, entryOf } = await splitPage(SOURCE, import.meta.dirname);
    const account = stack.accounts.find(({ email }) => email === 'ceo@alpenwerk.example');
    assert.ok(account);
    const nexus = createNexus({ url: stack.api, publishableKey: stack.publishableKey });
    await nexus.session.signIn(account);
    const machineId = (await nexus.machines.list()).find(({ latest }) => latest !== null)?.id;
    const signIn = await fetch(`${stack.api}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: account.email, password: account.password }),
    });
    const { access_token: accessToken, expires_at: expiresAt } = (await signIn.json()) as {
      access_token: string;
      expires_at: number;
    };
    await nexus.close();
    const config = {
      url: stack.api,
      publishableKey: stack.publishableKey,
      session: { accessToken, expiresAt },
      machineId,
    };

    const asked = new Set<string>();
    server = createServer((request, response) => {
      const name = (request.url ?? '/').slice(1);
      const file = files.get(name);
      if (file) asked.add(name);
      const body = name === '' ? PAGE : name === 'config.json' ? JSON.stringify(config) : file;
      const type =
        name === '' ? 'text/html' : name.endsWith('.json') ? 'application/json' : 'text/javascript';
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
      response.end(body);
    }).listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) =>
      server.once('listening', () => resolve(server.address() as AddressInfo)),
    );
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator('nexus-machine-grid .freshness:not(.aged)').first().waitFor();
    await page.locator('nexus-telemetry-chart canvas').waitFor();
    await page.locator('nexus-health-gauge .figure').getByText(/\d/).waitFor();
    // Live: a reading that came by the channel, not only by the first request.
    const times = page.locator('nexus-machine-grid .freshness');
    const before = await times.allTextContents();
    await page.waitForFunction((first) => {
      const cells =
        document.querySelector('nexus-machine-grid')?.shadowRoot?.querySelectorAll('.freshness') ?? [];
      return [...cells].some((cell, index) => cell.textContent !== first[index]);
    }, before);

    const loaded = new Set([...asked].flatMap((name) => entryOf.get(name) ?? []));
    const whole = (await weighPage(SOURCE, import.meta.dirname, loaded)) / 1_000;
    const split = [...asked].reduce(
      (sum, name) => sum + gzipSync(files.get(name) ?? '', { level: 9 }).length,
      0,
    );
    console.log(
      `As one file ${whole.toFixed(1)} kB; as ${asked.size} files ${(split / 1_000).toFixed(1)} kB: ${[...asked].join(' ')}`,
    );
    assert.ok(whole <= LIMIT_KB, `${whole.toFixed(1)} kB, at most ${LIMIT_KB}`);
  });
});
