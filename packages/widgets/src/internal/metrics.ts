import type { MachineMetadata, Metric } from '@nexus-mfg/sdk';

/** How a metric is named and written for people. */
export interface MetricInfo {
  /** Short label. */
  label: string;
  /** Unit, empty when the machine does not declare one. */
  unit: string;
  /** Digits after the decimal point. */
  digits: number;
}

/** The order in which metrics are shown everywhere: same thing, same place. */
export const METRIC_ORDER: readonly Metric[] = ['vibration', 'temperature', 'rpm', 'power_kwh'];

const INFO: Record<Metric, MetricInfo> = {
  vibration: { label: 'Vibration', unit: 'mm/s', digits: 2 },
  temperature: { label: 'Temperature', unit: '°C', digits: 1 },
  rpm: { label: 'Speed', unit: '1/min', digits: 0 },
  power_kwh: { label: 'Energy', unit: 'kWh', digits: 2 },
};

/** Label, unit and digits of a metric of one machine: a machine may declare other units than the default. */
export function metricInfo(metric: Metric, metadata: MachineMetadata = {}): MetricInfo {
  const info = INFO[metric];
  if (metric === 'vibration' && metadata.vibrationUnit === 'g') return { ...info, unit: 'g', digits: 3 };
  if (metric === 'temperature' && metadata.temperatureUnit === 'unknown') return { ...info, unit: '' };
  return info;
}
