import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { bundlePortal } from '../../packages/local/src/portal/bundle.ts';
import { chromiumLaunch } from '../../scripts/lib/chromium.ts';
import type { ChartBench } from './page/main.ts';

declare const chartBench: ChartBench;

/** Without a language this Chromium reports one that is none, and bare uPlot does not load. */
const PAGE = { viewport: { width: 1100, height: 700 }, locale: 'en-US' };

/** What one library did in one round. */
export interface Figures {
  /** Until the first picture was painted, ms; the wait for a frame of the screen is in it. */
  paintMs: number;
  /** Time of the main thread until then, ms. */
  workMs: number;
  /** Time of the main thread for each frame of the stream, ms. */
  frameMs: number;
  /** Frames a second while it streamed. */
  fps: number;
}

/** Rounds of every library, which take turns, each in a page of its own. By name. */
export async function chartRounds(
  size: number,
  count: number,
  streamMs: number,
): Promise<Record<string, Figures[]>> {
  const assets = await bundlePortal(fileURLToPath(new URL('./page', import.meta.url)));
  const server = createServer((request, response) => {
    const asset = assets.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
    response.writeHead(asset ? 200 : 404, { 'content-type': asset?.type ?? 'text/plain' });
    response.end(asset?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await chromium.launch(await chromiumLaunch());
  const done: Record<string, Figures[]> = {};
  try {
    for (let round = 0; round < count; round += 1) {
      for (const name of await namesOf(await openPage(browser.newPage(PAGE), url))) {
        const page = await openPage(browser.newPage(PAGE), url);
        const figures = await measure(page, name, size, streamMs);
        done[name] = [...(done[name] ?? []), figures];
        console.error(
          `  ${name}: ${figures.paintMs.toFixed(0)} ms (${figures.workMs.toFixed(0)} of work), ${figures.frameMs.toFixed(1)} ms a frame, ${figures.fps.toFixed(0)} fps`,
        );
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  return done;
}

async function openPage(opening: Promise<Page>, url: string): Promise<Page> {
  const page = await opening;
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(url);
  await page.waitForFunction(() => 'chartBench' in globalThis);
  return page;
}

async function namesOf(page: Page): Promise<readonly string[]> {
  const names = await page.evaluate(() => chartBench.names);
  await page.close();
  return names;
}

async function measure(page: Page, name: string, size: number, streamMs: number): Promise<Figures> {
  const client = await page.context().newCDPSession(page);
  // What the thread worked, not how long it waited for a processor that others had.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  // A small one first: what libraries load and compile once belongs to none of the figures.
  await page.evaluate(() => chartBench.prepare(1_000));
  await page.evaluate((who) => chartBench.open(who), name);
  await page.evaluate(() => chartBench.stream(200));
  await page.evaluate(() => chartBench.close());
  await page.evaluate((points) => chartBench.prepare(points), size);
  const atFirst = await taskMs(client);
  const paintMs = await page.evaluate((who) => chartBench.open(who), name);
  const workMs = (await taskMs(client)) - atFirst;
  await page.evaluate(() => chartBench.stream(500));
  const before = await taskMs(client);
  const frames = await page.evaluate((ms) => chartBench.stream(ms), streamMs);
  const frameMs = ((await taskMs(client)) - before) / frames;
  await page.close();
  return { paintMs, workMs, frameMs, fps: (frames / streamMs) * 1_000 };
}

async function taskMs(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
}
