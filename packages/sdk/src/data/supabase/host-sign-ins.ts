import { NexusError } from '../../errors/nexus-error.ts';
import type { SignInService } from '../services/sign-in-service.ts';

/** Own sign-in where the host signs people in: there is none, and every call says so. */
export function createHostSignIns(): SignInService {
  const refuse = async (): Promise<never> => {
    throw hostSignsIn();
  };
  return {
    sendMagicLink: refuse,
    withCode: refuse,
    ssoUrl: refuse,
    fromUrl: refuse,
    sendPasswordReset: refuse,
    setPassword: refuse,
    invitations: refuse,
    acceptInvitation: refuse,
  };
}

/** For the password's way in too. */
export function hostSignsIn(): NexusError {
  return new NexusError(
    'host_session',
    'Could not sign in here: the host page signs people in (getSession).',
    {
      hint: 'Sign in at the host; or create Nexus without getSession for a sign-in of its own.',
    },
  );
}
