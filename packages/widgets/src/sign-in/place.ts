import type { Membership, Nexus, ReceivedInvitation } from '@nexus-mfg/sdk';
import { codeOf } from './sign-in-errors.ts';

/** Where a signed-in person stands: in a company, in one that is paused, or in none. */
export class PersonsPlace {
  state: 'unknown' | 'member' | 'suspended' | 'none' = 'unknown';
  /** Open invitations of who is in no company. Undefined until they have been read. */
  invitations: readonly ReceivedInvitation[] | undefined;
  /** Why they could not be read. */
  failure: unknown;
  readonly #changed: () => void;
  /** Changes with each news of the person: an answer to an older question is not heard any more. */
  #round = 0;
  #nexus: Nexus | undefined;
  #stop: (() => void) | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  follow(nexus: Nexus | undefined): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#nexus = nexus;
    this.#settle('unknown');
    try {
      this.#stop = nexus?.tenant.subscribe((membership) => this.#hear(membership), {
        onError: (error) => this.#hearError(error),
      });
    } catch {
      // A closed instance has nobody.
    }
  }

  /** Reads the invitations again, and with them whether the person is a member by now. */
  async lookAgain(): Promise<void> {
    const nexus = this.#nexus;
    if (nexus === undefined) return;
    try {
      this.#hear(await nexus.tenant.current());
    } catch (error) {
      this.#hearError(error);
    }
  }

  #hear(membership: Membership | null): void {
    if (membership === null) this.#settle('unknown');
    else this.#settle(membership.tenant.status === 'Suspended' ? 'suspended' : 'member');
  }

  #hearError(error: unknown): void {
    const code = codeOf(error);
    if (code === 'tenant_suspended') this.#settle('suspended');
    // Anything else is for the elements inside to tell.
    if (code !== 'no_membership') return;
    this.#settle('none');
    void this.#readInvitations();
  }

  async #readInvitations(): Promise<void> {
    const round = this.#round;
    try {
      const invitations = await this.#nexus?.session.invitations();
      if (round !== this.#round) return;
      this.invitations = invitations;
      this.failure = undefined;
    } catch (error) {
      if (round !== this.#round) return;
      this.invitations = undefined;
      this.failure = error;
    }
    this.#changed();
  }

  #settle(state: PersonsPlace['state']): void {
    this.#round += 1;
    this.state = state;
    if (state !== 'none') this.invitations = this.failure = undefined;
    this.#changed();
  }
}
