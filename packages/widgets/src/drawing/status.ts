import type { Freshness, MachineStatus } from '@nexus-mfg/sdk';
import type { ShapeName } from './shapes.ts';

/** A machine's operating state for people. */
export interface StatusWord {
  word: string;
  shape: ShapeName;
}

export const STATUS_ORDER: readonly MachineStatus[] = ['fault', 'running', 'idle', 'maintenance', 'offline'];

export const STATUS_WORDS: Record<MachineStatus, StatusWord> = {
  running: { word: 'Running', shape: 'running' },
  idle: { word: 'Idle', shape: 'idle' },
  fault: { word: 'Fault', shape: 'fault' },
  maintenance: { word: 'Maintenance', shape: 'maintenance' },
  offline: { word: 'Offline', shape: 'offline' },
};

export const FRESHNESS_WORDS: Record<Freshness, StatusWord> = {
  live: { word: 'Live', shape: 'online' },
  stale: { word: 'Stale', shape: 'clock' },
  offline: { word: 'Last known', shape: 'plug' },
  buffered: { word: 'Buffered', shape: 'buffered' },
};
