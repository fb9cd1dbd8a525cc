import type { MachineMetadata } from '../../types/index.ts';

/** A machine of the demonstration before it has a place in a world. */
export interface FleetMachine {
  externalId: string;
  name: string;
  type: string;
  gridPositionX: number;
  gridPositionY: number;
  metadata: MachineMetadata;
}

interface Group {
  type: string;
  prefix: string;
  names: readonly string[];
  metadata: MachineMetadata;
}

const ALPENWERK: readonly Group[] = [
  {
    type: 'cnc_mill',
    prefix: 'CNC',
    names: [
      'Aiger',
      'Bernina',
      'Corvatsch',
      'Dom',
      'Eiger',
      'Finsteraarhorn',
      'Gurten',
      'Habicht',
      'Jungfrau',
      'Kesch',
    ],
    metadata: { machineClass: 'medium', manufacturer: 'Hermle', spindleKw: 22 },
  },
  {
    type: 'press',
    prefix: 'PRS',
    names: ['Hydraulic press 1', 'Hydraulic press 2', 'Blanking press', 'Deep-draw press'],
    metadata: { machineClass: 'medium' },
  },
  {
    type: 'pump',
    prefix: 'PMP',
    names: ['Coolant pump A', 'Coolant pump B', 'Fire-water pump', 'Hydraulic pump 1', 'Hydraulic pump 2'],
    metadata: { machineClass: 'medium' },
  },
  {
    type: 'robot',
    prefix: 'ROB',
    names: [
      'Handling robot 1',
      'Handling robot 2',
      'Handling robot 3',
      'Deburring robot',
      'Measuring robot',
      'Palletiser',
    ],
    metadata: { machineClass: 'small' },
  },
  {
    type: 'compressor',
    prefix: 'CMP',
    names: ['Screw compressor 1', 'Screw compressor 2', 'Booster compressor'],
    metadata: { machineClass: 'medium' },
  },
];

const RIO_BRAVO: readonly Group[] = [
  {
    type: 'press',
    prefix: 'PR',
    names: [
      'Forge press 1',
      'Forge press 2',
      'Stamping line 1',
      'Stamping line 2',
      'Trim press',
      'Coining press',
    ],
    metadata: { machineClass: 'large' },
  },
  {
    type: 'cnc_mill',
    prefix: 'ML',
    names: ['Mill 1', 'Mill 2', 'Mill 3', 'Mill 4', 'Gantry mill'],
    metadata: { machineClass: 'medium' },
  },
  {
    type: 'pump',
    prefix: 'PU',
    names: ['Quench pump 1', 'Quench pump 2', 'Descaling pump', 'Cooling tower pump', 'Sump pump'],
    metadata: { machineClass: 'medium' },
  },
  {
    type: 'robot',
    prefix: 'RB',
    names: ['Forge manipulator', 'Welding robot 1', 'Welding robot 2', 'Grinding robot'],
    metadata: { machineClass: 'small' },
  },
  {
    type: 'compressor',
    prefix: 'CO',
    names: ['Plant air 1', 'Plant air 2', 'Plant air 3', 'Nitrogen booster'],
    metadata: { machineClass: 'medium' },
  },
];

/** Machines of the two companies by slug: 28 and 24, laid out in rows by kind. */
export const DEMO_FLEETS: Readonly<Record<string, readonly FleetMachine[]>> = {
  alpenwerk: layOut(ALPENWERK),
  'rio-bravo': layOut(RIO_BRAVO),
};

function layOut(groups: readonly Group[]): FleetMachine[] {
  return groups.flatMap((group, row) =>
    group.names.map((name, column) => ({
      externalId: `${group.prefix}-${String(column + 1).padStart(2, '0')}`,
      name,
      type: group.type,
      gridPositionX: column,
      gridPositionY: row,
      metadata: group.metadata,
    })),
  );
}
