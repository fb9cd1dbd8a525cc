import { VIBRATION_ZONES } from '../../plant/index.ts';
import type { HealthPart, MachineMetadata, MachineStatus } from '../../types/index.ts';
import type { UsualRange } from './usual-range.ts';

/** What one metric says about a machine's health; null when it says nothing. `at` is the ISO time of the measurement. */
export type Judgement = HealthPart | null;

/** private.judge_vibration: mm/s RMS against the zones of ISO 20816-3. Another unit is not judged. */
export function judgeVibration(value: number, metadata: MachineMetadata, at: string): Judgement {
  if ((metadata.vibrationUnit ?? 'mm/s') !== 'mm/s') return null;
  const machineClass = metadata.machineClass ?? 'medium';
  const [ab, bc, cd] = VIBRATION_ZONES[machineClass];
  const zone =
    value < ab
      ? 'A (good)'
      : value < bc
        ? 'B (acceptable)'
        : value < cd
          ? 'C (unsatisfactory)'
          : 'D (damaging)';
  return {
    name: 'vibration',
    score: along(value, [0, 100], [ab, 95], [bc, 80], [cd, 50], [cd * 2, 0]),
    reason: `Vibration ${value.toFixed(2)} mm/s: zone ${zone} for a ${machineClass} machine; zone C begins at ${bc} mm/s.`,
    at,
  };
}

/** private.judge_temperature: °C against the machine's limit and its usual range; the worse of the two counts. */
export function judgeTemperature(
  value: number,
  metadata: MachineMetadata,
  usual: UsualRange | null,
  at: string,
): Judgement {
  if (metadata.temperatureUnit === 'unknown') return null;
  const { temperatureLimit } = metadata;
  const limit = typeof temperatureLimit === 'number' ? temperatureLimit : 90;
  const byLimit = along(value, [limit * 0.75, 100], [limit * 0.9, 80], [limit, 50], [limit * 1.25, 0]);
  const range = usual?.temperature;
  // Colder than usual is a machine at rest: only heat counts.
  if (range && value > range[1]) {
    const byRange = along(beyond(value, range, 5), [0, 100], [0.25, 80], [1, 50], [3, 20]);
    if (byRange < byLimit) {
      const [low, high] = range.map((border) => border.toFixed(1));
      const reason = `Temperature ${value.toFixed(1)} °C: above its usual ${low} to ${high} °C.`;
      return { name: 'temperature', score: byRange, reason, at };
    }
  }
  const place = value > limit ? 'above' : value > limit * 0.9 ? 'close to' : 'below';
  const reason = `Temperature ${value.toFixed(1)} °C: ${place} the limit of ${limit} °C.`;
  return { name: 'temperature', score: byLimit, reason, at };
}

/** private.judge_power: energy of an interval against the usual range. Who says that it rests is not judged. */
export function judgePower(
  value: number,
  status: MachineStatus,
  usual: UsualRange | null,
  at: string,
): Judgement {
  const range = usual?.power;
  if (!range || status === 'idle' || status === 'maintenance') return null;
  const [low, high] = range;
  const outside = beyond(value, range, Math.max(Math.abs(low), Math.abs(high)) * 0.4);
  const place = outside === 0 ? 'within' : value > high ? 'above' : 'below';
  return {
    name: 'power',
    score: along(outside, [0, 100], [0.25, 80], [1, 50]),
    reason: `Energy ${value} kWh an interval: ${place} its usual ${low} to ${high} kWh.`,
    at,
  };
}

/** private.age_part: what an old reading can still say. */
export function judgeAge(score: number, consequence: string, at: string): HealthPart {
  const minute = `${at.slice(0, 10)} ${at.slice(11, 16)}`;
  return { name: 'age', score, reason: `No reading since ${minute} UTC: ${consequence}`, at };
}

/** How far a value lies outside a range, in widths of that range (at least `leastWidth`); 0 inside. */
function beyond(value: number, [low, high]: readonly [number, number], leastWidth: number): number {
  return Math.max(low - value, value - high, 0) / Math.max(high - low, leastWidth);
}

/** Straight lines between the given points, level outside; to one decimal. */
function along(value: number, ...points: readonly (readonly [x: number, score: number])[]): number {
  let [x, score] = points[0] as readonly [number, number];
  if (value <= x) return score;
  for (const [nextX, nextScore] of points.slice(1)) {
    if (value < nextX) return tenth(score + ((nextScore - score) * (value - x)) / (nextX - x));
    [x, score] = [nextX, nextScore];
  }
  return score;
}

/** To one decimal. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
