/** Files that are about to be deleted together. */
export interface Deletion {
  readonly id: number;
  readonly fileIds: readonly string[];
  /** Name of the file when it is one. */
  readonly name: string;
}

export interface DeletionOptions {
  /** Deletes one file for good. */
  remove: (fileId: string) => Promise<void>;
  onChange: () => void;
  onFailed: (error: unknown) => void;
}

/** Long enough to read the sentence and to reach the button. */
const UNDO_MS = 10_000;

interface Entry extends Deletion {
  remainingMs: number;
  startedAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Deletions that can be undone. The service cannot bring a file back, so nothing is asked of it until the time is over:
 * *pending* (hidden, nothing sent) → *undone*, or → *sent* (hidden until the service has answered) → *gone*, or back in
 * the list when it refused. `flush()` sends all at once: the page or the element goes.
 */
export class Deletions {
  readonly #options: DeletionOptions;
  readonly #sent: Set<string> = new Set();
  #pending: Entry[] = [];
  #nextId = 1;

  constructor(options: DeletionOptions) {
    this.#options = options;
  }

  /** What can still be undone, newest last. */
  get pending(): readonly Deletion[] {
    return this.#pending;
  }

  /** Whether a file is not to be shown any more. */
  hides(fileId: string): boolean {
    return this.#sent.has(fileId) || this.#pending.some(({ fileIds }) => fileIds.includes(fileId));
  }

  add(fileIds: readonly string[], name: string): void {
    const entry: Entry = {
      id: this.#nextId++,
      fileIds,
      name,
      remainingMs: UNDO_MS,
      startedAt: 0,
      timer: undefined,
    };
    this.#pending = [...this.#pending, entry];
    this.#run(entry);
    this.#options.onChange();
  }

  undo(id: number): void {
    this.#take(id);
    this.#options.onChange();
  }

  /** Does it now. */
  commit(id: number): void {
    const entry = this.#take(id);
    if (entry) void this.#send(entry);
  }

  /** The time stands still while somebody points at the offer. */
  hold(id: number): void {
    const entry = this.#pending.find((one) => one.id === id);
    if (entry?.timer === undefined) return;
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.remainingMs -= Date.now() - entry.startedAt;
  }

  release(id: number): void {
    const entry = this.#pending.find((one) => one.id === id);
    if (entry && entry.timer === undefined) this.#run(entry);
  }

  /** The offers are drawn elsewhere: what goes from under a pointer is never left by it. */
  releaseAll(): void {
    for (const { id } of this.#pending) this.release(id);
  }

  /** Nothing of it is done. */
  forget(): void {
    for (const { id } of [...this.#pending]) this.#take(id);
    this.#options.onChange();
  }

  flush(): void {
    for (const { id } of [...this.#pending]) this.commit(id);
  }

  #run(entry: Entry): void {
    entry.startedAt = Date.now();
    entry.timer = setTimeout(() => this.commit(entry.id), Math.max(0, entry.remainingMs));
  }

  #take(id: number): Entry | undefined {
    const entry = this.#pending.find((one) => one.id === id);
    clearTimeout(entry?.timer);
    this.#pending = this.#pending.filter((one) => one !== entry);
    return entry;
  }

  async #send({ fileIds }: Entry): Promise<void> {
    for (const fileId of fileIds) this.#sent.add(fileId);
    this.#options.onChange();
    const results = await Promise.allSettled(fileIds.map((fileId) => this.#options.remove(fileId)));
    const failed = results.find((result) => result.status === 'rejected');
    for (const fileId of fileIds) this.#sent.delete(fileId);
    if (failed) this.#options.onFailed(failed.reason);
    this.#options.onChange();
  }
}
