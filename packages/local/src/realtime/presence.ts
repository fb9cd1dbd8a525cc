import { randomUUID } from 'node:crypto';

/** What one key is present with. */
interface PresenceMeta {
  readonly phx_ref: string;
  readonly [field: string]: unknown;
}

/** As the client's presence code reads it: keys with their metas. */
type PresenceState = Record<string, { metas: PresenceMeta[] }>;

/** Who is present on which topic, by the holder (one channel of one socket) that said so. */
export interface PresenceRegistry {
  state(topic: string): PresenceState;
  /** Sets what a holder is present with. Returns the difference to tell the others. */
  track(topic: string, holder: object, key: string, payload: Record<string, unknown>): PresenceDiff;
  /** Ends a holder's presence. Returns null when there was none. */
  untrack(topic: string, holder: object): PresenceDiff | null;
}

/** What changed: payload of `presence_diff`. */
export interface PresenceDiff {
  readonly joins: PresenceState;
  readonly leaves: PresenceState;
}

/** Creates an empty registry. */
export function createPresence(): PresenceRegistry {
  const topics = new Map<string, Map<object, { key: string; meta: PresenceMeta }>>();

  const leave = (topic: string, holder: object): PresenceState => {
    const holders = topics.get(topic);
    const entry = holders?.get(holder);
    if (!holders || !entry) return {};
    holders.delete(holder);
    if (holders.size === 0) topics.delete(topic);
    return { [entry.key]: { metas: [entry.meta] } };
  };

  return {
    state: (topic) => {
      // Without a prototype: a client chooses the key, also `__proto__` or `constructor`.
      const state: PresenceState = Object.create(null) as PresenceState;
      for (const { key, meta } of topics.get(topic)?.values() ?? []) {
        state[key] ??= { metas: [] };
        state[key].metas.push(meta);
      }
      return state;
    },
    track: (topic, holder, key, payload) => {
      const leaves = leave(topic, holder);
      const meta: PresenceMeta = { ...payload, phx_ref: randomUUID() };
      const holders = topics.get(topic) ?? new Map<object, { key: string; meta: PresenceMeta }>();
      topics.set(topic, holders.set(holder, { key, meta }));
      return { joins: { [key]: { metas: [meta] } }, leaves };
    },
    untrack: (topic, holder) => {
      const leaves = leave(topic, holder);
      return Object.keys(leaves).length === 0 ? null : { joins: {}, leaves };
    },
  };
}
