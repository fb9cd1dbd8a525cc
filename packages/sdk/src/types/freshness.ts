/**
 * How much a value can be trusted now:
 * `live` newest reading is younger than the stale limit and the connection is up;
 * `stale` the connection is up, but the machine has been silent for longer than the limit;
 * `offline` the connection is down, the value is what was last known;
 * `buffered` measured here and not yet accepted by the server.
 */
export const FRESHNESS_STATES = ['live', 'stale', 'offline', 'buffered'] as const;
/** One of {@link FRESHNESS_STATES}. */
export type Freshness = (typeof FRESHNESS_STATES)[number];
