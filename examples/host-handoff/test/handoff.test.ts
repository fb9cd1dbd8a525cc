// The whole way: a user of the portal signs in there, and sees the plant with no second login.
import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/lib/chromium.ts';
import { type RunningStack, runStack } from '../../../scripts/lib/running-stack.ts';
import { pageFiles } from '../page-files.ts';
import { createPortal } from '../portal.ts';

describe('a portal with a login of its own', () => {
  let stack: RunningStack;
  let browser: Browser;
  let portal: Server;
  let address: string;

  before(async () => {
    stack = await runStack();
    browser = await chromium.launch(await chromiumLaunch());
    const { url, publishableKey } = { url: stack.api, publishableKey: stack.publishableKey };
    const embedSecret = await makeSecret(stack);
    const files = await pageFiles(`${import.meta.dirname}/..`);
    portal = createPortal({ url, publishableKey, embedSecret, files }).listen(0, '127.0.0.1');
    await new Promise((resolve) => portal.once('listening', resolve));
    address = `http://127.0.0.1:${(portal.address() as AddressInfo).port}/`;
  });
  after(async () => {
    portal?.close();
    portal?.closeAllConnections();
    await browser?.close();
    await stack?.stop();
  });

  async function enter(email: string, password: string): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  }

  it('shows its user the plant, with no second login', async () => {
    const page = await enter('mira@portal.example', 'portal-mira');
    await page.locator('nexus-machine-grid').getByRole('gridcell').first().waitFor();
    assert.equal(await page.locator('nexus-sign-in').count(), 0);
    assert.match((await page.locator('#name').textContent()) ?? '', /Mira/);
  });

  it('keeps the secret on its server', async () => {
    const page = await enter('mira@portal.example', 'portal-mira');
    const bodies: string[] = [];
    page.on('response', async (response) => bodies.push(await response.text().catch(() => '')));
    await page.reload();
    await page.locator('nexus-machine-grid').getByRole('gridcell').first().waitFor();
    assert.ok(bodies.some((body) => body.includes('accessToken')));
    assert.ok(bodies.every((body) => !body.includes('nxe_')));
  });

  it('lets nobody through whom it does not know itself', async () => {
    const page = await enter('mira@portal.example', 'wrong');
    await page.getByRole('alert').waitFor();
    const session = await page.evaluate(async () => (await fetch('/nexus-session')).json());
    assert.equal(session, null);
  });
});

/** As a master admin makes it. */
async function makeSecret({ api, publishableKey, accounts }: RunningStack): Promise<string> {
  const admin = accounts.find(({ email }) => email === 'admin@alpenwerk.example');
  assert.ok(admin);
  const post = async (
    path: string,
    body: unknown,
    token = publishableKey,
  ): Promise<Record<string, string>> => {
    const response = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, await response.clone().text());
    return (await response.json()) as Record<string, string>;
  };
  const { access_token: token } = await post('/auth/v1/token?grant_type=password', {
    email: admin.email,
    password: admin.password,
  });
  const { secret } = await post(
    '/rest/v1/rpc/create_embed_secret',
    { name: 'Portal', role_map: { technician: 'maintenance', director: 'c_level' }, default_role: null },
    token,
  );
  assert.ok(secret);
  return secret;
}
