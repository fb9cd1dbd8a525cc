import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../../scripts/lib/chromium.ts';
import { bundlePortal } from '../../../local/src/portal/bundle.ts';
import { range } from '../support/buffer-world.ts';
import type { QuotaPage } from '../support/quota-page/main.ts';

declare const quotaPage: QuotaPage;

const FOLDER = fileURLToPath(new URL('../support/quota-page', import.meta.url));

/** The browser's own quota, made small: what Chromium then refuses and what it lets pass is not what one would think up. */
describe('IndexedDbStore on a full device', () => {
  let url = '';
  let stop: () => void;

  before(async () => {
    const assets = await bundlePortal(FOLDER);
    const server = createServer((request, response) => {
      const asset = assets.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
      response.writeHead(asset ? 200 : 404, { 'content-type': asset?.type ?? 'text/plain' });
      response.end(asset?.content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = () => server.close();
  });
  after(() => stop());

  async function withQuota(quotaSize: number, body: (page: Page) => Promise<void>): Promise<void> {
    const profile = await mkdtemp(join(tmpdir(), 'nexus-quota-'));
    let context: BrowserContext | undefined;
    try {
      context = await chromium.launchPersistentContext(profile, await chromiumLaunch());
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: url, quotaSize });
      await page.goto(url);
      await page.waitForFunction(() => 'quotaPage' in globalThis);
      await body(page);
    } finally {
      await context?.close();
      await rm(profile, { recursive: true, force: true });
    }
  }

  it('drops the oldest, counts them and tells it, and goes on taking and giving', async () => {
    await withQuota(6_000_000, async (page) => {
      let total = 0;
      for (const round of range(0, 3)) {
        const told = await page.evaluate((from) => quotaPage.record(from, 4_000), total);
        total += 4_000;
        assert.deepEqual(told.refused, []);
        assert.equal(told.edits, round + 1, 'edits are never dropped');
        assert.equal(told.pending + told.dropped, total, 'every reading is there or counted');
        assert.deepEqual(told.numbers, range(told.dropped, total));
        if (round > 0) assert.ok(told.notices.includes('quota_exceeded'));
      }
      const before = await page.evaluate(() => quotaPage.settle(0));
      const settled = await page.evaluate(() => quotaPage.settle(500));
      assert.deepEqual(settled.refused, []);
      assert.equal(settled.dropped, before.dropped, 'what is sent makes room by itself');
      assert.deepEqual(settled.numbers, before.numbers.slice(500));
    });
  });

  it('refuses what is larger than the room for everything', async () => {
    await withQuota(60_000, async (page) => {
      const large = await page.evaluate(() => quotaPage.record(0, 100));
      assert.deepEqual(large.refused, ['buffer_full']);
      assert.equal(large.pending, 0);
      const small = await page.evaluate(() => quotaPage.record(100, 5));
      assert.deepEqual(small.refused, []);
      assert.deepEqual(small.numbers, range(100, 105));
    });
  });
});
