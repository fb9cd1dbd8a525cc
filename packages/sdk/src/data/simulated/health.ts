import { VIBRATION_ZONES } from '../../plant/index.ts';
import type { HealthPart, MachineMetadata, Metric } from '../../types/index.ts';

/** Health that follows from one reading. */
export interface Health {
  score: number | null;
  parts: HealthPart[];
}

/**
 * The database's rule, in TypeScript: each measured metric is judged against its limits, and what cannot be judged
 * (absent, in another unit) is left out. Nothing judged = null, never 0.
 */
export function judgeHealth(metrics: Partial<Record<Metric, number>>, metadata: MachineMetadata): Health {
  const parts = [
    judgeVibration(metrics.vibration, metadata),
    judgeTemperature(metrics.temperature, metadata),
  ];
  const judged = parts.filter((part) => part !== null);
  if (judged.length === 0) return { score: null, parts: [] };
  const worst = Math.min(...judged.map((part) => part.score));
  const mean = judged.reduce((sum, part) => sum + part.score, 0) / judged.length;
  return { score: Math.round((worst + mean) / 2), parts: judged };
}

function judgeVibration(value: number | undefined, metadata: MachineMetadata): HealthPart | null {
  if (value === undefined || (metadata.vibrationUnit ?? 'mm/s') !== 'mm/s') return null;
  const machineClass = metadata.machineClass ?? 'medium';
  const [ab, bc, cd] = VIBRATION_ZONES[machineClass];
  const score = along(value, [0, 100], [ab, 90], [bc, 75], [cd, 40], [1.5 * cd, 0]);
  const zone = value <= ab ? 'A' : value <= bc ? 'B' : value <= cd ? 'C' : 'D';
  return {
    name: 'vibration',
    score,
    reason: `${value.toFixed(2)} mm/s RMS is in zone ${zone} of ISO 20816-3 (${machineClass} machine)`,
  };
}

function judgeTemperature(value: number | undefined, metadata: MachineMetadata): HealthPart | null {
  if (value === undefined || metadata.temperatureUnit === 'unknown') return null;
  const { temperatureLimit } = metadata;
  const limit = typeof temperatureLimit === 'number' ? temperatureLimit : 90;
  const score = along(value, [0.75 * limit, 100], [limit, 60], [1.25 * limit, 0]);
  return { name: 'temperature', score, reason: `${value.toFixed(1)} °C of ${limit} °C allowed` };
}

/** Straight lines between the given points, level outside. */
function along(value: number, ...points: readonly (readonly [x: number, score: number])[]): number {
  let [x, score] = points[0] as readonly [number, number];
  if (value <= x) return score;
  for (const [nextX, nextScore] of points.slice(1)) {
    if (value < nextX) return Math.round(score + ((nextScore - score) * (value - x)) / (nextX - x));
    [x, score] = [nextX, nextScore];
  }
  return score;
}
