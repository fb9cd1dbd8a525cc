/** The deterministic plant: for demos, story pages, tests, and gateways that have no machines yet. */
export {
  DEMO_ACCOUNTS,
  DEMO_PASSWORD,
  DEMO_TENANTS,
  type SimulatedAccount,
} from './data/simulated/accounts.ts';
export {
  SimulatedDataService,
  type SimulatedDataServiceOptions,
} from './data/simulated/simulated-data-service.ts';
export { SimulatedWorld, type SimulatedWorldOptions } from './data/simulated/world.ts';
export {
  CONDITIONS,
  type Condition,
  castConditions,
  createMachineModel,
  type MachineModel,
  type PlantMachine,
  type PlantSample,
} from './plant/index.ts';
