// How a portal takes Nexus in: one instance, one provider, events. Everything else on this page is the portal's own.
import { createNexus, type Machine, type Nexus } from '@nexus-mfg/sdk';
import '@nexus-mfg/widgets/define-all.js';
import { showDemoAccounts } from './demo-accounts.ts';
import { byId } from './dom.ts';
import { startRouter } from './router.ts';
import { startThemeSwitch } from './theme.ts';

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
  byId('nexus', 'nexus-provider').nexus = nexus;

  const showPage = startRouter();
  startThemeSwitch(byId('nexus', 'nexus-provider'));
  if (config.accounts) showDemoAccounts(config.accounts, nexus);

  nexus.session.current.subscribe((session) => showPage(session));
  showPage(nexus.session.current.value);
  nexus.tenant.subscribe((membership) => {
    byId('plant', HTMLElement).textContent = membership?.tenant.name ?? '';
    byId('who', HTMLElement).textContent = membership
      ? `${membership.fullName ?? membership.email}, ${membership.role.replace('_', ' ')}`
      : '';
  });
  byId('sign-out', HTMLButtonElement).addEventListener('click', () => void nexus.session.signOut());
  followSelection(nexus);
}

/** Gauge and chart follow the grid; the machine that needs a look most is chosen until a person chooses. */
function followSelection(nexus: Nexus): void {
  const show = (machine: Pick<Machine, 'id' | 'name'> | undefined): void => {
    byId('machine-name', HTMLElement).textContent = machine?.name ?? 'No machine selected';
    byId('gauge', 'nexus-health-gauge').machineId = machine?.id ?? '';
    byId('chart', 'nexus-telemetry-chart').machineId = machine?.id ?? '';
    byId('grid', 'nexus-machine-grid').selectedId = machine?.id ?? '';
  };
  let machines: readonly Machine[] = [];
  let selected: string | undefined;
  const select = (machine: Machine | undefined): void => {
    if (machine?.id === selected) return;
    selected = machine?.id;
    show(machine);
  };

  byId('grid', 'nexus-machine-grid').addEventListener('nexus-machine-select', (event) => {
    select(machines.find((machine) => machine.id === event.machineId));
  });

  // The list follows the session by itself: empty after a sign-out, and the next person's after a sign-in.
  nexus.machines.subscribe(
    (list) => {
      machines = list;
      if (!list.some((machine) => machine.id === selected)) select(worst(list));
    },
    // The grid shows what went wrong and offers the retry; there is nothing to add here.
    { onError: () => {} },
  );
}

/** Lowest health first; a machine that cannot be judged but sends comes before one that has never sent. */
function worst(machines: readonly Machine[]): Machine | undefined {
  const rank = (machine: Machine): number => machine.healthScore ?? (machine.latest ? 101 : 102);
  return machines.reduce<Machine | undefined>(
    (least, machine) => (least === undefined || rank(machine) < rank(least) ? machine : least),
    undefined,
  );
}
