import type { Metric } from '@nexus-mfg/sdk';
import { METRIC_ORDER } from '../internal/metrics.ts';

/** Lines that one chart can carry. */
const MOST_METRICS = 4;

/** Metrics drawn when none are named: the first two that the machine has. */
export const DEFAULT_COUNT = 2;

/** `"vibration temperature"` as a list; unknown names are left out, doubles too. */
export function parseMetrics(text: string | null): Metric[] {
  const names = (text ?? '').split(/[\s,]+/);
  const known = names.flatMap((name) => METRIC_ORDER.filter((metric) => metric === name));
  return [...new Set(known)].slice(0, MOST_METRICS);
}
