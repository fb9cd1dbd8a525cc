import type { Role } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { signInMessages } from './messages.ts';

/** A role as people call it; one of a newer server by its own name. */
export function roleName(words: Words, role: Role): string {
  return role in signInMessages.english ? words.text(signInMessages, role) : role;
}
