import type { MachineMetadata, Metric } from '@nexus-mfg/sdk';
import { machineMessages } from '../drawing/messages.ts';
import type { Words } from '../locale/words.ts';

/** How a metric is named and written for people. */
export interface MetricInfo {
  /** Short label. */
  label: string;
  /** Unit, empty when the machine does not declare one. */
  unit: string;
  /** Digits after the decimal point. */
  digits: number;
  /** What a stored value is multiplied by to be in `unit`. */
  factor: number;
}

/** The order in which metrics are shown everywhere: same thing, same place. */
export const METRIC_ORDER: readonly Metric[] = ['vibration', 'temperature', 'rpm', 'power_kwh'];

const INFO: Record<Metric, Omit<MetricInfo, 'label'>> = {
  vibration: { unit: 'mm/s', digits: 2, factor: 1 },
  temperature: { unit: '°C', digits: 1, factor: 1 },
  rpm: { unit: '1/min', digits: 0, factor: 1 },
  power_kwh: { unit: 'kWh', digits: 2, factor: 1 },
};

/** Energy of an interval of seconds is a few Wh: below this many kWh the smaller unit is the readable one. */
const WH_BELOW_KWH = 0.1;

/** Digits added at most for a value that would be written as zero without being zero. */
const MOST_EXTRA_DIGITS = 2;

/**
 * Label, unit and digits of a metric of one machine: a machine may declare other units than the default.
 *
 * @param magnitude - The largest value that will be written with it, as stored; it decides between Wh and kWh.
 * @example
 * metricInfo(words, 'power_kwh', {}, 0.0056).unit; // 'Wh'
 */
export function metricInfo(
  words: Words,
  metric: Metric,
  metadata: MachineMetadata = {},
  magnitude: number = Number.POSITIVE_INFINITY,
): MetricInfo {
  const info = { label: words.text(machineMessages, metric), ...INFO[metric] };
  if (metric === 'vibration' && metadata.vibrationUnit === 'g') return { ...info, unit: 'g', digits: 3 };
  if (metric === 'temperature' && metadata.temperatureUnit === 'unknown') return { ...info, unit: '' };
  if (metric === 'power_kwh' && Math.abs(magnitude) < WH_BELOW_KWH)
    return { ...info, unit: 'Wh', digits: 1, factor: 1_000 };
  return info;
}

/** A stored value as a number in the unit of `info`, without the unit; an en dash for what is not there. */
export function formatValue(
  words: Words,
  value: number | null | undefined,
  { digits, factor }: MetricInfo,
): string {
  if (value === null || value === undefined) return '–';
  const shown = value * factor;
  const size = Math.abs(shown);
  // 0.004 must not read as 0.00: something is there.
  const vanishes = size > 0 && size < 0.5 * 10 ** -digits;
  const needed = vanishes ? -Math.floor(Math.log10(size)) : digits;
  return words.number(shown, Math.min(needed, digits + MOST_EXTRA_DIGITS));
}
