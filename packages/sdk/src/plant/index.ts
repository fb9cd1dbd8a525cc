export { castConditions } from './cast.ts';
export { CONDITIONS, type Condition } from './faults.ts';
export {
  createMachineModel,
  type MachineModel,
  type PlantMachine,
  type PlantSample,
} from './machine-model.ts';
export { VIBRATION_ZONES } from './profiles.ts';
export { hashText, mix, unit } from './random.ts';
