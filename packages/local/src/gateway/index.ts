export { replayFiles } from './replay/replay-files.ts';
export { formatReplayProgress, formatReplayReport, type ReplayReport } from './replay/report.ts';
export { type Simulator, startSimulator } from './simulator.ts';
export type { SimulatorOptions } from './simulator-options.ts';
