/** An answer that took longer says too little about the time at which it was given; a device that slept may lie between. */
const MAX_ROUND_TRIP_MS = 5_000;

/**
 * How many ms this device's clock is ahead of the server's, from an answer of `fleet_overview()`: a reading's time and its
 * age by the server's clock add up to the server's time. Null when the answer does not tell.
 *
 * @param fleet the answer as it came
 * @param askedAt epoch ms of this device when the request was sent
 * @param answeredAt epoch ms of this device when the answer was there
 * @example
 * const asked = Date.parse('2026-01-01T10:10:02Z');
 * clockOffset([{ latest: { timestamp: '2026-01-01T10:00:00Z' }, age_ms: 2000 }], asked, asked); // 600000: ten minutes
 */
export function clockOffset(fleet: unknown, askedAt: number, answeredAt: number): number | null {
  const roundTrip = answeredAt - askedAt;
  if (!Array.isArray(fleet) || roundTrip < 0 || roundTrip > MAX_ROUND_TRIP_MS) return null;
  for (const row of fleet as ({ latest?: { timestamp?: unknown } | null; age_ms?: unknown } | null)[]) {
    const ageMs = row?.age_ms;
    // An age of 0 may belong to a reading from the future, which says nothing about the present.
    if (typeof ageMs !== 'number' || ageMs <= 0) continue;
    const measuredAt = Date.parse(String(row?.latest?.timestamp));
    if (!Number.isNaN(measuredAt)) return answeredAt - (measuredAt + ageMs);
  }
  return null;
}
