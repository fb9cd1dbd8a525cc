import type { BrowserContext, Page } from 'playwright-core';
import type { Orders } from './orders.ts';
import type { PageSetting, StormHost, StormPage } from './page/protocol.ts';
import type { TabName } from './readings.ts';

declare global {
  var stormPage: StormPage;
}

/** One tab of the browser, which may be reloaded, closed, or killed, and is opened again. */
export class StormTab {
  readonly name: TabName;
  readonly orders: Orders;
  /** Errors that nobody in the page caught. */
  readonly uncaught: string[] = [];
  readonly #context: BrowserContext;
  readonly #setting: PageSetting;
  readonly #address: string;
  #page: Page | null = null;
  #deaths = 0;

  constructor(context: BrowserContext, address: string, setting: PageSetting, orders: Orders) {
    this.name = setting.tab;
    this.orders = orders;
    this.#context = context;
    this.#address = address;
    this.#setting = setting;
  }

  /** Answers what a page calls. */
  async serve(method: keyof StormHost, given: readonly unknown[]): Promise<unknown> {
    if (method === 'setting') return this.#setting;
    if (method === 'next') return this.orders.next();
    if (method === 'acknowledge') return this.orders.acknowledge(Number(given[0]));
    return this.orders.reject(String(given[0]));
  }

  owns(page: Page): boolean {
    return page === this.#page;
  }

  get isDead(): boolean {
    return this.#page === null;
  }

  async open(): Promise<void> {
    const page = await this.#context.newPage();
    page.on('pageerror', (error) => this.uncaught.push(String(error)));
    page.on('crash', () => {
      if (this.#page === page) this.#page = null;
    });
    this.#page = page;
    await page.goto(this.#address);
    await this.#ready(page);
  }

  async reload(): Promise<void> {
    const { page } = this;
    await this.#moment();
    await page.reload();
    await this.#ready(page);
  }

  /** Closes the tab without asking it. */
  async close(): Promise<void> {
    const { page } = this;
    await this.#moment();
    this.#page = null;
    await page.close({ runBeforeUnload: false });
  }

  /** Kills the process that draws the tab, which has frozen as soon as its readings were said to be safe. */
  async crash(): Promise<void> {
    const { page } = this;
    const devtools = await this.#context.newCDPSession(page);
    await this.orders.moment('frozen');
    const crashed = page.waitForEvent('crash');
    // It never answers: who should is dead.
    devtools.send('Page.crash').catch(() => {});
    await crashed;
    await page.close().catch(() => {});
  }

  get page(): Page {
    if (!this.#page) throw new Error(`Tab ${this.name} is not open`);
    return this.#page;
  }

  /** Deaths come in the middle of a burst and just after one, in turns. */
  async #moment(): Promise<void> {
    this.#deaths += 1;
    await this.orders.moment(this.#deaths % 2 === 0 ? 'burst' : 'acknowledged');
  }

  async #ready(page: Page): Promise<void> {
    await page.waitForFunction(() => 'stormPage' in globalThis);
  }
}
