import type { Nexus, PendingEdit } from '@nexus-mfg/sdk';

/** Names of machines, documents and pictures that entries are about: from the edit itself, else asked for once. */
export class ThingNames {
  readonly #nexus: Nexus;
  readonly #changed: () => void;
  readonly #names: Map<string, string | null> = new Map();

  constructor(nexus: Nexus, changed: () => void) {
    this.#nexus = nexus;
    this.#changed = changed;
  }

  /** What people call it; undefined while that is not known, null when it cannot be. */
  of(id: string): string | null | undefined {
    return this.#names.get(id) ?? this.#cached(id) ?? this.#names.get(id);
  }

  ofEdit({ targetId, base, changes, theirs }: PendingEdit): string | null | undefined {
    const own = [base.name, theirs?.name, changes.name].find((name) => typeof name === 'string');
    return typeof own === 'string' ? own : this.of(targetId);
  }

  want(edits: readonly PendingEdit[]): void {
    for (const edit of edits) {
      if (this.ofEdit(edit) !== undefined) continue;
      if (edit.kind === 'document.update')
        this.#ask(edit.targetId, () => this.#nexus.documents.get(edit.targetId));
      else if (edit.kind === 'quality.update')
        this.#ask(edit.targetId, () => this.#nexus.quality.get(edit.targetId));
      else this.wantMachines([edit.targetId]);
    }
  }

  wantMachines(ids: readonly string[]): void {
    const unknown = [...new Set(ids)].filter((id) => !this.#names.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.#names.set(id, null);
    // The whole list is in the cache on every page that shows machines, also without network.
    this.#nexus.machines.list().then(
      (machines) => {
        for (const { id, name } of machines) if (unknown.includes(id)) this.#names.set(id, name);
        this.#changed();
      },
      () => this.#forget(unknown),
    );
  }

  /** From any list that the page has read: without network nothing else can be asked. */
  #cached(id: string): string | undefined {
    for (const [, data] of this.#nexus.queryClient.getQueriesData({ queryKey: ['nexus'] })) {
      if (!Array.isArray(data)) continue;
      const found: unknown = data.find((one: unknown) => (one as { id?: unknown } | null)?.id === id);
      const { name } = (found ?? {}) as { name?: unknown };
      if (typeof name === 'string') return name;
    }
    return undefined;
  }

  #ask(id: string, read: () => Promise<{ name: string }>): void {
    if (this.#names.has(id)) return;
    this.#names.set(id, null);
    read().then(
      ({ name }) => {
        this.#names.set(id, name);
        this.#changed();
      },
      () => this.#forget([id]),
    );
  }

  /** Asked again with the next look at the list. */
  #forget(ids: readonly string[]): void {
    for (const id of ids) if (this.#names.get(id) === null) this.#names.delete(id);
  }
}
