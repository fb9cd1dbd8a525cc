/** The deterministic plant: for demos, story pages, tests, and gateways that have no machines yet. */
export {
  DEMO_ACCOUNTS,
  DEMO_PASSWORD,
  DEMO_TENANTS,
  type SimulatedAccount,
} from './data/simulated/accounts.ts';
export type { SimulatedAiRequest } from './data/simulated/ai.ts';
export type { SimulatedNotice, SimulatedStorage } from './data/simulated/keeper.ts';
export type { MailPurpose, SimulatedMail } from './data/simulated/mailbox.ts';
export {
  SimulatedDataService,
  type SimulatedDataServiceOptions,
} from './data/simulated/simulated-data-service.ts';
export { SimulatedWorld } from './data/simulated/world.ts';
export type { SimulatedWorldOptions } from './data/simulated/world-options.ts';
export {
  CONDITIONS,
  type Condition,
  castConditions,
  createMachineModel,
  type MachineModel,
  type PlantMachine,
  type PlantSample,
} from './plant/index.ts';
