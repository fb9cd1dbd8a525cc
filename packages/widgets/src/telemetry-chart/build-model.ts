import type { Metric } from '@nexus-mfg/sdk';
import type { ChartModel, ChartThreshold } from '../chart/chart-model.ts';
import type { MetricColumns } from '../chart/series-buffer.ts';
import { METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import { DEFAULT_COUNT } from './metrics-attribute.ts';
import type { ChartData } from './series-source.ts';

/** What a person asked to see. */
export interface ChartWish {
  /** In order; the first two that the machine has when empty. */
  metrics: readonly Metric[];
  rangeMs: number;
  thresholds: readonly ChartThreshold[];
}

/** What is drawn of a machine's past: a window that ends at `now` (epoch ms), or at the newest reading of a faster clock. */
export function buildModel({ buffer, machine }: ChartData, wish: ChartWish, now: number): ChartModel {
  const { metrics, rangeMs, thresholds } = wish;
  const newest = buffer.latest ? Date.parse(buffer.latest.timestamp) : (buffer.lastTime ?? 0);
  const to = Math.max(now, newest);
  const from = to - rangeMs;
  buffer.trim(from);
  const present = buffer.present();
  const isNamed = metrics.length > 0;
  const drawn = (isNamed ? metrics : METRIC_ORDER).filter((metric) => present.includes(metric));
  const shown = isNamed ? drawn : drawn.slice(0, DEFAULT_COUNT);
  const series = shown.flatMap((metric) => {
    const columns = buffer.metrics.get(metric);
    if (columns === undefined) return [];
    // One unit for axis, readout and table, chosen by the largest value of the window.
    return [{ metric, columns, info: metricInfo(metric, machine.metadata, highest(columns)) }];
  });
  return { times: buffer.times, latest: buffer.latest, series, thresholds, from, to };
}

function highest({ max }: MetricColumns): number {
  return max.reduce<number>((high, value) => Math.max(high, Math.abs(value ?? 0)), 0);
}
