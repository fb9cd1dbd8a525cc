import type { MachineMetadata, MachineType } from '../types/index.ts';

/** Fault kinds the plant knows. */
export type FaultKind = 'bearing' | 'imbalance' | 'cooling';

/** What is typical for a kind of machine. Powers in kW, temperatures in °C, times in ms, speeds in 1/min. */
export interface MachineProfile {
  /** Rated electrical power at full load. */
  ratedKw: number;
  /** Power while it stands ready (controls, hydraulics, fans), as a share of the rated power. */
  idleShare: number;
  /** Rise over ambient in the steady state at full load, as a share of (limit - 22 °C). */
  riseShare: number;
  /** Time constant of warming up and cooling down. */
  thermalMs: number;
  /** Vibration in good order as a share of the B/C boundary of ISO 20816-3 (A/B is 0.5 of it). */
  calmShare: number;
  /** Nameplate speed that `speeds` belongs to. */
  ratedRpm: number;
  /** Shaft speeds it works at; empty = nothing that turns is measured, so `rpm` is absent. */
  speeds: readonly number[];
  /** Share of the job slots in which there is work. */
  utilisation: number;
  /** Shortest and longest work cycle. */
  cycleMs: readonly [number, number];
  /** Stops for breaks and shift changes. Utilities (pumps, compressors) run through. */
  isManned: boolean;
  faults: readonly FaultKind[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Orders of magnitude from data sheets: a 40-taper machining centre has a spindle of 15 to 30 kW and 8,000 to 15,000
 * 1/min; a four-pole motor on 50 Hz turns 1,480 1/min and a two-pole one 2,970 1/min under load; a six-axis robot for
 * 50 kg draws 2 to 5 kW; a screw compressor of 55 kW runs loaded or unloaded (about a quarter of the power).
 * Housings warm up with time constants of 15 to 45 minutes; motor bearings are run at 50 to 70 °C and alarm at 90 °C.
 */
const PROFILES: Readonly<Record<string, MachineProfile>> = {
  cnc_mill: {
    ratedKw: 22,
    idleShare: 0.12,
    riseShare: 0.56,
    thermalMs: 25 * MINUTE,
    calmShare: 0.36,
    ratedRpm: 12_000,
    speeds: [3200, 4800, 6400, 8000, 10000],
    utilisation: 0.88,
    cycleMs: [3 * MINUTE, 8 * MINUTE],
    isManned: true,
    faults: ['bearing', 'imbalance', 'cooling'],
  },
  press: {
    ratedKw: 45,
    idleShare: 0.14,
    riseShare: 0.62,
    thermalMs: 45 * MINUTE,
    calmShare: 0.42,
    ratedRpm: 0,
    speeds: [],
    utilisation: 0.86,
    cycleMs: [6 * SECOND, 14 * SECOND],
    isManned: true,
    faults: ['cooling', 'bearing'],
  },
  pump: {
    ratedKw: 30,
    idleShare: 0.01,
    riseShare: 0.52,
    thermalMs: 30 * MINUTE,
    calmShare: 0.38,
    ratedRpm: 1480,
    speeds: [1480],
    utilisation: 0.97,
    cycleMs: [10 * MINUTE, 25 * MINUTE],
    isManned: false,
    faults: ['bearing', 'imbalance'],
  },
  robot: {
    ratedKw: 4.5,
    idleShare: 0.15,
    riseShare: 0.6,
    thermalMs: 20 * MINUTE,
    calmShare: 0.24,
    ratedRpm: 0,
    speeds: [],
    utilisation: 0.9,
    cycleMs: [18 * SECOND, 42 * SECOND],
    isManned: true,
    faults: ['bearing', 'cooling'],
  },
  compressor: {
    ratedKw: 55,
    idleShare: 0.02,
    riseShare: 0.5,
    thermalMs: 18 * MINUTE,
    calmShare: 0.44,
    ratedRpm: 2970,
    speeds: [2970],
    utilisation: 0.96,
    cycleMs: [70 * SECOND, 200 * SECOND],
    isManned: false,
    faults: ['cooling', 'bearing'],
  },
};

const FALLBACK = 'pump';

/**
 * Profile of a kind of machine, with the ratings of its nameplate (`ratedPowerKw`, `ratedRpm`) where the metadata
 * has them. A kind that the plant does not know behaves like a motor-driven pump.
 */
export function profileOf(type: MachineType | null, metadata: MachineMetadata = {}): MachineProfile {
  const profile = PROFILES[type ?? FALLBACK] ?? (PROFILES[FALLBACK] as MachineProfile);
  const { ratedPowerKw, ratedRpm } = metadata;
  const factor = typeof ratedRpm === 'number' && profile.ratedRpm > 0 ? ratedRpm / profile.ratedRpm : 1;
  return {
    ...profile,
    ratedKw: typeof ratedPowerKw === 'number' ? ratedPowerKw : profile.ratedKw,
    speeds: profile.speeds.map((speed) => speed * factor),
  };
}

/**
 * Zone boundaries of ISO 20816-3 in mm/s RMS on rigid foundations: A/B, B/C, C/D. Medium is group 2 (15 to 300 kW),
 * large is group 1 (above 300 kW); small follows class I of ISO 10816-1 (below 15 kW).
 */
export const VIBRATION_ZONES: Readonly<
  Record<'small' | 'medium' | 'large', readonly [number, number, number]>
> = {
  small: [0.71, 1.8, 4.5],
  medium: [1.4, 2.8, 4.5],
  large: [2.3, 4.5, 7.1],
};
