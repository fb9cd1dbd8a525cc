import type { Membership, Nexus, Page } from '@nexus-mfg/sdk';

/** Which of the two stores of files. */
export type StoreName = 'documents' | 'quality';

/**
 * The place of a list in the instance's cache: the SDK keeps what is there over a reload, clears it at sign-out, and
 * marks it as outdated when a file of the kind comes, goes or changes, whichever element did it.
 */
export class LastKnown<T, P extends object> {
  readonly #nexus: Nexus;
  readonly #key: (params: P) => readonly unknown[];

  private constructor(nexus: Nexus, key: (params: P) => readonly unknown[]) {
    this.#nexus = nexus;
    this.#key = key;
  }

  static async open<T, P extends object>(
    nexus: Nexus,
    { userId, tenant }: Membership,
    store: StoreName,
  ): Promise<LastKnown<T, P>> {
    // Whoever has an instance has loaded this already.
    const { nexusKeys } = await import('@nexus-mfg/sdk');
    const scope = { userId, tenantId: tenant.id };
    const keyOf = store === 'documents' ? nexusKeys.documents : nexusKeys.qualityImages;
    return new LastKnown(nexus, (params) => keyOf(scope, params));
  }

  get(params: P): Page<T> | undefined {
    return this.#nexus.queryClient.getQueryData(this.#key(params));
  }

  keep(params: P, page: Page<T>): void {
    this.#nexus.queryClient.setQueryData(this.#key(params), page);
  }

  /** Calls `listener` when a list with these parameters has become outdated. Returns the unsubscribe function. */
  onOutdated(params: () => P, listener: () => void): () => void {
    return this.#nexus.queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'invalidate') return;
      if (JSON.stringify(event.query.queryKey) === JSON.stringify(this.#key(params()))) listener();
    });
  }
}
