import type { HealthState } from '@nexus-mfg/sdk';
import { type HealthWord, healthWord } from '../drawing/health.ts';
import type { Words } from '../locale/words.ts';

/** The order in which states of health are listed: what needs somebody first. */
export const HEALTH_ORDER: readonly HealthState[] = ['critical', 'degraded', 'ok', 'unknown'];

/** A score of each state. */
const SCORE_OF: Readonly<Record<HealthState, number | null>> = {
  critical: 0,
  degraded: 60,
  ok: 100,
  unknown: null,
};

/** A state of health in word and shape, without a score. */
export function stateWord(words: Words, state: HealthState): HealthWord {
  return healthWord(words, SCORE_OF[state]);
}
