import { HINTS } from '../../errors/error-codes.ts';
import { NexusError, type NexusErrorCode } from '../../errors/nexus-error.ts';
import type { Feature, Permission, PlanTier } from '../../types/index.ts';
import { PLANS, planRank } from './plans.ts';

/** The refusals of the database (docs/errors.md), each with the particulars that it gives. */
function refusal(
  code: NexusErrorCode,
  message: string,
  details?: Record<string, unknown>,
  hint: string | undefined = HINTS[code],
): NexusError {
  return new NexusError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  });
}

export const notSignedIn = (): NexusError => refusal('not_signed_in', 'Nobody is signed in.');

export const noMembership = (): NexusError =>
  refusal('no_membership', 'This account is not a member of any tenant.');

export const suspended = (): NexusError => refusal('tenant_suspended', 'This tenant is suspended.');

export const lacking = (permission: Permission): NexusError =>
  refusal('permission_denied', `This needs the permission ${permission}.`, { permission });

export const missing = (what: string): NexusError =>
  refusal('not_found', `There is no such ${what}, or it is out of reach.`, { what });

export const taken = (message: string): NexusError => refusal('conflict', message);

/** A value that breaks a check of a table. */
export const broken = (message: string, hint?: string): NexusError =>
  refusal('validation_failed', message, undefined, hint);

/** An argument out of its range. */
export const wrongArgument = (argument: string, message: string): NexusError =>
  refusal('validation_failed', message, { argument });

export const standing = (needs: string, message: string): NexusError =>
  refusal('standing_required', message, { needs });

export const memberRule = (reason: string, message: string, more: Record<string, unknown> = {}): NexusError =>
  refusal('member_rule', message, { reason, ...more });

export const noInvitation = (reason: string, message: string): NexusError =>
  refusal('invitation_invalid', message, { reason });

export const sealedKeyRefused = (reason: string, message: string): NexusError =>
  refusal('sealed_key_refused', message, { reason });

/** What a plan counts, as the database names it. */
export type LimitName = 'machines' | 'members' | 'ai_requests_month';

const LIMIT_KEYS = {
  machines: 'machines',
  members: 'members',
  ai_requests_month: 'aiRequestsMonth',
} as const;

/** @throws NexusError `plan_limit` when one more on top of `used` is beyond the plan */
export function checkLimit(planTier: PlanTier, limit: LimitName, used: number, resetsAt?: string): void {
  const allowedBy = (tier: PlanTier): number | null => PLANS[tier].limits[LIMIT_KEYS[limit]];
  const allowed = allowedBy(planTier);
  if (allowed === null || used < allowed) return;
  const lifting = larger(planTier, (tier) => (allowedBy(tier) ?? Number.POSITIVE_INFINITY) > used);
  throw refusal(
    'plan_limit',
    `The plan ${planTier} allows ${allowed} ${limit === 'ai_requests_month' ? 'AI requests a month' : limit}; ${used} are in use.`,
    {
      limit,
      used,
      allowed,
      plan: planTier,
      lifted_by: lifting,
      ...(resetsAt === undefined ? {} : { resets_at: resetsAt }),
    },
  );
}

/** @throws NexusError `plan_feature` unless the plan has the feature */
export function requireFeature(planTier: PlanTier, feature: Feature): void {
  if (PLANS[planTier].features.includes(feature)) return;
  const lifting = larger(planTier, (tier) => PLANS[tier].features.includes(feature));
  throw refusal('plan_feature', `The plan ${planTier} does not include ${feature}.`, {
    feature,
    plan: planTier,
    lifted_by: lifting,
  });
}

function larger(planTier: PlanTier, suits: (tier: PlanTier) => boolean): PlanTier | null {
  const tiers = Object.keys(PLANS) as PlanTier[];
  return tiers.slice(planRank(planTier) + 1).find(suits) ?? null;
}
