import { NexusError } from './nexus-error.ts';

/** For a call that needs somebody to be signed in. `doing` ends the sentence "Could not …". */
export function notSignedIn(doing: string): NexusError {
  return new NexusError('not_signed_in', `Could not ${doing}: nobody is signed in.`, {
    hint: 'Sign in first: nexus.session.signIn({ email, password }).',
  });
}

/** For a call after `close()`. */
export function closedInstance(doing: string): NexusError {
  return new NexusError('aborted', `Could not ${doing}: this Nexus instance has been closed.`, {
    hint: 'Create a new one with createNexus().',
  });
}
