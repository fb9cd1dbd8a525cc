import type { Membership, Nexus } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { filesMessages } from './messages.ts';

/** Who uploaded something: names for those who may see the members, and for everybody at least oneself. */
export class People {
  #names: ReadonlyMap<string, string> = new Map();
  #ownId = '';

  /** Reads the names anew; `onChange` is called once they are there. */
  async open(nexus: Nexus, { userId, permissions }: Membership, onChange: () => void): Promise<void> {
    this.#ownId = userId;
    this.#names = new Map();
    if (!permissions.includes('members.manage')) return;
    try {
      const members = await nexus.members.list();
      if (this.#ownId !== userId) return;
      this.#names = new Map(members.map((member) => [member.userId, member.fullName ?? member.email]));
      onChange();
    } catch {
      // A name is a help only: without it there is a colleague.
    }
  }

  /** An en dash for an account that is gone. */
  name(words: Words, userId: string | null): string {
    if (userId === null) return '–';
    if (userId === this.#ownId) return words.text(filesMessages, 'you');
    return this.#names.get(userId) ?? words.text(filesMessages, 'someone');
  }
}
