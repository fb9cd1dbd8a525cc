import type { HealthPart, MachineMetadata, MachineStatus, Reading } from '../../types/index.ts';
import { judgeAge, judgePower, judgeTemperature, judgeVibration, tenth } from './health-parts.ts';
import type { UsualRange } from './usual-range.ts';

const MINUTE = 60_000;
/** Ages at which a reading says less, and how good health can then still be: 15 minutes, one hour, six hours, a day. */
const AGE_LIMITS = [15 * MINUTE, 60 * MINUTE, 360 * MINUTE, 1440 * MINUTE] as const;
const AGE_SCORES = [100, 79, 70, 60] as const;
/** A metric that the newest reading lacks keeps its judgement so long: gateways send metrics in turn. */
const KEPT_MS = 15 * MINUTE;

/** A score from 0 to 100 with its parts, worst first; null when nothing could be judged. */
export interface Health {
  score: number | null;
  parts: readonly HealthPart[];
}

/** What health is judged from. */
export interface HealthCase {
  metadata: MachineMetadata;
  status: MachineStatus;
  /** The newest reading. */
  latest: Omit<Reading, 'machineId'>;
  /** Parts as judged before this reading. */
  former: readonly HealthPart[];
  /** The machine's usual ranges; null while they are not known. */
  usual: UsualRange | null;
}

/**
 * The database's rule (private.judge_health), in TypeScript: docs/health-score.md explains it.
 *
 * @param asOf epoch ms of asking
 */
export function judgeHealth(of: HealthCase, asOf: number): Health {
  const { metadata, status, latest, former, usual } = of;
  const { timestamp, vibration, temperature, power_kwh } = latest;
  const at = timestamp;
  const stage = ageStage(at, asOf);
  if (stage === 4) {
    return { score: null, parts: [judgeAge(0, 'more than a day ago, too old to judge.', at)] };
  }
  const parts = [
    vibration === undefined ? kept(former, 'vibration', at) : judgeVibration(vibration, metadata, at),
    temperature === undefined
      ? kept(former, 'temperature', at)
      : judgeTemperature(temperature, metadata, usual, at),
    power_kwh === undefined ? kept(former, 'power', at) : judgePower(power_kwh, status, usual, at),
  ].filter((part) => part !== null);
  // Age alone judges nothing; it only limits what was judged.
  if (stage > 0 && parts.length > 0) {
    parts.push(judgeAge(AGE_SCORES[stage] as number, 'what it says may be over.', at));
  }
  parts.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return { score: combine(parts.map((part) => part.score)), parts };
}

/** private.age_stage: 0 up to 15 minutes, 1 up to an hour, 2 six hours, 3 a day, 4 longer. */
export function ageStage(timestamp: string, asOf: number): number {
  const age = asOf - Date.parse(timestamp);
  return AGE_LIMITS.filter((limit) => age > limit).length;
}

/** private.kept_part: the last judgement of a metric that the newest reading lacks, while it is not too old. */
function kept(former: readonly HealthPart[], name: string, at: string): HealthPart | null {
  const part = former.find((one) => one.name === name);
  return part && Date.parse(part.at) >= Date.parse(at) - KEPT_MS ? part : null;
}

/** Mean of the worst part and of all parts, but never in a better state (80, 50) than the worst part. */
function combine(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  const worst = Math.min(...scores);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const ceiling = worst < 50 ? 49.9 : worst < 80 ? 79.9 : 100;
  return tenth(Math.min((worst + mean) / 2, ceiling));
}
