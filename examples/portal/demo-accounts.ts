import type { Nexus } from '@nexus-mfg/sdk';
import { byId } from './dom.ts';

interface DemoAccount {
  email: string;
  password: string;
  role: string;
  tenant: string | null;
}

/** One-click sign-ins of the local stack. A deployed portal's config names no accounts, and this list stays hidden. */
export function showDemoAccounts(accounts: readonly DemoAccount[], nexus: Nexus): void {
  const list = byId('demo-accounts', HTMLUListElement);
  for (const account of accounts.filter(({ tenant }) => tenant !== null)) {
    const item = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = `${account.tenant}: ${account.role.replace('_', ' ')}`;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Sign in';
    button.setAttribute('aria-label', `Sign in as ${account.email}`);
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        await nexus.session.signIn({ email: account.email, password: account.password });
      } catch (error) {
        label.textContent = error instanceof Error ? error.message : String(error);
      } finally {
        button.disabled = false;
      }
    });
    item.append(label, button);
    list.append(item);
  }
  byId('demo', HTMLDetailsElement).hidden = false;
}
