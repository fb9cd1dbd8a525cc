import { HEALTH_LIMITS, type HealthLimits } from '../drawing/health.ts';

const told = new Set<string>();

/** The page's limits where they can be, else the usual ones; the mistake is told once. */
export function checkedLimits({ watchFrom, goodFrom }: HealthLimits): HealthLimits {
  // Also false for what is no number.
  if (watchFrom >= 0 && watchFrom < goodFrom && goodFrom <= 100) return { watchFrom, goodFrom };
  const mistake = `watchFrom ${watchFrom} and goodFrom ${goodFrom}`;
  if (!told.has(mistake)) {
    told.add(mistake);
    console.warn(
      `[nexus] The health gauge cannot draw ${mistake}: 0 ≤ watchFrom < goodFrom ≤ 100 is needed. It draws ${HEALTH_LIMITS.watchFrom} and ${HEALTH_LIMITS.goodFrom}.`,
    );
  }
  return HEALTH_LIMITS;
}
