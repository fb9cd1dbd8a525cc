import { createNexus, isNexusError } from '@nexus-mfg/sdk';
import { DEMO_PASSWORD, SimulatedDataService } from '@nexus-mfg/sdk/simulated';

// What is imported by name here is what a host imports. Prints one line of JSON and must end by itself.
const nexus = createNexus({ url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_none' });
let code = '';
try {
  await nexus.machines.list();
} catch (error) {
  if (isNexusError(error)) code = error.code;
}
const simulated = createNexus({ data: new SimulatedDataService() });
await simulated.session.signIn({ email: 'ceo@alpenwerk.example', password: DEMO_PASSWORD });
const machines = (await simulated.machines.list()).length;

console.log(
  JSON.stringify({
    sessionIsNull: nexus.session.current.value === null,
    code,
    machines,
    connection: nexus.connection.value.state,
  }),
);
await nexus.close();
await simulated.close();
