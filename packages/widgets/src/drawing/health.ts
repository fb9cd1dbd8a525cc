import type { HealthState } from '@nexus-mfg/sdk';
import { formatNumber } from '../internal/format.ts';
import type { ShapeName } from './shapes.ts';

/** Scores from here on are good, and from here on only worth watching. */
export const GOOD_FROM = 80;
export const WATCH_FROM = 50;

/** A state of health in word and shape. */
export interface HealthWord {
  state: HealthState;
  word: 'Good' | 'Watch' | 'Act now' | 'Unknown';
  shape: ShapeName;
}

const WORDS: Record<HealthState, HealthWord> = {
  ok: { state: 'ok', word: 'Good', shape: 'ok' },
  degraded: { state: 'degraded', word: 'Watch', shape: 'warning' },
  critical: { state: 'critical', word: 'Act now', shape: 'critical' },
  unknown: { state: 'unknown', word: 'Unknown', shape: 'unknown' },
};

/** Word and shape of a score from 0 to 100; null and NaN are unknown, never bad. */
export function healthWord(score: number | null | undefined): HealthWord {
  if (score === null || score === undefined || !Number.isFinite(score)) return WORDS.unknown;
  if (score >= GOOD_FROM) return WORDS.ok;
  return score >= WATCH_FROM ? WORDS.degraded : WORDS.critical;
}

/** A score in whole numbers, rounded down: 49.6 must not read as the 50 from which on it would be better. */
export function formatScore(score: number | null | undefined): string {
  if (score === null || score === undefined || !Number.isFinite(score)) return '–';
  return formatNumber(Math.floor(Math.min(100, Math.max(0, score))));
}
