import type { MachineMetadata, MachineStatus, MachineType, Metric } from '../types/index.ts';
import { type Condition, type Fault, faultAt } from './faults.ts';
import { loadAt, meanLoad } from './load.ts';
import { type MachineProfile, profileOf, VIBRATION_ZONES } from './profiles.ts';
import { between, hashText, mix, noise } from './random.ts';
import { type Job, jobAt } from './schedule.ts';
import { ambientAt, ThermalLag } from './thermal.ts';

const DAY = 86_400_000;
const DEFAULT_LIMIT = 90;
const GRAVITY = 9.80665;
/** How far zone C of a medium machine reaches above its boundary B/C, as a share of it: 4.5 / 2.8 - 1. */
const MEDIUM_CD_SHARE = 0.607;

/** What the plant has to know of a machine. */
export interface PlantMachine {
  /** Anything that stays the same for this machine, for example its external id. */
  key: string;
  /** Gives load, speed and usual values. */
  type: MachineType | null;
  /** What is wrong with it. */
  condition?: Condition;
  /** Units and machine class, which the health score goes by. */
  metadata?: MachineMetadata;
}

/** A machine at one instant. Metrics that the machine does not measure are absent. */
export interface PlantSample {
  /** What the machine's gateway would report. */
  status: MachineStatus;
  /** Electrical power at this instant in kW. */
  powerKw: number;
  /** A metric that the machine does not have is absent. */
  metrics: Partial<Record<Metric, number>>;
}

/** A machine whose every instant can be asked for, in any order; the same seed and key give the same answer. */
export interface MachineModel {
  /**
   * What it is doing.
   * @param time epoch ms
   */
  statusAt(time: number): MachineStatus;
  /**
   * What it measures.
   * @param time epoch ms
   * @param intervalMs time the energy is counted over; `power_kwh` = mean power x interval.
   */
  sampleAt(time: number, intervalMs: number): PlantSample;
}

/**
 * The model of one machine.
 *
 * @param seed whole number; another seed is another plant
 * @example
 * const pump = createMachineModel(1, { key: 'P-101', type: 'pump' });
 * pump.sampleAt(Date.now(), 2000); // { status: 'running', powerKw: 24.1, metrics: { vibration: 1.12, … } }
 */
export function createMachineModel(seed: number, machine: PlantMachine): MachineModel {
  const { type, condition = 'healthy', metadata = {} } = machine;
  const key = mix(seed, hashText(machine.key));
  const profile = profileOf(type, metadata);
  const isChronic = condition !== 'healthy';
  const plantKey = mix(seed, 0);

  const faultOf = (time: number): Fault => faultAt(profile, key, time, condition);
  const jobOf = (time: number): Job | null => jobAt(profile, key, time, isChronic);

  const { temperatureLimit } = metadata;
  const limit = typeof temperatureLimit === 'number' ? temperatureLimit : DEFAULT_LIMIT;
  const fullRise = (limit - 22) * profile.riseShare * between(0.92, 1.08, key, 9);
  const lag = new ThermalLag(profile.thermalMs, (time) => {
    const fault = faultOf(time);
    const job = fault.stop === null ? jobOf(time) : null;
    const load = job === null ? 0.3 * profile.idleShare : meanLoad(type, job, key, time);
    return fullRise * load * (1 + heating(fault));
  });

  const statusAt = (time: number): MachineStatus =>
    faultOf(time).stop ?? (jobOf(time) === null ? 'idle' : 'running');

  function sampleAt(time: number, intervalMs: number): PlantSample {
    const fault = faultOf(time);
    const job = fault.stop === null ? jobOf(time) : null;
    const tick = Math.floor(time / 100);
    const now = job === null ? null : loadAt(type, profile, job, key, time);
    const metrics: Partial<Record<Metric, number>> = {
      vibration: round(vibration(profile, metadata, key, time, fault, now?.load ?? null), 1000),
      temperature: round(ambientAt(plantKey, time) + lag.riseAt(time) + 0.08 * noise(key, tick, 51), 100),
    };
    if (profile.speeds.length > 0) {
      const rpm = now?.rpm ?? 0;
      metrics.rpm = round(rpm === 0 ? 0 : rpm * (1 + 0.0015 * noise(key, tick, 54)), 10);
    }
    metrics.power_kwh = round((meanPower(time, intervalMs) * intervalMs) / 3_600_000, 1e6);
    return { status: fault.stop ?? (job === null ? 'idle' : 'running'), powerKw: powerAt(time), metrics };
  }

  function powerAt(time: number): number {
    if (faultOf(time).stop !== null) return 0.4 * profile.idleShare * profile.ratedKw;
    const job = jobOf(time);
    const load = job === null ? 0 : loadAt(type, profile, job, key, time).load;
    const share = profile.idleShare + (1 - profile.idleShare) * load;
    return profile.ratedKw * share * (1 + 0.01 * noise(key, Math.floor(time / 100), 57));
  }

  /** Short intervals are one instant; of a long one up to eight instants are looked at. */
  function meanPower(time: number, intervalMs: number): number {
    const parts = Math.min(8, Math.max(1, Math.round(intervalMs / 2000)));
    let sum = 0;
    for (let part = 0; part < parts; part++) sum += powerAt(time - (intervalMs * part) / parts);
    return sum / parts;
  }

  return { statusAt, sampleAt };
}

/** How much warmer a fault makes it: lost cooling, or friction in a bearing. */
function heating(fault: Fault): number {
  if (fault.kind === 'cooling') return 2.2 * fault.severity;
  return fault.kind === 'bearing' ? 0.25 * fault.severity : 0;
}

/** RMS velocity in mm/s (or acceleration in g at about 60 Hz, when that is what the machine declares). */
function vibration(
  profile: MachineProfile,
  metadata: MachineMetadata,
  key: number,
  time: number,
  fault: Fault,
  load: number | null,
): number {
  const [, bc, cd] = VIBRATION_ZONES[metadata.machineClass ?? 'medium'];
  const jitter = 1 + 0.035 * noise(key, Math.floor(time / 100), 61);
  // A machine at rest still feels its neighbours through the floor.
  const share =
    load === null
      ? 0.035
      : (profile.calmShare * between(0.85, 1.15, key, 10) * wearAt(key, time) + shaking(fault)) *
        (0.82 + 0.18 * load);
  // Shares are those of a medium machine; above the boundary B/C the other classes are stretched to their own C/D.
  const velocity = jitter * (share <= 1 ? bc * share : bc + ((cd - bc) * (share - 1)) / MEDIUM_CD_SHARE);
  return metadata.vibrationUnit === 'g' ? (velocity * 2 * Math.PI * 60) / 1000 / GRAVITY : velocity;
}

function shaking(fault: Fault): number {
  if (fault.kind === 'bearing') return 1.75 * fault.severity;
  return fault.kind === 'imbalance' ? 1.65 * fault.severity : 0.08 * fault.severity;
}

/** Bearings and guides wear: 30 % more vibration, slowly at first, until the overhaul after 45 to 90 days. */
function wearAt(key: number, time: number): number {
  const period = between(45 * DAY, 90 * DAY, key, 11);
  const age = ((time + between(0, period, key, 12)) % period) / period;
  return 1 + 0.3 * age ** 2;
}

function round(value: number, factor: number): number {
  return Math.round(value * factor) / factor;
}
