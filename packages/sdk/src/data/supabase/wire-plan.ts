import {
  type LimitUsage,
  PLAN_TIERS,
  type Plan,
  type PlanLimits,
  type PlanTier,
  type PlanUsage,
  type PublicBrand,
} from '../../types/index.ts';
import { array, type JsonObject, number, object, oneOf, text, time } from './wire.ts';
import { parseBrand } from './wire-brand.ts';
import { parseFeatures } from './wire-membership.ts';

const WHAT = 'the use of the plan';

/** Answer of `plan_usage()`. */
export function parseUsage(value: unknown): PlanUsage {
  const row = object(value, WHAT);
  const limits = object(row.limits, WHAT);
  const month = object(limits.ai_requests_month, WHAT);
  return {
    planTier: oneOf<PlanTier>(row.plan_tier, PLAN_TIERS, WHAT),
    machines: parseLimit(limits.machines),
    members: parseLimit(limits.members),
    aiRequestsMonth: { ...parseLimit(month), resetsAt: time(month, 'resets_at', WHAT) },
    rawRetentionDays: number(limits, 'raw_retention_days', WHAT),
    rollupRetentionDays: number(limits, 'rollup_retention_days', WHAT),
    features: parseFeatures(row.features),
    plans: array(row.plans, WHAT).map(parsePlan),
  };
}

/** Answer of `branding_for()`. */
export function parsePublicBrand(value: unknown): PublicBrand {
  const what = 'the brand';
  const row = object(value, what);
  return { name: text(row, 'name', what), slug: text(row, 'slug', what), brand: parseBrand(row.branding) };
}

function parsePlan(value: unknown): Plan {
  const row = object(value, WHAT);
  const limits = object(row.limits, WHAT);
  return {
    planTier: oneOf<PlanTier>(row.plan_tier, PLAN_TIERS, WHAT),
    limits: {
      machines: allowed(limits, 'machines'),
      members: allowed(limits, 'members'),
      aiRequestsMonth: allowed(limits, 'ai_requests_month'),
      rawRetentionDays: number(limits, 'raw_retention_days', WHAT),
      rollupRetentionDays: number(limits, 'rollup_retention_days', WHAT),
    } satisfies PlanLimits,
    features: parseFeatures(row.features),
  };
}

function parseLimit(value: unknown): LimitUsage {
  const row = object(value, WHAT);
  return { used: number(row, 'used', WHAT), allowed: allowed(row, 'allowed') };
}

/** Null is without limit. */
function allowed(row: JsonObject, key: string): number | null {
  return row[key] === null ? null : number(row, key, WHAT);
}
