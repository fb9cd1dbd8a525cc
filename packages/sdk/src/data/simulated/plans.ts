import type { Feature, Plan, PlanLimits, PlanTier } from '../../types/index.ts';

const DAY = 86_400_000;

/** What a plan gives, as far as the simulated world follows it. */
export interface SimulatedPlan {
  /** How long single readings are kept, in ms. */
  retentionMs: number;
  features: readonly Feature[];
  limits: PlanLimits;
}

function plan(
  rawRetentionDays: number,
  features: readonly Feature[],
  machines: number | null,
  members: number | null,
  aiRequestsMonth: number | null,
): SimulatedPlan {
  const limits = { machines, members, aiRequestsMonth, rawRetentionDays, rollupRetentionDays: 1826 };
  return { retentionMs: rawRetentionDays * DAY, features, limits };
}

/** The same as in private.plan_limits, smallest first. */
export const PLANS: Readonly<Record<PlanTier, SimulatedPlan>> = {
  Basic: plan(30, [], 25, 10, 100),
  Pro: plan(180, ['white_label'], 250, 50, 2000),
  Enterprise: plan(730, ['byok', 'sso', 'white_label', 'reselling'], null, null, 50_000),
};

/** All plans, smallest first, as `plan_usage()` tells them. */
export function allPlans(): Plan[] {
  return Object.entries(PLANS).map(([planTier, { limits, features }]) => ({
    planTier: planTier as PlanTier,
    limits: { ...limits },
    features: [...features],
  }));
}

/** Place of a plan among the others, the smallest is 0; -1 for a word that is no plan. */
export function planRank(planTier: string): number {
  return Object.keys(PLANS).indexOf(planTier);
}
