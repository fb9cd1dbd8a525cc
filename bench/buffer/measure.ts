import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { bundlePortal } from '../../packages/local/src/portal/bundle.ts';
import { chromiumLaunch } from '../../scripts/lib/chromium.ts';
import type { BufferBench, Progress } from './page/main.ts';

declare const bufferBench: BufferBench;

/** What the adapters did in one round: put in, then, after a reload, taken out. */
export interface Round {
  enqueue: Record<string, Progress>;
  drain: Record<string, Progress>;
}

const say = (text: string): void => console.error(text);

/** Runs `body` with a page of a browser of its own, whose profile is on the disk and goes away afterwards. */
export async function withPage(
  body: (page: Page, reload: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const assets = await bundlePortal(fileURLToPath(new URL('./page', import.meta.url)));
  const server = createServer((request, response) => {
    const asset = assets.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
    response.writeHead(asset ? 200 : 404, { 'content-type': asset?.type ?? 'text/plain' });
    response.end(asset?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const profile = await mkdtemp(join(tmpdir(), 'nexus-bench-buffer-'));
  const context = await chromium.launchPersistentContext(profile, await chromiumLaunch());
  try {
    const page = await context.newPage();
    await body(page, async () => {
      await page.goto(url);
      await page.waitForFunction(() => 'bufferBench' in globalThis);
    });
  } finally {
    await context.close();
    server.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Rounds of `size` readings. Who was cut off in one round does not run in the next: its rate is known. */
export async function rounds(
  page: Page,
  reload: () => Promise<void>,
  size: number,
  count: number,
): Promise<Round[]> {
  const done: Round[] = [];
  const slow = new Set<string>();
  for (let round = 0; round < count; round += 1) {
    await reload();
    const all = await page.evaluate(() => bufferBench.names);
    const names = all.filter((name) => !slow.has(name));
    const database = `${size}-${round}`;
    const enqueue = await page.evaluate(([who, where, total]) => bufferBench.enqueue(who, where, total), [
      names,
      database,
      size,
    ] as const);
    await reload();
    const drain = await page.evaluate(([who, where]) => bufferBench.drain(who, where), [
      names,
      database,
    ] as const);
    // Some adapters have no way to let go of their database.
    await reload();
    await page.evaluate(([who, where]) => bufferBench.remove(who, where), [names, database] as const);
    done.push({ enqueue, drain });
    for (const [phase, progress] of Object.entries({ enqueue, drain })) {
      for (const [name, { isCut, readings }] of Object.entries(progress)) {
        if (!isCut) continue;
        slow.add(name);
        say(`  ${name} was cut off after 15 s: ${phase} of ${readings} of ${size} readings`);
      }
    }
  }
  return done;
}

/**
 * How much more a reading costs in a store of the largest size than in one of the smallest, round by round.
 */
export async function growth(
  page: Page,
  reload: () => Promise<void>,
  name: string,
  sizes: readonly [small: number, large: number],
  count: number,
): Promise<Record<keyof Round, number[]>> {
  const ratios: Record<keyof Round, number[]> = { enqueue: [], drain: [] };
  for (let round = 0; round < count; round += 1) {
    for (const phase of ['enqueue', 'drain'] as const) {
      await reload();
      const [small = [], large = []] = await page.evaluate(
        ([who, where, what, depths]) => bufferBench.growth(who, where, what, depths),
        [name, `growth-${round}`, phase, sizes] as const,
      );
      ratios[phase].push(quartile(large) / quartile(small));
    }
    await reload();
    await page.evaluate(([who, where]) => bufferBench.remove([who], where), [
      name,
      `growth-${round}`,
    ] as const);
  }
  return ratios;
}

export function median(values: readonly number[]): number {
  return at(values, 0.5);
}

/** The lower quartile: on a busy machine it moves far less than the median. */
function quartile(values: readonly number[]): number {
  return at(values, 0.25);
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

/** ms a thousand readings in one round. The first turn warms up and does not count. */
export function msOf(round: Round, phase: keyof Round, name: string): number {
  const turns = round[phase][name]?.turnsMs ?? [];
  return quartile(turns.length > 1 ? turns.slice(1) : turns);
}
