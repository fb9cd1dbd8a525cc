import { MESSAGES } from './messages.ts';

/** What kind of trouble, for the shape beside the words. */
export type TroubleKind = 'signed-out' | 'no-permission' | 'offline' | 'error' | 'empty' | 'missing';

/** An error as a person should read it. */
export interface Trouble {
  kind: TroubleKind;
  title: string;
  text: string;
  /** Whether trying again can help. */
  retry: boolean;
}

/** Turns anything thrown into words. Reads the shape of a NexusError, so that drawing code needs no SDK. */
export function describeError(error: unknown): Trouble {
  const { code, message, hint, details } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string;
    message?: string;
    hint?: string;
    details?: { status?: unknown };
  };
  const inFull: Trouble = {
    kind: 'error',
    title: MESSAGES.errorTitle,
    text: [message ?? MESSAGES.errorText, hint].filter(Boolean).join(' '),
    retry: true,
  };
  switch (code) {
    case 'not_signed_in':
    case 'session_expired':
      return {
        kind: 'signed-out',
        title: MESSAGES.signedOutTitle,
        text: MESSAGES.signedOutText,
        retry: false,
      };
    case 'permission_denied':
      // 401: the page's key was refused, before anybody's role was looked at.
      if (details?.status === 401) return inFull;
      return {
        kind: 'no-permission',
        title: MESSAGES.noPermissionTitle,
        text: MESSAGES.noPermissionText,
        retry: true,
      };
    case 'no_membership':
      return {
        kind: 'no-permission',
        title: MESSAGES.noMembershipTitle,
        text: MESSAGES.noMembershipText,
        retry: true,
      };
    case 'tenant_suspended':
      return {
        kind: 'no-permission',
        title: MESSAGES.suspendedTitle,
        text: MESSAGES.suspendedText,
        retry: true,
      };
    case 'network_unreachable':
    case 'timeout':
      return { kind: 'offline', title: MESSAGES.offlineTitle, text: MESSAGES.offlineText, retry: true };
    default:
      return inFull;
  }
}
