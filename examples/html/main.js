// Plain JavaScript, as the browser takes it.
import { createNexus } from './nexus/nexus.js';
import { SimulatedDataService } from './nexus/simulated.js';

const nexus = createNexus({
  data: new SimulatedDataService({ seed: 7, signedInAs: 'admin@alpenwerk.example' }),
});
const provider = document.querySelector('nexus-provider');
provider.nexus = nexus;

provider.addEventListener('nexus-machine-select', async ({ machineId }) => {
  const { name } = await nexus.machines.get(machineId);
  document.querySelector('#chosen').textContent = name;
});
document.querySelector('#theme').addEventListener('change', ({ target }) => {
  provider.theme = target.value;
});
