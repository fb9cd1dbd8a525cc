/**
 * Pictures of every state of every element, one sheet an element and look, to be looked at.
 *
 *     node --conditions=nexus-source scripts/scene-sheets.ts FOLDER [ELEMENT…]
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Look } from '../packages/widgets/scenes/scene.ts';
import { chromiumLaunch } from './lib/chromium.ts';

const LOOKS: readonly { name: string; width: number; look: Look }[] = [
  { name: 'light', width: 640, look: { theme: 'light' } },
  { name: 'dark', width: 640, look: { theme: 'dark' } },
  {
    name: 'brand',
    width: 640,
    look: { theme: 'light', appearance: { primaryColor: '#b3261e', accentColor: '#00696d', radius: 0 } },
  },
  { name: 'rtl', width: 640, look: { theme: 'light', dir: 'rtl', locale: 'ar' } },
  { name: 'german', width: 640, look: { theme: 'light', locale: 'de' } },
  { name: 'phone', width: 358, look: { theme: 'dark', locale: 'en' } },
];

/** A sheet is cut into pieces that can be looked at as they are. */
const PIECE_PX = 1_500;

const PAGE = `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><style>
body { display: flex; flex-wrap: wrap; gap: 20px; align-items: start; margin: 16px; font: 13px sans-serif;
  background: light-dark(#eceff2, #08090a); color: light-dark(#333, #ccc) }
figure { margin: 0; min-width: 0 } figcaption { margin-bottom: 4px }
.target { padding: 12px; box-sizing: border-box; max-inline-size: 100%; overflow: auto }
</style><body></body></html>`;

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('Say into which folder the pictures go.');
await mkdir(folder, { recursive: true });
const { outputFiles } = await build({
  entryPoints: [join(import.meta.dirname, 'lib/scene-sheet.ts')],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['nexus-source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  write: false,
});
const { executablePath, args } = await chromiumLaunch();
const browser = await chromium.launch({ executablePath, args });
const page = await browser.newPage({ viewport: { width: 1380, height: 900 }, locale: 'en-US' });
page.on('pageerror', (error) => console.error(`  ${error}`));
await page.route('http://localhost:58073/**', (route) =>
  route.fulfill({ contentType: 'text/html; charset=utf-8', body: PAGE }),
);
await page.goto('http://localhost:58073/');
await page.addScriptTag({ type: 'module', content: outputFiles[0]?.text ?? '' });
await page.waitForFunction(() => window.elements !== undefined);
for (const element of await page.evaluate(() => window.elements)) {
  if (wanted.length > 0 && !wanted.includes(element)) continue;
  for (const { name, width, look } of LOOKS) {
    await page.setViewportSize({ width: 1380, height: 900 });
    const failed = await page.evaluate(([tag, how, wide]) => window.showScenes(tag, how, wide), [
      element,
      look,
      width,
    ] as const);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let top = 0; top < height; top += PIECE_PX) {
      const clip = { x: 0, y: top, width: 1380, height: Math.min(PIECE_PX, height - top) };
      const path = join(folder, `${element}-${name}-${top / PIECE_PX + 1}.png`);
      await page.screenshot({ path, fullPage: true, clip });
    }
    console.log(`${element} ${name}${failed.length > 0 ? `: not reached: ${failed.join(', ')}` : ''}`);
  }
}
await browser.close();
