import type { HealthState } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { machineMessages } from './messages.ts';
import type { ShapeName } from './shapes.ts';

/** Scores from here on are good, and from here on only worth watching. */
export const GOOD_FROM = 80;
export const WATCH_FROM = 50;

/** Where the word of a score changes. */
export interface HealthLimits {
  /** Scores from here on are only worth watching. */
  watchFrom: number;
  /** Scores from here on are good. */
  goodFrom: number;
}

export const HEALTH_LIMITS: HealthLimits = { watchFrom: WATCH_FROM, goodFrom: GOOD_FROM };

/** A state of health in word and shape. */
export interface HealthWord {
  state: HealthState;
  word: string;
  shape: ShapeName;
}

const SIGNS: Record<HealthState, { key: 'good' | 'watch' | 'actNow' | 'unknown'; shape: ShapeName }> = {
  ok: { key: 'good', shape: 'ok' },
  degraded: { key: 'watch', shape: 'warning' },
  critical: { key: 'actNow', shape: 'critical' },
  unknown: { key: 'unknown', shape: 'unknown' },
};

/** State of a score from 0 to 100; null and NaN are unknown, never bad. */
export function healthState(
  score: number | null | undefined,
  { watchFrom, goodFrom }: HealthLimits = HEALTH_LIMITS,
): HealthState {
  if (score === null || score === undefined || !Number.isFinite(score)) return 'unknown';
  if (score >= goodFrom) return 'ok';
  return score >= watchFrom ? 'degraded' : 'critical';
}

/** Word and shape of a score from 0 to 100. */
export function healthWord(
  words: Words,
  score: number | null | undefined,
  limits: HealthLimits = HEALTH_LIMITS,
): HealthWord {
  const state = healthState(score, limits);
  const { key, shape } = SIGNS[state];
  return { state, word: words.text(machineMessages, key), shape };
}

/** A score in whole numbers, rounded down: 49.6 must not read as the 50 from which on it would be better. */
export function formatScore(words: Words, score: number | null | undefined): string {
  if (score === null || score === undefined || !Number.isFinite(score)) return '–';
  return words.number(Math.floor(Math.min(100, Math.max(0, score))));
}
