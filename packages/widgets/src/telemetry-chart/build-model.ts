import type { Metric, MetricSeries } from '@nexus-mfg/sdk';
import { downsample } from '@nexus-mfg/sdk/series';
import type { ChartModel, ChartThreshold } from '../chart/chart-model.ts';
import { type MetricColumns, metricColumns } from '../chart/metric-columns.ts';
import { METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
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
export function buildModel(words: Words, data: ChartData, wish: ChartWish, now: number): ChartModel {
  const { machine, latest, columns: most } = data;
  const { metrics, rangeMs, thresholds } = wish;
  const newest = latest ? Date.parse(latest.timestamp) : (data.series.times.at(-1) ?? 0);
  const to = Math.max(now, newest);
  const from = to - rangeMs;
  const { times, metrics: drawn } = downsample(data.series, most, { from, to });
  const isNamed = metrics.length > 0;
  const present = (isNamed ? metrics : METRIC_ORDER).filter((metric) => hasValue(drawn[metric]));
  const series = (isNamed ? present : present.slice(0, DEFAULT_COUNT)).flatMap((metric) => {
    const values = drawn[metric];
    if (values === undefined) return [];
    const columns = metricColumns(values);
    // One unit for axis, readout and table, chosen by the largest value of the window.
    return [{ metric, columns, info: metricInfo(words, metric, machine.metadata, highest(columns)) }];
  });
  return { words, times, latest, series, thresholds, from, to };
}

function hasValue(values: MetricSeries | undefined): boolean {
  return values?.mean.some((value) => !Number.isNaN(value)) ?? false;
}

function highest({ max }: MetricColumns): number {
  return max.reduce<number>((high, value) => Math.max(high, Math.abs(value ?? 0)), 0);
}
