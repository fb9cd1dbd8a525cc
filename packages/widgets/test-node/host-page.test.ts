import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Nexus } from '@nexus-mfg/sdk';
import type { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';
import { serveHostPage } from './support/host-server.ts';

/** What the page puts on its window. */
interface HostWindow {
  isReady?: boolean;
  violations: string[];
  errors: string[];
  names: string[];
  data: SimulatedDataService;
  nexus: Nexus;
  place: ParentNode;
  everything: () => HTMLElement[];
  frames: (count: number) => Promise<void>;
}
declare const window: Window & HostWindow;

type Options = NonNullable<Parameters<Browser['newPage']>[0]>;

describe('a page of somebody else, with every element on it', () => {
  let browser: Browser;
  let host: Awaited<ReturnType<typeof serveHostPage>>;
  before(async () => {
    host = await serveHostPage();
    browser = await chromium.launch(await chromiumLaunch());
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });

  const ready = (page: Page | Frame) =>
    page.waitForFunction(() => window.isReady === true, null, { timeout: 20_000 });
  /** Opens the page, looks at it, and closes it again. */
  async function on(path: string, options: Options, look: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const thrown: string[] = [];
    page.on('pageerror', ({ message }) => thrown.push(message));
    try {
      await page.goto(host.origin + path);
      await ready(page);
      await look(page);
      assert.deepEqual(thrown, []);
    } finally {
      await page.close();
    }
  }
  /** Elements of ours that draw nothing; there is nothing to sign in for who is signed in. */
  const blank = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      window.names.filter((name) => {
        if (name === 'sign-in') return false;
        const root = window.place.querySelector(`nexus-${name}`)?.shadowRoot;
        return !root?.querySelector('.base');
      }),
    );
  /** What makes the page scroll sideways, or is wider than its element. */
  const tooWide = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const hosts = window.names.filter((name) => {
        const element = window.place.querySelector(`nexus-${name}`);
        return (
          element !== null &&
          element.scrollWidth > Math.max(element.clientWidth, 1) &&
          element.clientWidth > 0
        );
      });
      return document.documentElement.scrollWidth > width ? ['the page', ...hosts] : [];
    });

  it('shows every element', async () => {
    await on('/', {}, async (page) => assert.deepEqual(await blank(page), []));
  });

  it('works under a strict policy: nothing is refused, also when what opens is opened', async () => {
    await on('/strict', {}, async (page) => {
      await page.evaluate(async () => {
        const buttons = window
          .everything()
          .filter((node) => node.matches('[aria-expanded=false], summary, .cell'));
        for (const button of buttons.slice(0, 200)) button.click();
        await window.frames(20);
        // What states bring with them: values that change, a lost connection, another brand, nobody signed in.
        window.data.advance(60_000);
        await window.nexus.branding.update({ primaryColor: '#fff3b0', radius: 12 });
        window.data.setOffline(true);
        await window.frames(10);
        window.data.setOffline(false);
        await window.frames(10);
        await window.nexus.session.signOut();
        await window.frames(20);
      });
      assert.deepEqual(await page.evaluate(() => window.violations), []);
      assert.deepEqual(await page.evaluate(() => window.errors), []);
    });
  });

  it('is told by the policy of what breaks it, so that the test above can fail', async () => {
    await on('/strict', {}, async (page) => {
      const told = await page.evaluate(async () => {
        document.body.setAttribute('style', 'color: red');
        try {
          document.createElement('b').innerHTML = '<i></i>';
        } catch {
          // Refused, as it should be.
        }
        await window.frames(2);
        return window.violations.map((text) => text.split(' ')[0]);
      });
      assert.deepEqual(told.sort(), ['require-trusted-types-for', 'style-src-attr']);
    });
  });

  it("works inside a host's shadow root", async () => {
    await on('/?within=shadow', {}, async (page) => {
      const names = await page.evaluate(
        () => window.place.querySelector('nexus-machine-grid')?.shadowRoot?.querySelectorAll('.cell').length,
      );
      assert.ok(names, 'the grid has found its provider');
    });
  });

  it('works in a sandboxed frame, which has neither storage nor an origin', async () => {
    const page = await browser.newPage();
    await page.goto(`${host.origin}/frame`);
    const frame = page.frames().find((each) => each.parentFrame() !== null);
    assert.ok(frame);
    await ready(frame);
    assert.deepEqual(await frame.evaluate(() => window.errors), []);
    assert.ok(await frame.evaluate(() => window.everything().filter((node) => node.matches('.cell')).length));
    await page.close();
  });

  it("keeps the page's habits out: letter spacing, fonts, colours and hidden buttons", async () => {
    await on('/', {}, async (page) => {
      const found = await page.evaluate(() =>
        window
          .everything()
          .filter((node) => node.matches('.base'))
          .filter((node) => {
            const { letterSpacing, fontFamily } = getComputedStyle(node);
            return letterSpacing !== 'normal' || fontFamily === 'serif';
          })
          .map(
            (node) =>
              node.getRootNode() instanceof ShadowRoot && (node.getRootNode() as ShadowRoot).host.localName,
          ),
      );
      assert.deepEqual(found, []);
    });
  });

  for (const [name, path, options] of [
    ['right to left', '/?dir=rtl&locale=ar', {}],
    ['at a zoom of 200 percent', '/', { viewport: { width: 640, height: 450 } }],
    ['on a phone', '/', { viewport: { width: 390, height: 844 }, hasTouch: true }],
    ['on a phone, right to left', '/?dir=rtl&locale=ar', { viewport: { width: 390, height: 844 } }],
    ['in German on a phone', '/?locale=de', { viewport: { width: 390, height: 844 } }],
  ] as const)
    it(`does not scroll sideways ${name}`, async () => {
      await on(path, options, async (page) => {
        assert.deepEqual(await tooWide(page), []);
      });
    });

  it('takes the colours of the person where they are forced', async () => {
    await on('/', { forcedColors: 'active' }, async (page) => {
      const wrong = await page.evaluate(() => {
        const probe = document.createElement('p');
        probe.setAttribute('style', 'color: CanvasText; background: Canvas; forced-color-adjust: none');
        document.body.append(probe);
        const { color, backgroundColor } = getComputedStyle(probe);
        const texts = window.everything().filter((node) => node.matches('p, dt, dd, h2, h3, li'));
        const allowed = new Set([color, getComputedStyle(probe).borderColor]);
        const odd = texts.filter(
          (node) => !allowed.has(getComputedStyle(node).color) && node.textContent?.trim(),
        );
        return backgroundColor === '' ? ['no probe'] : odd.map(({ outerHTML }) => outerHTML.slice(0, 120));
      });
      // Quiet text may be the colour of what is disabled, links the colour of links.
      assert.ok(wrong.length < 5, wrong.join('\n'));
    });
  });

  it('moves nothing where people have asked for that', async () => {
    await on('/', { reducedMotion: 'reduce' }, async (page) => {
      const moving = await page.evaluate(() =>
        window
          .everything()
          .filter((node) =>
            node.getAnimations({ subtree: false }).some(({ playState }) => playState === 'running'),
          )
          .map(({ outerHTML }) => outerHTML.slice(0, 120)),
      );
      assert.deepEqual(moving, []);
    });
  });

  for (const path of ['/?theme=dark', '/?theme=auto', '/?provider=no'])
    it(`prints without a dark ground, and with nothing over anything (${path})`, async () => {
      await on(path, { colorScheme: 'dark' }, async (page) => {
        // What a page in a dark scheme says of itself.
        await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'));
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const found = await page.evaluate(() => {
          const luminance = (color: string): number => {
            const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            if (!context) return 255;
            context.fillStyle = '#ffffff';
            context.fillRect(0, 0, 1, 1);
            context.fillStyle = color;
            context.fillRect(0, 0, 1, 1);
            const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          };
          const where = (node: HTMLElement): string =>
            `${(node.getRootNode() as ShadowRoot).host.localName} .${node.className}`;
          const dark: string[] = [];
          const over: string[] = [];
          for (const node of window.everything()) {
            const { backgroundColor, position } = getComputedStyle(node);
            const { width, height } = node.getBoundingClientRect();
            if (width * height > 2_000 && luminance(backgroundColor) < 128 && !node.matches('button'))
              dark.push(where(node));
            if ((position === 'sticky' || position === 'fixed') && width * height > 0) over.push(where(node));
          }
          return { dark: [...new Set(dark)], over: [...new Set(over)] };
        });
        assert.deepEqual(found, { dark: [], over: [] });
      });
    });
});
