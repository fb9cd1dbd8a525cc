import type { Reading } from '@nexus-mfg/sdk';

/** The tabs that record. */
export const TAB_NAMES = ['a', 'b'] as const;
export type TabName = (typeof TAB_NAMES)[number];

/** What the readings of a storm are made from; the same in the page and outside. */
export interface Plant {
  /** Machines that only one tab records for. */
  own: Readonly<Record<TabName, readonly string[]>>;
  /** Machines that both tabs record for, at different times. */
  common: readonly string[];
  /** Epoch ms of the first reading. */
  beginsAt: number;
}

/** Between two readings of a tab. */
const STEP_MS = 50;

/** The number of a reading among those of its tab, and which tab, are told by its values. */
export interface Origin {
  tab: TabName;
  index: number;
}

/** A reading by its number: everything about it follows from that. The values are exact in single precision. */
export function readingAt(plant: Plant, tab: TabName, index: number): Reading {
  const machines = [...plant.own[tab], ...plant.common];
  const place = TAB_NAMES.indexOf(tab);
  return {
    machineId: machines[index % machines.length] as string,
    timestamp: new Date(plant.beginsAt + index * STEP_MS + place).toISOString(),
    rpm: index,
    temperature: place,
    vibration: (index % 97) / 4,
    ...(index % 3 === 0 ? { power_kwh: (index % 8) / 8 } : {}),
  };
}

export function originOf({ rpm, temperature }: Pick<Reading, 'rpm' | 'temperature'>): Origin {
  return { tab: TAB_NAMES[temperature ?? 0] as TabName, index: rpm ?? -1 };
}
