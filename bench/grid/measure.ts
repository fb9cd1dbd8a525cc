import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bundlePortal } from '../../packages/local/src/portal/bundle.ts';
import { chromiumLaunch } from '../../scripts/lib/chromium.ts';
import type { GridBench } from './page/main.ts';

declare const gridBench: GridBench;

/** What one adapter did in one round. */
export interface Measured {
  frameP95: number;
  /** Share of the time in which the main thread had something to do, percent. */
  busy: number;
  /** Tasks of more than 50 ms together, ms. */
  longMs: number;
  elements: number;
  /** Updates a second that it had time to take. */
  updates: number;
  /** Px a second that it came. */
  speed: number;
}

const require = createRequire(import.meta.url);
const STYLES: Readonly<Record<string, string>> = {
  Tabulator: require.resolve('tabulator-tables/dist/css/tabulator.min.css'),
};

/** Runs `body` with a browser and a server of the bench's page. */
export async function withBrowser(body: (browser: Browser, url: string) => Promise<void>): Promise<void> {
  const assets = await bundlePortal(fileURLToPath(new URL('./page', import.meta.url)));
  const server: Server = createServer((request, response) => {
    const asset = assets.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
    response.writeHead(asset ? 200 : 404, { 'content-type': asset?.type ?? 'text/plain' });
    response.end(asset?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    await body(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    await browser.close();
    server.close();
  }
}

/** ms until an adapter's machines have been painted, in a page of its own. */
export async function measureFirst(browser: Browser, url: string, name: string): Promise<number> {
  return inPage(browser, url, name, (page) => page.evaluate(() => gridBench.open()));
}

/** One adapter in a page of its own, scrolled for so long. */
export async function measure(browser: Browser, url: string, name: string, ms: number): Promise<Measured> {
  return inPage(browser, url, name, (page) => scrolled(page, ms));
}

async function inPage<T>(
  browser: Browser,
  url: string,
  name: string,
  body: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  try {
    await page.goto(url);
    const styles = STYLES[name];
    if (styles !== undefined) await page.addStyleTag({ path: styles });
    await page.waitForFunction(() => 'gridBench' in globalThis);
    await page.evaluate((which) => gridBench.load(which), name);
    const answer = await body(page);
    if (failures.length > 0) throw new Error(`${name}: ${failures.join('; ')}`);
    return answer;
  } finally {
    await context.close();
  }
}

async function scrolled(page: Page, ms: number): Promise<Measured> {
  await page.evaluate(() => gridBench.open());
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.push(duration);
    }).observe({ type: 'longtask' });
  });
  const busyMs = async (): Promise<number> => {
    const { metrics } = await client.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const [before, startedAt] = [await busyMs(), performance.now()];
  const done = await page.evaluate((time) => gridBench.scroll(time), ms);
  const [after, endedAt] = [await busyMs(), performance.now()];
  const longMs = await page.evaluate(() =>
    (globalThis as unknown as { longTasks: number[] }).longTasks.reduce((sum, task) => sum + task, 0),
  );
  const seconds = ms / 1_000;
  return {
    frameP95: percentile(done.frames, 0.95),
    busy: ((after - before) / (endedAt - startedAt)) * 100,
    longMs,
    elements: done.elements,
    updates: done.updates / seconds,
    speed: done.distance / seconds,
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
