import type { MachineMetadata, MachineType } from '@nexus-mfg/sdk';

/** Units in which a file declares its values. A CSV cannot say it itself. */
export interface FileUnits {
  vibrationUnit?: 'mm/s' | 'g';
  temperatureUnit?: '°C' | 'unknown';
}

/** What is known of the machines of a recording beyond its rows. */
export interface Source {
  units: FileUnits;
  type: MachineType | null;
  /** What is told about it. */
  note: string | null;
}

/**
 * Public recordings whose documentation states the units, by the beginning of the file's name. Other files count as
 * mm/s and °C unless the caller says otherwise.
 */
const KNOWN_SOURCES: readonly (readonly [prefix: string, source: Source])[] = [
  [
    'skab',
    { units: { vibrationUnit: 'g' }, type: 'pump', note: 'vibration in g (Skoltech Anomaly Benchmark)' },
  ],
  ['zema', { units: {}, type: 'pump', note: 'vibration in mm/s, temperature in °C (ZeMA hydraulic rig)' }],
  ['cnc', { units: {}, type: 'cnc_mill', note: 'neither vibration nor temperature (CNC mill tool wear)' }],
  [
    'nab',
    {
      units: { temperatureUnit: 'unknown' },
      type: null,
      note: 'unit of temperature not stated by the source (Numenta Anomaly Benchmark)',
    },
  ],
];

/** The source of a file by its name, with the caller's units on top. */
export function sourceOf(fileName: string, units: FileUnits = {}): Source {
  const known = KNOWN_SOURCES.find(([prefix]) => fileName.toLowerCase().startsWith(`${prefix}_`))?.[1];
  const source = known ?? { units: {}, type: null, note: null };
  return { ...source, units: { ...source.units, ...units } };
}

/** What is kept with a machine: its units, and where it comes from. */
export function metadataOf(source: Source, fileName: string): MachineMetadata {
  return { ...source.units, source: 'replay', recording: fileName };
}

/** `umich-cnc-exp01` becomes `Umich CNC exp01`: words apart, the first letter large, known shorthand in capitals. */
export function readableName(machineId: string): string {
  const words = machineId.split(/[-_\s]+/).filter((word) => word !== '');
  const named = words.map((word) => (SHORTHAND.has(word.toLowerCase()) ? word.toUpperCase() : word));
  const name = named.join(' ');
  return name === '' ? machineId : name[0]?.toUpperCase() + name.slice(1);
}

const SHORTHAND: ReadonlySet<string> = new Set(['skab', 'nab', 'cnc']);
