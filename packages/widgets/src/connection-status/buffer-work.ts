import type { BufferStatus, Nexus, PendingEdit, QuarantinedEntry } from '@nexus-mfg/sdk';
import { ThingNames } from './thing-names.ts';

/** How long what was discarded can still be called back. */
const UNDO_MS = 8_000;

/**
 * What the panel knows of the buffer and does to it. Lists are read when the panel opens and whenever the numbers
 * change. Discarding is held back until it cannot be undone any more; a page that dies before has discarded nothing.
 */
export class BufferWork {
  edits: readonly PendingEdit[] = [];
  quarantined: readonly QuarantinedEntry[] = [];
  /** Whether a list could not be read. */
  isListFailed = false;
  /** What kept the last deed from being done. */
  failure: unknown;
  /** How many entries there were when sending began; null while nobody asked for it. */
  sendingFrom: number | null = null;
  /** True once everything that was asked to be sent is gone. */
  isAllSent = false;
  readonly names: ThingNames;
  readonly #nexus: Nexus;
  readonly #changed: () => void;
  #discarding: ReadonlySet<string> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: AbortController | undefined;
  #counted = '';

  constructor(nexus: Nexus, changed: () => void) {
    this.#nexus = nexus;
    this.#changed = changed;
    this.names = new ThingNames(nexus, changed);
  }

  /** Refused entries without those that are being discarded. */
  get refused(): readonly QuarantinedEntry[] {
    return this.quarantined.filter(({ id }) => !this.#discarding.has(id));
  }

  /** How many can still be called back. */
  get discarding(): number {
    return this.#discarding.size;
  }

  /** Reads the lists again if the numbers say that they changed. */
  follow({ state, pendingEdits, quarantined }: BufferStatus): void {
    const counted = `${state} ${pendingEdits} ${quarantined}`;
    if (counted === this.#counted) return;
    this.#counted = counted;
    // Without entries there is nothing to read, and no code to load for it.
    if (pendingEdits + quarantined > 0 || this.edits.length + this.quarantined.length > 0) void this.#read();
  }

  async flush(): Promise<void> {
    const { pendingReadings, pendingEdits } = this.#nexus.buffer.status.value;
    const sending = new AbortController();
    this.#sending = sending;
    this.sendingFrom = pendingReadings + pendingEdits;
    this.isAllSent = false;
    await this.#do(async () => {
      await this.#nexus.buffer.flush({ signal: sending.signal });
      this.isAllSent = true;
    }, sending.signal);
    if (this.#sending !== sending) return;
    this.#sending = undefined;
    this.sendingFrom = null;
    this.#changed();
  }

  /** What has been sent stays sent. */
  stopSending(): void {
    this.#sending?.abort();
    this.#sending = undefined;
    this.sendingFrom = null;
    this.#changed();
  }

  undo(id: string): Promise<void> {
    return this.#do(() => this.#nexus.buffer.undo(id));
  }

  resolve(id: string, whose: 'mine' | 'theirs'): Promise<void> {
    return this.#do(() => this.#nexus.buffer.resolve(id, whose));
  }

  retry(ids: readonly string[]): Promise<void> {
    return this.#do(() => this.#nexus.buffer.quarantine.retry(ids));
  }

  /** All refused entries as JSON lines; undefined when they could not be read. */
  async export(): Promise<string | undefined> {
    let lines: string | undefined;
    await this.#do(async () => {
      lines = await this.#nexus.buffer.quarantine.export();
    });
    return lines;
  }

  discard(ids: readonly string[]): void {
    this.#discarding = new Set([...this.#discarding, ...ids]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settleDiscards(), UNDO_MS);
    this.#changed();
  }

  undoDiscard(): void {
    clearTimeout(this.#timer);
    this.#discarding = new Set();
    this.#changed();
  }

  /** Throws away for good what was not called back. */
  async settleDiscards(): Promise<void> {
    clearTimeout(this.#timer);
    const ids = [...this.#discarding];
    if (ids.length === 0) return;
    await this.#do(() => this.#nexus.buffer.quarantine.discard(ids));
    // Others may have been discarded meanwhile, and can still be called back.
    this.#discarding = new Set([...this.#discarding].filter((id) => !ids.includes(id)));
    this.#changed();
  }

  async #do(deed: () => Promise<unknown>, signal?: AbortSignal): Promise<void> {
    this.failure = undefined;
    this.#changed();
    try {
      await deed();
    } catch (error) {
      if (!signal?.aborted) this.failure = error;
    }
    await this.#read();
  }

  async #read(): Promise<void> {
    const { buffer } = this.#nexus;
    try {
      [this.edits, this.quarantined] = await Promise.all([buffer.edits(), buffer.quarantine.list()]);
      this.isListFailed = false;
      this.names.want([...this.edits, ...this.quarantined.flatMap(({ edit }) => edit ?? [])]);
      this.names.wantMachines(this.quarantined.flatMap(({ reading }) => reading?.machineId ?? []));
    } catch {
      this.isListFailed = true;
    }
    this.#changed();
  }
}
