import type { Feature, PlanTier } from './tenant.ts';

/** How much of a limit is used; `allowed` null is without limit. */
export interface LimitUsage {
  /** How many there are. */
  used: number;
  /** How many there may be; null is without limit. */
  allowed: number | null;
}

/** What a plan allows; null is without limit. */
export interface PlanLimits {
  /** Most machines. */
  machines: number | null;
  /** Most members. */
  members: number | null;
  /** Most requests to the AI in a calendar month. */
  aiRequestsMonth: number | null;
  /** How long single readings are kept. */
  rawRetentionDays: number;
  /** How long hourly roll-ups are kept. */
  rollupRetentionDays: number;
}

/** One of the plans that there are. */
export interface Plan {
  /** Its name. */
  planTier: PlanTier;
  /** How much it allows. */
  limits: PlanLimits;
  /** What it switches on. */
  features: readonly Feature[];
}

/** What the own tenant's plan allows and how much of it is in use. */
export interface PlanUsage {
  /** The tenant's plan. */
  planTier: PlanTier;
  /** Machines in use. */
  machines: LimitUsage;
  /** Members in use. */
  members: LimitUsage;
  /** Requests to the AI in this calendar month. */
  aiRequestsMonth: LimitUsage & {
    /** ISO 8601 time at which the count begins anew. */
    resetsAt: string;
  };
  /** How long single readings are kept. */
  rawRetentionDays: number;
  /** How long hourly roll-ups are kept. */
  rollupRetentionDays: number;
  /** What the plan switches on. */
  features: readonly Feature[];
  /** All plans, smallest first, to compare with. */
  plans: readonly Plan[];
}
