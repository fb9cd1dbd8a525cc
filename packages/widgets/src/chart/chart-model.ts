import type { Metric, Reading } from '@nexus-mfg/sdk';
import type uPlot from 'uplot';
import type { MetricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import type { MetricColumns } from './metric-columns.ts';

/** A limit that is drawn as a dashed line with a word. */
export interface ChartThreshold {
  metric: Metric;
  value: number;
  /** The word at the line, for example `Limit`. */
  label: string;
}

/** Something that happened, shown as a numbered flag. */
export interface ChartAnnotation {
  /** Epoch ms. */
  at: number;
  /** Epoch ms at which it was over; absent for a moment. */
  until?: number;
  text: string;
}

/** An annotation with the number that it carries in the picture, the list and the table. */
export interface NumberedAnnotation extends ChartAnnotation {
  number: number;
}

/** The same metric in a former period, moved by its distance: it lies under the line it is compared with. */
export interface FormerLine {
  times: Float64Array;
  columns: MetricColumns;
}

/** One line with its band. */
export interface ChartSeries {
  metric: Metric;
  info: MetricInfo;
  columns: MetricColumns;
  former?: FormerLine | undefined;
}

/** Everything that is drawn. `from` and `to` are epoch ms. */
export interface ChartModel {
  times: Float64Array;
  /** Newest live reading; what is read out while there is no cursor. */
  latest?: Reading | undefined;
  series: readonly ChartSeries[];
  thresholds: readonly ChartThreshold[];
  annotations: readonly NumberedAnnotation[];
  /** Numbers and times for people. */
  words: Words;
  /** IANA name of the zone whose clocks are shown; empty for the browser's. */
  zone: string;
  from: number;
  to: number;
  /** Draws what lies under the lines. */
  under?: ((pen: Pen) => void) | undefined;
  /** Draws what lies over the lines. */
  over?: ((pen: Pen) => void) | undefined;
  /** How far an axis reaches beside the lines of today. */
  reach?: Reach | undefined;
}

/** Widens what an axis shows, from lowest to highest value; null where there is none. */
type Reach = (
  model: ChartModel,
  scale: string,
  low: number | null,
  high: number | null,
) => [low: number | null, high: number | null];

/** What the drawing functions need; coordinates are device pixels. */
export interface Pen {
  plot: uPlot;
  model: ChartModel;
  style: ChartStyle;
  ratio: number;
}

/** Colours and font as the page computes them, for the canvas. */
export interface ChartStyle {
  text: string;
  quiet: string;
  grid: string;
  surface: string;
  warning: string;
  series: readonly string[];
  font: string;
  /** Size of the small text, in px: the canvas grows with density as the page does. */
  fontPx: number;
}

/** Line patterns by position, so that lines differ without colour too. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3]];

/** Pattern of a former period, whichever line it is of. */
export const FORMER_DASH: readonly number[] = [2, 3];

/** Below this width only two value axes fit beside the plot. */
export const NARROW_PX = 560;
