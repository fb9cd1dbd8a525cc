export type { GatewayAccount, GatewayServer } from './connect.ts';
export type { ReplayOptions, ReplayProgress } from './replay/options.ts';
export { replayFiles } from './replay/replay-files.ts';
export {
  type FileReport,
  formatReplayProgress,
  formatReplayReport,
  type ReplayReport,
} from './replay/report.ts';
export type { BadRow } from './replay/rows.ts';
export type { ReplayFile } from './replay/scan.ts';
export type { FileUnits } from './replay/sources.ts';
export { type Simulator, startSimulator } from './simulator.ts';
export type { SimulatorOptions, SimulatorProgress } from './simulator-options.ts';
