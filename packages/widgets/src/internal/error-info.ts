import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';

/** What kind of trouble, for the shape beside the words. */
export type TroubleKind =
  | 'signed-out'
  | 'no-permission'
  | 'over-plan'
  | 'offline'
  | 'error'
  | 'empty'
  | 'missing';

/** An error as a person should read it. */
export interface Trouble {
  kind: TroubleKind;
  title: string;
  text: string;
  /** Whether trying again can help. */
  retry: boolean;
}

/** Turns anything thrown into words. Reads the shape of a NexusError, so that drawing code needs no SDK. */
export function describeError(words: Words, error: unknown): Trouble {
  const say = (key: keyof typeof commonMessages.english): string => words.text(commonMessages, key);
  const { code, message, hint, details } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string;
    message?: string;
    hint?: string;
    details?: { status?: unknown };
  };
  const inFull: Trouble = {
    kind: 'error',
    title: say('errorTitle'),
    text: [message ?? say('errorText'), hint].filter(Boolean).join(' '),
    retry: true,
  };
  switch (code) {
    case 'not_signed_in':
    case 'session_expired':
      return {
        kind: 'signed-out',
        title: say('signedOutTitle'),
        text: say('signedOutText'),
        retry: false,
      };
    case 'permission_denied':
      // 401: the page's key was refused, before anybody's role was looked at.
      if (details?.status === 401) return inFull;
      return {
        kind: 'no-permission',
        title: say('noPermissionTitle'),
        text: say('noPermissionText'),
        retry: true,
      };
    case 'no_membership':
      return {
        kind: 'no-permission',
        title: say('noMembershipTitle'),
        text: say('noMembershipText'),
        retry: true,
      };
    case 'tenant_suspended':
      return {
        kind: 'no-permission',
        title: say('suspendedTitle'),
        text: say('suspendedText'),
        retry: true,
      };
    case 'plan_feature':
      return { kind: 'over-plan', title: say('overPlanTitle'), text: say('overPlanText'), retry: true };
    case 'plan_limit':
      return { ...inFull, kind: 'over-plan', title: say('overPlanTitle') };
    case 'network_unreachable':
    case 'timeout':
      return { kind: 'offline', title: say('offlineTitle'), text: say('offlineText'), retry: true };
    default:
      return inFull;
  }
}
