/** A browser that is driven by W3C WebDriver: https://www.w3.org/TR/webdriver2/ */
export class WebDriverSession {
  readonly #base: string;

  private constructor(base: string) {
    this.#base = base;
  }

  /** Waits until the driver answers, then opens a browser. */
  static async open(driver: string, capabilities: object): Promise<WebDriverSession> {
    await untilReady(driver);
    const { sessionId } = await send<{ sessionId: string }>('POST', `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    return new WebDriverSession(`${driver}/session/${sessionId}`);
  }

  async goTo(url: string): Promise<void> {
    await send('POST', `${this.#base}/url`, { url });
  }

  /** Makes the page, not the window, this large in px. */
  async resizePage(width: number, height: number): Promise<void> {
    // The window is larger than the page by bars that are known once the page was measured.
    await this.#resizeWindow(width, height);
    const [pageWidth, pageHeight] = await this.run<[number, number]>(
      'return [window.innerWidth, window.innerHeight]',
    );
    if (pageWidth !== width || pageHeight !== height)
      await this.#resizeWindow(width + width - pageWidth, height + height - pageHeight);
  }

  async run<T>(script: string): Promise<T> {
    return send<T>('POST', `${this.#base}/execute/sync`, { script, args: [] });
  }

  /** Performs steps of one input device. */
  async perform(type: 'key' | 'pointer', actions: readonly object[]): Promise<void> {
    await send('POST', `${this.#base}/actions`, { actions: [{ type, id: type, actions }] });
  }

  async close(): Promise<void> {
    await send('DELETE', this.#base);
  }

  async #resizeWindow(width: number, height: number): Promise<void> {
    await send('POST', `${this.#base}/window/rect`, { x: 0, y: 0, width, height });
  }
}

const PATIENCE_MS = 15_000;

async function untilReady(driver: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const isReady = await fetch(`${driver}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (performance.now() > end)
      throw new Error(`The WebDriver at ${driver} did not answer in ${PATIENCE_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function send<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebDriver ${method} ${url}: ${value?.error} ${value?.message}`);
  return value;
}
