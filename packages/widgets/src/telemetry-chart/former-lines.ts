import type { Metric, TelemetrySeries } from '@nexus-mfg/sdk';
import { downsample } from '@nexus-mfg/sdk/series';
import type { ChartModel, FormerLine } from '../chart/chart-model.ts';
import { metricColumns } from '../chart/metric-columns.ts';
import { scaleOf } from '../chart/scale-of.ts';
import type { Window } from './window.ts';

/** The former period at the times that it is drawn at, by metric. */
export function formerLines(
  former: TelemetrySeries,
  most: number,
  distance: number,
  { from, to }: Window,
): (metric: Metric) => FormerLine | undefined {
  const { times, metrics } = downsample(former, most, { from: from - distance, to: to - distance });
  const moved = times.map((time) => time + distance);
  return (metric) => {
    const values = metrics[metric];
    return values && { times: moved, columns: metricColumns(values) };
  };
}

/** The former period has a say in how far an axis reaches. */
export function reachOf(
  { series }: ChartModel,
  scale: string,
  low: number | null,
  high: number | null,
): [low: number | null, high: number | null] {
  let range: [number | null, number | null] = [low, high];
  for (const { info, former } of series) {
    if (former === undefined || scaleOf(info.unit) !== scale) continue;
    for (const value of former.columns.mean) {
      if (value === null) continue;
      range = [Math.min(range[0] ?? value, value), Math.max(range[1] ?? value, value)];
    }
  }
  return range;
}
