import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../../../../scripts/lib/chromium.ts';
import type { Stack } from '../../../local/src/index.ts';
import { bundlePortal } from '../../../local/src/portal/bundle.ts';
import { MB } from '../support/file-content.ts';
import { type Relay, startRelay, uploadedBytes } from '../support/relay.ts';
import { startTestStack, who } from '../support/stack.ts';

const run = promisify(execFile);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SCRIPT = here('../support/upload-script.ts');
const DENO = here('../../../../node_modules/.bin/deno');

/** A page with the SDK in it, of another origin than the server. */
async function startPage(): Promise<{ url: string; server: Server }> {
  const assets = await bundlePortal(here('../support/upload-page'));
  const server = createServer((request, response) => {
    const asset = assets.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
    response.writeHead(asset ? 200 : 404, { 'content-type': asset?.type ?? 'text/plain' });
    response.end(asset?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('uploads in other runtimes', () => {
  let stack: Stack;
  let relay: Relay;

  before(async () => {
    stack = await startTestStack();
    relay = await startRelay(stack.url);
  });
  after(async () => {
    await relay?.close();
    await stack?.stop();
  });

  const check = (stdout: string): void => {
    assert.deepEqual(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), {
      name: 'from a script.txt',
      sizeBytes: 7 * MB,
      isSame: true,
      told: 7 * MB,
      reports: true,
    });
  };
  const given = (): string[] => {
    const { email, password } = who('admin', 'alpenwerk');
    return [SCRIPT, relay.url, stack.publishableKey, email, password];
  };

  it('a script in Node ends by itself', async () => {
    const { stdout } = await run(process.execPath, ['--conditions=nexus-source', ...given()], {
      timeout: 30_000,
    });
    check(stdout);
  });

  it('a script in Deno ends by itself', { timeout: 60_000 }, async (context) => {
    if (!existsSync(DENO)) {
      context.skip('deno is not installed');
      return;
    }
    const flags = ['--cached-only', '--node-modules-dir=manual', '--conditions=nexus-source', '--no-check'];
    const rights = ['--no-prompt', '--allow-net=127.0.0.1', '--allow-env', '--allow-read'];
    const { stdout } = await run(DENO, ['run', ...flags, ...rights, ...given()], {
      timeout: 50_000,
      env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
    });
    check(stdout);
  });

  it('a page goes on with it after a reload, on a server of another origin', {
    timeout: 90_000,
  }, async () => {
    const { url, server } = await startPage();
    const browser = await chromium.launch(await chromiumLaunch());
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.waitForFunction(() => 'uploadInPage' in globalThis);
      const target = { url: relay.url, publishableKey: stack.publishableKey };
      const size = 15 * MB;
      // The third part never gets through, so that the upload is open whenever the page goes.
      relay.disturb = ({ headers }) =>
        headers['upload-offset'] === String(12 * MB) ? { hold: true } : undefined;
      await page.evaluate(([server, person, file]) => void globalThis.uploadInPage(server, person, file), [
        target,
        who('admin', 'alpenwerk'),
        { name: 'page.txt', size, stopAt: 12 * MB },
      ] as const);
      await page.waitForFunction(() => globalThis.isStopped === true);
      await page.reload();
      await page.waitForFunction(() => 'uploadInPage' in globalThis);
      relay.disturb = () => undefined;
      relay.requests.length = 0;
      const report = await page.evaluate(
        ([server, person, file]) => globalThis.uploadInPage(server, person, file),
        [target, who('admin', 'alpenwerk'), { name: 'page.txt', size }] as const,
      );
      assert.ok(uploadedBytes(relay) <= 3 * MB, `${uploadedBytes(relay)} bytes are sent a second time`);
      assert.deepEqual([report.name, report.isSame, report.told.at(-1)], ['page.txt', true, size]);
      const left = await page.evaluate(() =>
        Object.keys(localStorage).filter((name) => name.startsWith('nexus-upload:')),
      );
      assert.deepEqual(left, []);
    } finally {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
