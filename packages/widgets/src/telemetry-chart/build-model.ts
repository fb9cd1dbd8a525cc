import type { Metric, MetricSeries } from '@nexus-mfg/sdk';
import { downsample } from '@nexus-mfg/sdk/series';
import type { ChartAnnotation, ChartModel, ChartThreshold } from '../chart/chart-model.ts';
import { type MetricColumns, metricColumns } from '../chart/metric-columns.ts';
import { METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import { DEFAULT_COUNT } from './metrics-attribute.ts';
import type { FormerPart, MarksPart } from './parts.ts';
import type { ChartData } from './series-source.ts';
import type { Window } from './window.ts';

/** What a person asked to see. */
export interface ChartWish {
  /** In order; the first two that the machine has when empty. */
  metrics: readonly Metric[];
  thresholds: readonly ChartThreshold[];
  annotations: readonly ChartAnnotation[];
  /** IANA name; empty for the browser's zone. */
  zone: string;
  /** How far back lies the period to compare with, in ms; 0 for none. */
  formerMs: number;
}

/** What few charts need, where it is needed and here. */
export interface ModelParts {
  readonly former?: FormerPart | undefined;
  readonly marks?: MarksPart | undefined;
}

/** What is drawn of it. */
export type DrawnData = Omit<ChartData, 'machine'> & { machine: Pick<ChartData['machine'], 'metadata'> };

/** What is drawn of a machine's past in a window. */
export function buildModel(
  words: Words,
  data: DrawnData,
  wish: ChartWish,
  { from, to }: Window,
  parts: ModelParts = {},
): ChartModel {
  const { machine, latest, columns: most, former } = data;
  const { metrics, thresholds, zone } = wish;
  const { times, metrics: drawn } = downsample(data.series, most, { from, to });
  const isNamed = metrics.length > 0;
  const present = (isNamed ? metrics : METRIC_ORDER).filter((metric) => hasValue(drawn[metric]));
  const formerOf = former && parts.former?.formerLines(former, most, wish.formerMs, { from, to });
  const series = (isNamed ? present : present.slice(0, DEFAULT_COUNT)).flatMap((metric) => {
    const values = drawn[metric];
    if (values === undefined) return [];
    const columns = metricColumns(values);
    const line = formerOf?.(metric);
    // One unit for axis, readout and table, chosen by the largest value of the window.
    const greatest = Math.max(highest(columns), line === undefined ? 0 : highest(line.columns));
    return [{ metric, columns, info: metricInfo(words, metric, machine.metadata, greatest), former: line }];
  });
  return {
    words,
    zone,
    times,
    latest,
    series,
    thresholds,
    annotations: parts.marks?.numbered(wish.annotations) ?? [],
    from,
    to,
    under: parts.former?.drawFormer,
    reach: parts.former?.reachOf,
    over: parts.marks?.drawMarks,
  };
}

/** The window of a range that ends now: at `now`, or at the newest reading of a faster clock. */
export function newestOf({ latest, series }: Pick<ChartData, 'latest' | 'series'>): number {
  return latest ? Date.parse(latest.timestamp) : (series.times.at(-1) ?? 0);
}

function hasValue(values: MetricSeries | undefined): boolean {
  return values?.mean.some((value) => !Number.isNaN(value)) ?? false;
}

function highest({ max }: MetricColumns): number {
  return max.reduce<number>((high, value) => Math.max(high, Math.abs(value ?? 0)), 0);
}
