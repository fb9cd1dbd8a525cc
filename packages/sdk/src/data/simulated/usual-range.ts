/** Fewest hours to learn from: the length of a shift. */
const LEAST_HOURS = 8;

/** Lowest and highest. */
export type Span = readonly [low: number, high: number];

/** What the readings of one hour span; a metric that none of them has is absent. */
export interface HourSpans {
  /** °C. */
  temperature?: Span;
  /** kWh of one interval. */
  power?: Span;
}

/** What is usual for a machine, learned from its own past; a metric that it does not measure is null. */
export interface UsualRange {
  /** °C. */
  temperature: Span | null;
  /** kWh of one interval. */
  power: Span | null;
}

/**
 * private.learn_baselines: from the 5th percentile of the hourly minima to the 95th of the hourly maxima; null below
 * eight hours.
 *
 * @param hours complete hours, in any order
 * @param count how many there are, when `hours` is a sample of them
 * @example
 * usualRange(Array(8).fill({ temperature: [40, 61] })); // { temperature: [40, 61], power: null }
 */
export function usualRange(hours: readonly HourSpans[], count: number = hours.length): UsualRange | null {
  if (count < LEAST_HOURS) return null;
  return {
    temperature: spread(hours.map((hour) => hour.temperature)),
    power: spread(hours.map((hour) => hour.power)),
  };
}

function spread(spans: readonly (Span | undefined)[]): Span | null {
  const measured = spans.filter((span) => span !== undefined);
  if (measured.length === 0) return null;
  return [
    percentile(
      measured.map(([low]) => low),
      0.05,
    ),
    percentile(
      measured.map(([, high]) => high),
      0.95,
    ),
  ];
}

/** percentile_disc: the first value up to which at least this share of all lies. */
function percentile(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return values[Math.max(0, Math.ceil(share * values.length) - 1)] as number;
}
