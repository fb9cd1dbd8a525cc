import type { GetSession, Nexus } from '@nexus-mfg/sdk';

export interface InstanceWish {
  url: string;
  publishableKey: string;
  getSession?: GetSession;
}

/** The instance that a provider made from its attributes: one for one wish, closed when another one takes its place. */
export class InstanceOwner {
  #own: { wish: InstanceWish; nexus: Nexus } | undefined;

  /** The instance of a wish; undefined when nobody wants it any more by the time that the SDK is there. */
  async take(wish: InstanceWish, isWanted: () => boolean): Promise<Nexus | undefined> {
    if (this.#own !== undefined && isSame(this.#own.wish, wish)) return this.#own.nexus;
    // Pages that bring their own instance never load this.
    const { createNexus } = await import('@nexus-mfg/sdk');
    if (!isWanted()) return undefined;
    if (this.#own !== undefined && isSame(this.#own.wish, wish)) return this.#own.nexus;
    this.release(undefined);
    this.#own = { wish, nexus: createNexus(wish) };
    return this.#own.nexus;
  }

  /** Closes the own instance unless it is the one that is used. */
  release(used: Nexus | undefined): void {
    if (this.#own === undefined || this.#own.nexus === used) return;
    void this.#own.nexus.close();
    this.#own = undefined;
  }
}

function isSame(a: InstanceWish, b: InstanceWish): boolean {
  return a.url === b.url && a.publishableKey === b.publishableKey && a.getSession === b.getSession;
}
