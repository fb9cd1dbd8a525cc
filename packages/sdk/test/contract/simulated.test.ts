import { DEMO_PASSWORD, SimulatedDataService, SimulatedWorld } from '../../src/simulated.ts';
import { dataServiceContract } from './data-service-contract.ts';

const account = (email: string): { email: string; password: string } => ({ email, password: DEMO_PASSWORD });

dataServiceContract('SimulatedDataService', async () => {
  const world = new SimulatedWorld({ seed: 1 });
  const watcher = new SimulatedDataService({ world });
  return {
    createService: () => new SimulatedDataService({ world, latencyMs: 1 }),
    now: () => world.now(),
    accounts: {
      admin: account('admin@alpenwerk.example'),
      gateway: account('gateway@alpenwerk.example'),
      reader: account('ceo@alpenwerk.example'),
      stranger: account('gateway@rio-bravo.example'),
      outsider: account('operator@nexus.example'),
    },
    createAccount: async (email) => {
      world.addAccount(account(email));
      return account(email);
    },
    mailTo: async (email) =>
      watcher.mails.find(({ to, purpose }) => to === email && purpose !== 'invitation') ?? null,
    openLink: async (link) => link,
    askAi: async (email, request) => world.addAiRequest(email, request),
    prepareSealing: async () => {},
    close: () => watcher.close(),
  };
});
