import { VIBRATION_ZONES } from '../../plant/index.ts';
import type { HealthPart, MachineMetadata, Metric } from '../../types/index.ts';

/** Health that follows from one reading. */
export interface Health {
  score: number | null;
  parts: HealthPart[];
}

/**
 * The database's rule (private.judge_health and combine_health), in TypeScript: each metric is judged along straight
 * lines through its limits, what cannot be judged (absent, in another unit) is left out, and nothing judged = null.
 */
export function judgeHealth(metrics: Partial<Record<Metric, number>>, metadata: MachineMetadata): Health {
  const parts = [
    judgeVibration(metrics.vibration, metadata),
    judgeTemperature(metrics.temperature, metadata),
  ].filter((part) => part !== null);
  parts.sort((a, b) => a.score - b.score || a.name.localeCompare(b.name));
  return { score: combine(parts.map((part) => part.score)), parts };
}

/** Mean of the worst part and of all parts, but never in a better state (80, 50) than the worst part. */
function combine(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  const worst = Math.min(...scores);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const ceiling = worst < 50 ? 49.9 : worst < 80 ? 79.9 : 100;
  return tenth(Math.min((worst + mean) / 2, ceiling));
}

function judgeVibration(value: number | undefined, metadata: MachineMetadata): HealthPart | null {
  if (value === undefined || (metadata.vibrationUnit ?? 'mm/s') !== 'mm/s') return null;
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
  };
}

function judgeTemperature(value: number | undefined, metadata: MachineMetadata): HealthPart | null {
  if (value === undefined || metadata.temperatureUnit === 'unknown') return null;
  const { temperatureLimit } = metadata;
  const limit = typeof temperatureLimit === 'number' ? temperatureLimit : 90;
  const place = value > limit ? 'above' : value > limit * 0.9 ? 'close to' : 'below';
  return {
    name: 'temperature',
    score: along(value, [limit * 0.75, 100], [limit * 0.9, 80], [limit, 50], [limit * 1.25, 0]),
    reason: `Temperature ${value.toFixed(1)} °C: ${place} the limit of ${limit} °C.`,
  };
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

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
