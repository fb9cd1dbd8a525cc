// How a portal takes Nexus in: one instance, one provider, one view. Everything else on this page is the portal's own.
import { createNexus } from '@nexus-mfg/sdk';
import { linkViewToUrl } from '@nexus-mfg/widgets';
import '@nexus-mfg/widgets/define-all.js';
import { showDemoAccounts } from './demo-accounts.ts';
import { byId } from './dom.ts';
import { showOrders } from './orders.ts';
import { startRouter } from './router.ts';
import { selectWorst } from './select-worst.ts';
import { startTheme } from './theme.ts';

interface PortalConfig {
  url: string;
  publishableKey: string;
  accounts?: { email: string; password: string; role: string; tenant: string | null }[];
}

start().catch((error: unknown) => {
  const fatal = byId('fatal', HTMLElement);
  fatal.textContent = `The portal could not start: ${error instanceof Error ? error.message : String(error)}`;
  fatal.hidden = false;
});

async function start(): Promise<void> {
  const response = await fetch('./nexus-config.json');
  if (!response.ok) throw new Error(`nexus-config.json answered ${response.status}.`);
  const config = (await response.json()) as PortalConfig;

  const nexus = createNexus({ url: config.url, publishableKey: config.publishableKey });
  const provider = byId('nexus', 'nexus-provider');
  provider.nexus = nexus;
  // A link to this page shows the same machine and the same time.
  linkViewToUrl(provider.view);

  const showPage = startRouter();
  startTheme(provider);
  if (config.accounts) showDemoAccounts(config.accounts, nexus);

  nexus.session.current.subscribe((session) => showPage(session));
  showPage(nexus.session.current.value);
  nexus.tenant.subscribe((membership) => {
    byId('plant', HTMLElement).textContent = membership?.tenant.name ?? '';
    byId('who', HTMLElement).textContent = membership
      ? `${membership.fullName ?? membership.email}, ${membership.role.replace('_', ' ')}`
      : '';
  });
  selectWorst(nexus, provider.view);
  showOrders(nexus, provider.view);
}
