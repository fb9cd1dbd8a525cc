import type { Page } from 'playwright-core';

/** The portal as a person works it. */
export class PortalPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async fillSignIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.keyboard.press('Enter');
  }

  /** Signs in and waits for the first machine. */
  async signIn(account: { email: string; password: string }): Promise<void> {
    await this.fillSignIn(account);
    await this.page.locator('#grid [role=gridcell]').first().waitFor();
  }

  async drawnNames(): Promise<string[]> {
    return this.page.locator('#grid [role=gridcell] .name').allTextContents();
  }

  /** Names of all machines; the grid draws only what is in sight, so it is scrolled from top to bottom. */
  async machineNames(): Promise<string[]> {
    const names = new Set<string>();
    const viewport = this.page.locator('#grid .viewport');
    await this.page.locator('#grid [role=gridcell]').first().waitFor();
    for (;;) {
      for (const name of await this.drawnNames()) names.add(name);
      const isAtEnd = await viewport.evaluate((element) => {
        const before = element.scrollTop;
        element.scrollTop += element.clientHeight / 2;
        // Drawing follows the scroll event by a frame; two frames later the new rows are there.
        return new Promise<boolean>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(element.scrollTop === before)));
        });
      });
      if (isAtEnd) break;
    }
    await viewport.evaluate((element) => element.scrollTo(0, 0));
    return [...names];
  }

  /** Selects a machine by searching for it, as one does in a long list. */
  async select(name: string): Promise<void> {
    await this.page.locator('#grid').getByRole('searchbox').fill(name);
    await this.page.locator('#grid [role=gridcell]', { hasText: name }).first().click();
    await this.page.locator('#detail').getByRole('heading', { name }).waitFor();
  }

  /** Waits until the gauge shows a score from `low` up to, but not including, `high`. */
  async gauge(low: number, high: number): Promise<void> {
    await this.page.waitForFunction(
      ([from, to]) => {
        const detail = document.querySelector('#detail')?.shadowRoot;
        const gauge = detail?.querySelector('nexus-health-gauge')?.shadowRoot;
        const score = Number.parseFloat(gauge?.querySelector('.figure')?.textContent ?? '');
        return score >= from && score < to;
      },
      [low, high] as const,
    );
  }

  /** Signs out by the user menu. */
  async signOut(): Promise<void> {
    await this.page.locator('nexus-user-menu').getByRole('button').first().click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
  }

  /** Waits until the connection is shown as this. */
  async connection(word: string | RegExp): Promise<void> {
    await this.page.locator('#connection').getByText(word).waitFor();
  }

  /** The tenant's colour as the elements get it. */
  brandColor(): Promise<string> {
    return this.page
      .locator('nexus-provider')
      .evaluate((element) => getComputedStyle(element).getPropertyValue('--nexus-color-brand').trim());
  }
}
