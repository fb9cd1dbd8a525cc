import type { Machine } from '@nexus-mfg/sdk';

let made = 0;

/** A quiet running machine at a place on the plan. */
export function machineAt(column: number | null, row: number | null, name: string = 'Machine'): Machine {
  made += 1;
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  return {
    id,
    externalId: null,
    name,
    type: null,
    status: 'running',
    healthScore: 95,
    healthParts: [],
    gridPositionX: column,
    gridPositionY: row,
    metadata: {},
    latest: { machineId: id, timestamp: '2026-11-24T08:00:00Z', vibration: 1 },
    freshness: 'live',
    updatedAt: '2026-11-24T08:00:00Z',
  };
}
