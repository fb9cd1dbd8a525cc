import type { MachineType } from '../types/index.ts';
import type { MachineProfile } from './profiles.ts';
import { between, unit, wander } from './random.ts';
import type { Job } from './schedule.ts';

const MINUTE = 60_000;

/** Momentary load 0 to 1, and the share of it that turns into heat on average over the cycle. */
export interface Load {
  load: number;
  /** Shaft speed in 1/min, or null when nothing that turns is measured. */
  rpm: number | null;
}

/** Mean of the load over a work cycle, which is what the slow housing feels. */
export function meanLoad(type: MachineType | null, job: Job, key: number, time: number): number {
  switch (type) {
    case 'cnc_mill':
      return 0.9 * job.weight;
    case 'press':
      return 0.62 * job.weight + 0.12;
    case 'robot':
      return 0.66 * job.weight + 0.1;
    case 'compressor':
      return 0.25 + 0.75 * job.weight;
    default:
      return demand(key, time);
  }
}

/** Momentary load and speed within the work cycle of each kind of machine. */
export function loadAt(
  type: MachineType | null,
  profile: MachineProfile,
  job: Job,
  key: number,
  time: number,
): Load {
  const cycle = Math.floor(time / job.cycleMs);
  const phase = time / job.cycleMs - cycle;
  const still = profile.speeds.length === 0 ? null : 0;
  switch (type) {
    case 'cnc_mill':
      return milling(profile, job, key, phase);
    case 'press':
      return { load: job.weight * pressing(phase), rpm: still };
    case 'robot':
      return { load: job.weight * (0.55 + 0.45 * Math.sin(2 * Math.PI * phase) ** 2), rpm: still };
    case 'compressor': {
      // Loaded until the net pressure is reached, then unloaded but turning.
      const isLoaded = phase < job.weight;
      return { load: isLoaded ? 1 : 0.25, rpm: speed(profile, isLoaded ? 1 : 0.25) };
    }
    default: {
      const load = demand(key, time);
      return { load, rpm: speed(profile, load) * (0.82 + 0.18 * load) };
    }
  }
}

/** Asynchronous motors slip by about 1.5 % of their speed from no load to full load. */
function speed(profile: MachineProfile, load: number): number {
  return (profile.speeds[0] ?? 0) * (1.012 - 0.015 * load);
}

/** Flow that the hall asks of a pump: wanders within the hour. */
function demand(key: number, time: number): number {
  return 0.76 + 0.2 * wander(key, time / (22 * MINUTE), 21);
}

/** Closing, pressing, holding, opening. */
function pressing(phase: number): number {
  if (phase < 0.3) return 0.5;
  if (phase < 0.55) return 1;
  if (phase < 0.72) return 0.75;
  return 0.35;
}

const OPERATIONS = 5;

/** Loading the part, then five operations with a tool change before each. */
function milling(profile: MachineProfile, job: Job, key: number, phase: number): Load {
  if (phase < 0.07) return { load: 0.05, rpm: 0 };
  const progress = ((phase - 0.07) / 0.93) * OPERATIONS;
  const operation = Math.floor(progress);
  const tool = job.slot * OPERATIONS + operation;
  if (progress - operation < 0.04) return { load: 0.15, rpm: 0 };
  const set = profile.speeds[Math.floor(unit(key, tool, 22) * profile.speeds.length)] ?? 0;
  return { load: job.weight * between(0.6, 1, key, tool, 23), rpm: set };
}
