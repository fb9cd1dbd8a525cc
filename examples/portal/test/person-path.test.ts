// A person's path through the running stack, in a real browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createNexus, type Machine, type Nexus } from '@nexus-mfg/sdk';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';
import { type RunningStack, runStack } from '../../../scripts/lib/running-stack.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { PortalPage } from './support/portal-page.ts';

describe('a person in the portal', () => {
  let stack: RunningStack;
  let browser: Browser;
  let gateway: Nexus;
  const machines: Record<'alpenwerk' | 'rio-bravo', Machine[]> = { alpenwerk: [], 'rio-bravo': [] };

  const account = (email: string): { email: string; password: string } =>
    stack.accounts.find((candidate) => candidate.email === email) ?? assert.fail(`no account ${email}`);

  async function signedIn(
    email: string,
  ): Promise<{ context: BrowserContext; page: Page; portal: PortalPage }> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const portal = new PortalPage(page);
    await page.goto(stack.portal);
    await portal.signIn(account(email));
    return { context, page, portal };
  }

  before(async () => {
    stack = await runStack(['--no-simulator']);
    browser = await chromium.launch(await chromiumLaunch());
    for (const slug of ['alpenwerk', 'rio-bravo'] as const) {
      const nexus = createNexus({ url: stack.api, publishableKey: stack.publishableKey });
      await nexus.session.signIn(account(`gateway@${slug}.example`));
      machines[slug] = await nexus.machines.list();
      if (slug === 'alpenwerk') gateway = nexus;
      else await nexus.close();
    }
  });
  after(async () => {
    await gateway?.close();
    await browser?.close();
    await stack?.stop();
  });

  it('is told plainly that the password is wrong', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const portal = new PortalPage(page);
    await page.goto(stack.portal);
    await portal.fillSignIn({ email: 'maintenance@alpenwerk.example', password: 'not the password' });
    await page
      .locator('nexus-sign-in [role=alert]')
      .getByText(/password/i)
      .waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await context.close();
  });

  it('sees exactly the own machines, in the own brand, and never the other tenant’s', async () => {
    const brands: string[] = [];
    for (const [own, other] of [
      ['alpenwerk', 'rio-bravo'],
      ['rio-bravo', 'alpenwerk'],
    ] as const) {
      const { context, page, portal } = await signedIn(`maintenance@${own}.example`);
      const received: string[] = [];
      page.on('response', async (response) => {
        if (response.url().startsWith(stack.api)) received.push(await response.text().catch(() => ''));
      });
      await page.reload();
      assert.deepEqual((await portal.machineNames()).sort(), machines[own].map(({ name }) => name).sort());
      for (const foreign of machines[other]) {
        assert.ok(!received.some((body) => body.includes(foreign.id)), `${foreign.name} came over the wire`);
      }
      brands.push(await portal.brandColor());
      assert.deepEqual(await accessibilityFindings(page), []);
      await context.close();
    }
    assert.notEqual(brands[0], brands[1]);
    assert.ok(brands.every((color) => color !== ''));
  });

  it('sees a recorded reading move the gauge within two seconds', async () => {
    const { context, portal } = await signedIn('ceo@alpenwerk.example');
    const machine =
      machines.alpenwerk.find(({ metadata }) => metadata.vibrationUnit !== 'g') ?? assert.fail();
    await gateway.telemetry.record({
      machineId: machine.id,
      timestamp: new Date().toISOString(),
      vibration: 0.5,
      temperature: 40,
    });
    await portal.select(machine.name);
    await portal.gauge(80, 101);
    const began = performance.now();
    await gateway.telemetry.record({
      machineId: machine.id,
      timestamp: new Date(Date.now() + 1).toISOString(),
      vibration: 14,
      temperature: 120,
    });
    await portal.gauge(0, 50);
    assert.ok(performance.now() - began < 2_000, 'the gauge was too slow');
    await context.close();
  });

  it('is told when the network is gone, and sees it recover with what happened meanwhile', async () => {
    const { context, page, portal } = await signedIn('maintenance@alpenwerk.example');
    const machine = machines.alpenwerk[3] ?? assert.fail();
    await portal.connection('Online');
    await portal.select(machine.name);
    await context.setOffline(true);
    await portal.connection(/Offline|Reconnecting/);
    await page.locator('#grid').getByText('last known values').waitFor();
    await gateway.telemetry.record({
      machineId: machine.id,
      timestamp: new Date().toISOString(),
      vibration: 13,
      temperature: 115,
    });
    await context.setOffline(false);
    await portal.connection('Online');
    await portal.gauge(0, 50);
    await context.close();
  });

  it('signs out, and nothing of the tenant stays on the page', async () => {
    const { context, page, portal } = await signedIn('maintenance@rio-bravo.example');
    await portal.signOut();
    await page.locator('nexus-sign-in').getByLabel('Password', { exact: true }).waitFor();
    assert.deepEqual(await portal.drawnNames(), []);
    await portal.signIn(account('maintenance@alpenwerk.example'));
    assert.deepEqual((await portal.machineNames()).sort(), machines.alpenwerk.map(({ name }) => name).sort());
    await context.close();
  });
});
