import type { Freshness } from './freshness.ts';
import type { Reading } from './reading.ts';

/** Operating state that the machine's gateway reports. `offline` is the gateway's word, not the age of the data. */
export const MACHINE_STATUSES = ['running', 'idle', 'fault', 'maintenance', 'offline'] as const;
/** One of {@link MACHINE_STATUSES}. */
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

/** Kinds of machine that have a shape of their own in the widgets; any other text is allowed too. */
export const MACHINE_TYPES = ['cnc_mill', 'press', 'pump', 'robot', 'compressor'] as const;
/** One of {@link MACHINE_TYPES}, or any other text. */
export type MachineType = (typeof MACHINE_TYPES)[number] | (string & {});

/** Health as a word: `ok` from 80, `degraded` from 50, `critical` below, `unknown` without a score. */
export const HEALTH_STATES = ['ok', 'degraded', 'critical', 'unknown'] as const;
/** One of {@link HEALTH_STATES}. */
export type HealthState = (typeof HEALTH_STATES)[number];

/** One part of a health score: why the score is what it is. */
export interface HealthPart {
  /**
   * What was judged: `vibration`, `temperature`, `power` (energy of an interval against what is usual), or `age` (the
   * newest reading is older than 15 minutes). A newer server may have more.
   */
  name: string;
  /** 0 (worst) to 100 (best). */
  score: number;
  /** One sentence for people, with value, unit and limit. */
  reason: string;
  /**
   * ISO 8601 time of the measurement that was judged; up to 15 minutes before the newest reading, which may lack it. An
   * older version of the database did not keep it: then the time of the newest reading, which was all that it judged.
   */
  at: string;
}

/** What the database keeps in `machines.metadata`. Known keys are typed; others pass through. */
export interface MachineMetadata {
  /** Unit in which this machine declares its vibration. Default `mm/s` (RMS). */
  vibrationUnit?: 'mm/s' | 'g';
  /** Unit in which this machine declares its temperature. Default `°C`; `unknown` is shown without a unit. */
  temperatureUnit?: '°C' | 'unknown';
  /** ISO 20816-3 machine class that the vibration zones are taken from. */
  machineClass?: 'small' | 'medium' | 'large';
  [key: string]: unknown;
}

/** A machine of the tenant with its newest reading. */
export interface Machine {
  /** UUID. */
  id: string;
  /** The identifier that the plant or the gateway uses; unique within the tenant. */
  externalId: string | null;
  /** What people call it. */
  name: string;
  /** What kind of machine it is; null when nobody said. */
  type: MachineType | null;
  /** The gateway's word about it. */
  status: MachineStatus;
  /** 0 (worst) to 100 (best); null when nothing could be judged. */
  healthScore: number | null;
  /** Why the score is what it is, worst first; empty for who may not read telemetry. */
  healthParts: readonly HealthPart[];
  /** Column on the floor plan, −10,000 to 10,000; null when it has no place. */
  gridPositionX: number | null;
  /** Row on the floor plan, −10,000 to 10,000; null when it has no place. */
  gridPositionY: number | null;
  /** Units, machine class, and whatever else the tenant keeps with it. */
  metadata: MachineMetadata;
  /** Newest reading, or null when the machine has never sent one. */
  latest: Reading | null;
  /** How much the values can be trusted now. See {@link Freshness}. */
  freshness: Freshness;
  /** ISO 8601 time of the last change of the machine itself; readings do not count. */
  updatedAt: string;
}

/** Fields to create a machine from. */
export interface MachineCreateParams {
  /** A UUID of one's own, so that a repeated create makes no second machine; the database's when absent. */
  id?: string;
  /** 1 to 200 characters. */
  name: string;
  /** The identifier that the plant uses, 1 to 120 characters; unique within the tenant. */
  externalId?: string;
  /** What kind of machine it is. */
  type?: MachineType;
  /** Default `offline`. */
  status?: MachineStatus;
  /** Column on the floor plan, −10,000 to 10,000. */
  gridPositionX?: number;
  /** Row on the floor plan, −10,000 to 10,000. */
  gridPositionY?: number;
  /** Replaces what was there; at most 16 KiB as JSON. */
  metadata?: MachineMetadata;
}

/** Fields of a machine that a member with `machines.write` may change. Absent leaves a field as it is, null empties it. */
export type MachineUpdateParams = Partial<
  Omit<MachineCreateParams, 'id' | 'type' | 'gridPositionX' | 'gridPositionY'>
> & {
  [Field in 'type' | 'gridPositionX' | 'gridPositionY']?: MachineCreateParams[Field] | null;
};
