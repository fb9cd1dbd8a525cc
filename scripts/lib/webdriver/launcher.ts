import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserLauncher } from '@web/test-runner-core';
import { type KeyAction, keyValue, pressActions } from './keys.ts';
import { WebDriverSession } from './session.ts';

const PORT = 4999;
/** MiniBrowser's bars would keep its window, and with it the page, from being as narrow as a phone. */
const THIN_BARS =
  '* { min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 4px; }';

/** The part of a Playwright page that the test runner's commands use, by WebDriver. */
interface DrivenPage {
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  keyboard: Record<'type' | 'press' | 'down' | 'up', (keys: string) => Promise<void>>;
  mouse: {
    move(x: number, y: number): Promise<void>;
    click(x: number, y: number, options?: { button?: string }): Promise<void>;
    down(options?: { button?: string }): Promise<void>;
    up(options?: { button?: string }): Promise<void>;
  };
}

/**
 * Runs tests in WebKitGTK's MiniBrowser, on a display of its own where there is none. To the test runner's commands it
 * looks like Playwright, whose own WebKit cannot be had here.
 */
export class WebKitLauncher implements BrowserLauncher {
  readonly name = 'WebKitGTK';
  readonly type = 'playwright';
  readonly concurrency = 1;
  readonly #browser: string;
  readonly #children: ChildProcess[] = [];
  #session: WebDriverSession | undefined;
  #settings: string | undefined;
  #active = new Map<string, string>();

  constructor(browser: string) {
    this.#browser = browser;
  }

  async initialize(): Promise<void> {
    const display = process.env.DISPLAY ?? (await this.#openDisplay());
    this.#settings = thinBars();
    const env = {
      ...process.env,
      DISPLAY: display,
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      XDG_CONFIG_HOME: this.#settings,
    };
    this.#children.push(
      spawn('WebKitWebDriver', [`--port=${PORT}`, '--host=127.0.0.1'], { env, stdio: 'ignore' }),
    );
    this.#session = await WebDriverSession.open(`http://127.0.0.1:${PORT}`, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: this.#browser, args: ['--automation'] },
    });
  }

  async stop(): Promise<void> {
    await this.#session?.close().catch(() => {});
    for (const child of this.#children) child.kill();
    if (this.#settings !== undefined) rmSync(this.#settings, { recursive: true, force: true });
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    this.#active.set(sessionId, url);
    await this.#driver.resizePage(1000, 800);
    await this.#driver.goTo(url);
  }

  isActive(sessionId: string): boolean {
    return this.#active.has(sessionId);
  }

  getBrowserUrl(sessionId: string): string | undefined {
    return this.#active.get(sessionId);
  }

  async stopSession(sessionId: string): Promise<object> {
    this.#active.delete(sessionId);
    await this.#driver.goTo('about:blank');
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKitGTK has no debugging here.'));
  }

  /** For the test runner's commands. */
  getPage(): DrivenPage {
    const driver = this.#driver;
    const keys = (actions: KeyAction[]): Promise<void> => driver.perform('key', actions);
    const button = ({ button: name = 'left' } = {}): number => ['left', 'middle', 'right'].indexOf(name);
    const pointer = (...actions: object[]): Promise<void> => driver.perform('pointer', actions);
    return {
      setViewportSize: ({ width, height }) => driver.resizePage(width, height),
      keyboard: {
        type: (text) => keys([...text].flatMap(pressActions)),
        press: (key) => keys(pressActions(key)),
        down: (key) => keys([{ type: 'keyDown', value: keyValue(key) }]),
        up: (key) => keys([{ type: 'keyUp', value: keyValue(key) }]),
      },
      mouse: {
        move: (x, y) => pointer({ type: 'pointerMove', x, y }),
        click: (x, y, options) =>
          pointer(
            { type: 'pointerMove', x, y },
            { type: 'pointerDown', button: button(options) },
            { type: 'pointerUp', button: button(options) },
          ),
        down: (options) => pointer({ type: 'pointerDown', button: button(options) }),
        up: (options) => pointer({ type: 'pointerUp', button: button(options) }),
      },
    };
  }

  get #driver(): WebDriverSession {
    if (this.#session === undefined) throw new Error('WebKitGTK has not been opened.');
    return this.#session;
  }

  /** Xvfb finds a free number by itself and tells it. */
  async #openDisplay(): Promise<string> {
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1800x1400x24'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#children.push(xvfb);
    const pipe = xvfb.stdio[3];
    if (!pipe) throw new Error('Xvfb has no pipe to tell its display on.');
    const [number] = (await once(pipe, 'data')) as [Buffer];
    return `:${number.toString().trim()}`;
  }
}

/** A folder of settings for GTK, in which bars take next to no room. */
function thinBars(): string {
  const settings = mkdtempSync(join(tmpdir(), 'nexus-webkit-'));
  mkdirSync(join(settings, 'gtk-3.0'));
  writeFileSync(join(settings, 'gtk-3.0', 'gtk.css'), THIN_BARS);
  return settings;
}
