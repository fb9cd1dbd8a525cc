import { after, before, describe } from 'node:test';
import { aiContract } from './ai-contract.ts';
import { filesContract } from './files-contract.ts';
import { invitationsContract } from './invitations-contract.ts';
import { liveContract } from './live-contract.ts';
import { machinesContract } from './machines-contract.ts';
import { membersContract } from './members-contract.ts';
import { platformContract } from './platform-contract.ts';
import { sessionContract } from './session-contract.ts';
import { signInContract } from './sign-in-contract.ts';
import { signalContract } from './signal-contract.ts';
import { Suite } from './suite.ts';
import { telemetryContract } from './telemetry-contract.ts';
import { tenantsContract } from './tenants-contract.ts';
import type { ContractWorld } from './world.ts';
import { wrongUseContract } from './wrong-use-contract.ts';

/** What every engine promises. Run it on each: the car must not notice which one is in. */
export function dataServiceContract(engine: string, open: () => Promise<ContractWorld>): void {
  describe(`DataService contract: ${engine}`, () => {
    const suite = new Suite();
    before(() => suite.open(open));
    after(() => suite.close());

    sessionContract(suite);
    signInContract(suite);
    machinesContract(suite);
    telemetryContract(suite);
    liveContract(suite);
    tenantsContract(suite);
    membersContract(suite);
    invitationsContract(suite);
    filesContract(suite);
    aiContract(suite);
    platformContract(suite);
    signalContract(suite);
    wrongUseContract(suite);
  });
}
