export { replayFiles } from './replay/replay-files.ts';
export { formatReplayProgress, formatReplayReport, type ReplayReport } from './replay/report.ts';
export { checkRecording } from './replay/rows.ts';
export { type Simulator, startSimulator } from './simulator.ts';
export type { SimulatorOptions } from './simulator-options.ts';
