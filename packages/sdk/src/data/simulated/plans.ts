import type { Feature, PlanTier } from '../../types/index.ts';

const DAY = 86_400_000;

/** What a plan gives, as far as the simulated world follows it. */
export interface SimulatedPlan {
  /** How long single readings are kept, in ms. */
  retentionMs: number;
  features: readonly Feature[];
}

/** The same as in private.plan_limits. */
export const PLANS: Readonly<Record<PlanTier, SimulatedPlan>> = {
  Basic: { retentionMs: 30 * DAY, features: [] },
  Pro: { retentionMs: 180 * DAY, features: ['white_label'] },
  Enterprise: { retentionMs: 730 * DAY, features: ['byok', 'sso', 'white_label', 'reselling'] },
};
