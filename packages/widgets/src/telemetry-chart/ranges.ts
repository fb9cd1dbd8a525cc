/** Length of a window that ends now, as people ask for it. */
export interface RangePreset {
  rangeMs: number;
  label: string;
  /** The same in full, for the name of the chart. */
  name: string;
}

const HOUR_MS = 3_600_000;

export const RANGE_PRESETS: readonly RangePreset[] = [
  { rangeMs: HOUR_MS / 4, label: '15 min', name: 'Last 15 minutes' },
  { rangeMs: HOUR_MS, label: '1 h', name: 'Last hour' },
  { rangeMs: 8 * HOUR_MS, label: '8 h', name: 'Last 8 hours' },
  { rangeMs: 24 * HOUR_MS, label: '24 h', name: 'Last 24 hours' },
  { rangeMs: 168 * HOUR_MS, label: '7 d', name: 'Last 7 days' },
];

/** `Last hour`, or the length in hours for a window that is no preset. */
export function rangeName(rangeMs: number): string {
  const preset = RANGE_PRESETS.find((one) => one.rangeMs === rangeMs);
  return preset?.name ?? `Last ${Math.round((rangeMs / HOUR_MS) * 10) / 10} hours`;
}
