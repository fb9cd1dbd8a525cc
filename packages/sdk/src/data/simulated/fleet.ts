import type { MachineCreateParams, MachineMetadata } from '../../types/index.ts';

/** A machine of the demonstration before it has a place in a world. */
export type FleetMachine = MachineCreateParams & { id: string; externalId: string };

type Group = readonly [
  code: string,
  label: string,
  type: string,
  amount: number,
  firstRow: number,
  line: string,
  machineClass: NonNullable<MachineMetadata['machineClass']>,
  temperatureLimit: number,
  ratedRpm: number,
  ratedPowerKw: number,
];

/** The same groups as in supabase/seed.sql. */
const GROUPS: Readonly<Record<string, readonly Group[]>> = {
  alpenwerk: [
    ['MILL', 'Mill', 'cnc_mill', 12, 0, 'Hall 1', 'medium', 70, 12_000, 22],
    ['PRESS', 'Press', 'press', 4, 2, 'Hall 2', 'large', 80, 60, 90],
    ['PUMP', 'Coolant pump', 'pump', 4, 3, 'Hall 1', 'small', 85, 2950, 7.5],
    ['ROBOT', 'Robot', 'robot', 4, 4, 'Hall 2', 'small', 75, 3000, 6],
    ['COMP', 'Compressor', 'compressor', 4, 5, 'Utilities', 'medium', 105, 2970, 55],
  ],
  'rio-bravo': [
    ['MILL', 'Mill', 'cnc_mill', 5, 0, 'Bay A', 'medium', 75, 8000, 30],
    ['PRESS', 'Forging press', 'press', 8, 1, 'Bay B', 'large', 95, 45, 250],
    ['PUMP', 'Hydraulic pump', 'pump', 4, 3, 'Bay B', 'medium', 85, 1480, 75],
    ['ROBOT', 'Loading robot', 'robot', 3, 4, 'Bay B', 'small', 75, 2800, 11],
    ['COMP', 'Compressor', 'compressor', 4, 5, 'Yard', 'large', 110, 2970, 160],
  ],
};

const COLUMNS = 6;

/** Machines of a demo tenant: the same identifiers, names, places and ratings as the seed of the database has. */
export function demoFleet(slug: string, tenantId: string): FleetMachine[] {
  return (GROUPS[slug] ?? []).flatMap(
    ([code, label, type, amount, firstRow, line, machineClass, ...ratings]) => {
      const [temperatureLimit, ratedRpm, ratedPowerKw] = ratings;
      return Array.from({ length: amount }, (_, index) => {
        const number = String(index + 1).padStart(2, '0');
        return {
          id: tenantId.slice(0, 24) + String(20_000 + firstRow * 100 + index + 1).padStart(12, '0'),
          externalId: `${code}-${number}`,
          name: `${label} ${number}`,
          type,
          gridPositionX: index % COLUMNS,
          gridPositionY: firstRow + Math.floor(index / COLUMNS),
          metadata: {
            line,
            machineClass,
            vibrationUnit: 'mm/s' as const,
            temperatureUnit: '°C' as const,
            temperatureLimit,
            ratedRpm,
            ratedPowerKw,
          },
        };
      });
    },
  );
}
