/** What machines measure, with the unit of each. */
export const UNITS = { vibration: 'mm/s RMS', temperature: '°C', rpm: '1/min', power_kwh: 'kWh' } as const;

/** One of {@link UNITS}. */
export type Metric = keyof typeof UNITS;

/** In the order that they are told in. */
export const METRICS = Object.keys(UNITS) as [Metric, ...Metric[]];

/** Four figures say what a sensor knows, and single precision has no more to say than seven. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}
