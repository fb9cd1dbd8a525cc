import { DEMO_PASSWORD, SimulatedDataService, SimulatedWorld } from '../../src/simulated.ts';
import { dataServiceContract } from './data-service-contract.ts';

const account = (email: string): { email: string; password: string } => ({ email, password: DEMO_PASSWORD });

dataServiceContract('SimulatedDataService', async () => {
  const world = new SimulatedWorld({ seed: 1 });
  return {
    createService: () => new SimulatedDataService({ world, latencyMs: 1 }),
    now: () => world.clock.now(),
    accounts: {
      admin: account('admin@alpenwerk.example'),
      gateway: account('gateway@alpenwerk.example'),
      reader: account('ceo@alpenwerk.example'),
      stranger: account('gateway@rio-bravo.example'),
      outsider: account('operator@nexus.example'),
    },
    close: async () => {},
  };
});
