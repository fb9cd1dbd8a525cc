import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';
import type { Stack } from '../../packages/local/src/index.ts';
import { bundlePortal } from '../../packages/local/src/portal/bundle.ts';
import { chromiumLaunch } from '../../scripts/lib/chromium.ts';
import { type Act, perform, type Stage } from './acts.ts';
import { Dice } from './dice.ts';
import type { Fault } from './fault-plan.ts';
import { Orders } from './orders.ts';
import type { StormHost, Way } from './page/protocol.ts';
import { compareHoldings, openStormPlant, renamings } from './plant.ts';
import { StormProxy } from './proxy.ts';
import type { TabName } from './readings.ts';
import type { StormReport } from './report.ts';
import { startShortLivedStack } from './short-lived-stack.ts';
import { StormTab } from './tabs.ts';

const ACCOUNT = { email: 'admin@alpenwerk.example', password: 'nexus-demo-2026' };
/** Of the readings, the part at which the last act is done. */
const ACTS_UNTIL = 0.85;
/** So many acts ahead the tabs may go while one is done. */
const ACTS_AHEAD = 2;
/** In fair weather everything has been sent by then, whatever a client was waiting for. */
const DRAIN_MS = 150_000;

/** What a storm is made from. */
export interface StormOptions {
  seed: number;
  /** Of both tabs together. */
  readings: number;
  /** The longest pause of a tab between two bursts. */
  pauseMs: number;
  faults: readonly Fault[];
  acts: readonly Act[];
  way?: Way;
  engine?: 'pglite' | 'postgres';
  say?: (text: string) => void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets a storm pass over two tabs, a server and a browser of their own, and looks at what is left. */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const stack = await startShortLivedStack(options.engine ? { engine: options.engine } : {});
    undo.push(() => stack.stop());
    const proxy = new StormProxy(stack.url, options.seed, options.faults);
    const url = await proxy.listen();
    undo.push(() => proxy.close());
    const pages = await servePages();
    undo.push(() => closed(pages));
    const folder = await mkdtemp(join(tmpdir(), 'nexus-storm-browser-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const context = await chromium.launchPersistentContext(folder, await chromiumLaunch());
    undo.push(() => context.close());
    const address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/index.html`;
    return await blow(options, stack, proxy, url, context, address);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function blow(
  { seed, readings, pauseMs, acts, way = 'buffer', say = () => {} }: StormOptions,
  stack: Stack,
  proxy: StormProxy,
  url: string,
  context: BrowserContext,
  address: string,
): Promise<StormReport> {
  const began = performance.now();
  const { plant, editedMachine } = await openStormPlant(stack.db);
  const tabOf = (tab: TabName, total: number): StormTab =>
    new StormTab(
      context,
      address,
      { tab, way, url, publishableKey: stack.publishableKey, plant, editedMachine, isLive: tab === 'a' },
      new Orders(total, pauseMs, new Dice(`${seed}/${tab}`), () => proxy.isPlayed),
    );
  const half = Math.floor(readings / 2);
  const tabs = { a: tabOf('a', readings - half), b: tabOf('b', half) };
  const both = Object.values(tabs);
  await context.exposeBinding('stormHost', ({ page }, method: keyof StormHost, ...given: unknown[]) => {
    const tab = both.find((one) => one.owns(page));
    // A tab that is being closed hears nothing any more.
    return tab ? tab.serve(method, given) : new Promise(() => {});
  });
  const signIn = async (): Promise<void> => {
    await tabs.a.page.evaluate(async ({ email, password }) => {
      while (!stormPage.userId()) {
        await stormPage
          .signIn(email, password)
          .catch(() => new Promise((resolve) => setTimeout(resolve, 100)));
      }
    }, ACCOUNT);
    for (const { page } of both) await page.waitForFunction(() => Boolean(stormPage.userId()));
  };
  for (const tab of both) await tab.open();
  await signIn();

  const stage: Stage = { tabs, proxy, db: stack.db, signIn, renamed: [], done: new Map() };
  proxy.isStormy = true;
  for (const { orders } of both) orders.start();
  const acknowledged = (): number => tabs.a.orders.acknowledged + tabs.b.orders.acknowledged;
  const dueAt = (act: number): number => (ACTS_UNTIL * (act + 1)) / (acts.length + 1);
  for (const [index, act] of acts.entries()) {
    for (const { orders } of both) orders.limit = Math.ceil(orders.total * dueAt(index + ACTS_AHEAD));
    while (acknowledged() < readings * dueAt(index)) await pause(5);
    say(`${acknowledged()} acknowledged, ${proxy.recordRequests} requests: ${JSON.stringify(act)}`);
    await perform(act, stage);
  }
  for (const { orders } of both) orders.limit = orders.total;
  while (acknowledged() < readings) await pause(20);
  const recordedMs = performance.now() - began;
  proxy.isStormy = false;
  say(`all acknowledged after ${(recordedMs / 1_000).toFixed(1)} s`);
  const isDrained = await drained(both);
  const statuses = await Promise.all(both.map(({ page }) => page.evaluate(() => stormPage.status())));
  return {
    acknowledged: acknowledged(),
    isDrained,
    waiting: await Promise.all(both.map(({ page }) => page.evaluate(() => stormPage.waiting()))),
    holdings: await compareHoldings(stack.db, plant, {
      a: tabs.a.orders.acknowledged,
      b: tabs.b.orders.acknowledged,
    }),
    ledger: proxy.ledger.sums,
    dropped: Math.max(...statuses.map(({ dropped }) => dropped)),
    quarantined: Math.max(...statuses.map(({ quarantined }) => quarantined)),
    statuses,
    requests: proxy.recordRequests,
    renewals: proxy.renewals,
    happened: Object.fromEntries(proxy.happened),
    done: Object.fromEntries(stage.done),
    retryAfter: { kept: proxy.retries.kept, broken: proxy.retries.broken },
    edits: { expected: stage.renamed, logged: await renamings(stack.db, editedMachine) },
    rejections: both.map(({ orders }) => Object.fromEntries(orders.rejections)),
    uncaught: both.flatMap(({ uncaught }) => uncaught),
    seconds: (performance.now() - began) / 1_000,
    drainSeconds: (performance.now() - began - recordedMs) / 1_000,
  };
}

/** True when nothing waits any more, without anybody asking for it. */
async function drained(tabs: readonly StormTab[]): Promise<boolean> {
  const until = performance.now() + DRAIN_MS;
  while (performance.now() < until) {
    const waiting = await Promise.all(tabs.map(({ page }) => page.evaluate(() => stormPage.waiting())));
    if (waiting.every((count) => count === 0)) return true;
    await pause(50);
  }
  return false;
}

async function servePages(): Promise<Server> {
  const assets = await bundlePortal(fileURLToPath(new URL('./page', import.meta.url)));
  const server = createServer(({ url = '/' }, response) => {
    const asset = assets.get(url);
    if (!asset) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': asset.type, 'cache-control': asset.cache })
        .end(asset.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
