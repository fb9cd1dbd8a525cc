import type { Freshness, MachineStatus } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { machineMessages } from './messages.ts';
import type { ShapeName } from './shapes.ts';

/** A state for people. */
export interface StatusWord {
  word: string;
  shape: ShapeName;
}

/** The order in which states are listed everywhere: what needs somebody first. */
export const STATUS_ORDER: readonly MachineStatus[] = ['fault', 'running', 'idle', 'maintenance', 'offline'];

const FRESHNESS: Record<Freshness, { key: 'live' | 'stale' | 'lastKnown' | 'buffered'; shape: ShapeName }> = {
  live: { key: 'live', shape: 'online' },
  stale: { key: 'stale', shape: 'clock' },
  offline: { key: 'lastKnown', shape: 'plug' },
  buffered: { key: 'buffered', shape: 'buffered' },
};

/** Word and shape of a machine's operating state; each state has a shape by its own name. */
export function statusWord(words: Words, status: MachineStatus): StatusWord {
  return { word: words.text(machineMessages, status), shape: status };
}

/** Word and shape of how far a machine's values can be trusted now. */
export function freshnessWord(words: Words, freshness: Freshness): StatusWord {
  const { key, shape } = FRESHNESS[freshness];
  return { word: words.text(machineMessages, key), shape };
}
