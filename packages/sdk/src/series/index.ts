export { downsample } from './downsample.ts';
export { type AppendOutcome, GrowingSeries } from './growing-series.ts';
export type { TimeRange } from './time-range.ts';
