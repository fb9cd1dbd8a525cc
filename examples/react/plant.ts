import { createNexus, type Nexus } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';

/** In production: `createNexus({ url, publishableKey })`. Here a plant in memory, with somebody signed in. */
export const nexus: Nexus = createNexus({
  data: new SimulatedDataService({ seed: 7, signedInAs: 'admin@alpenwerk.example' }),
});
