import type { PendingEdits } from '../buffer/pending-edits.ts';
import type { FreshMachines } from '../live/fresh-machines.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Nexus } from '../nexus.ts';
import type { Cache } from './cache.ts';

/** What an instance is made of, for the query options that a host uses with its own hooks. */
export interface InstanceParts {
  cache: Cache;
  hub: LiveHub;
  fresh: FreshMachines;
  pending: PendingEdits;
}

const PARTS: WeakMap<Nexus, InstanceParts> = new WeakMap();

/** Remembers the parts of an instance. */
export function keepParts(nexus: Nexus, parts: InstanceParts): Nexus {
  PARTS.set(nexus, parts);
  return nexus;
}

/** The parts of an instance that `createNexus` made. */
export function partsOf(nexus: Nexus): InstanceParts {
  const parts = PARTS.get(nexus);
  if (!parts) throw new TypeError('This is no instance that createNexus made.');
  return parts;
}
