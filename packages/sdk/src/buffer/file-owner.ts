import { mkdir } from 'node:fs/promises';
import type { OwnerBuffer, OwnerOptions, RecordList, Ring, StoreNotice } from './buffer-store.ts';
import { FileJournal } from './file-journal.ts';
import { FileList } from './file-list.ts';
import { FileRing } from './file-ring.ts';
import { corruptedRecord, corruptionNotice } from './store-messages.ts';

/** Runs a step of a store that is open, and makes what goes wrong a NexusError. */
export type Guard = <T>(doing: string, step: () => Promise<T>) => Promise<T>;

/** One owner's folder: a journal of his lists, and the segments of his ring. */
export class FileOwner {
  readonly #journal: FileJournal;
  readonly #ring: FileRing;
  readonly #listeners: Set<(notice: StoreNotice) => void>;

  private constructor(journal: FileJournal, ring: FileRing, listeners: FileOwner['listeners']) {
    this.#journal = journal;
    this.#ring = ring;
    this.#listeners = listeners;
  }

  static async open(folder: string, owner: string): Promise<FileOwner> {
    const listeners: FileOwner['listeners'] = new Set();
    const onNotice = (notice: StoreNotice): void => {
      for (const listen of listeners) listen(notice);
    };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const journal = await FileJournal.open(folder, owner);
    const ring = await FileRing.open({ folder, journal, onNotice }).catch(async (error: unknown) => {
      await journal.close();
      throw error;
    });
    return new FileOwner(journal, ring, listeners);
  }

  get listeners(): Set<(notice: StoreNotice) => void> {
    return this.#listeners;
  }

  get pending(): number {
    return this.#ring.pending + this.#journal.lists.outbox.size;
  }

  get isEmpty(): boolean {
    return this.pending === 0 && this.#journal.lists.quarantine.size === 0;
  }

  /** The owner's buffer as one caller has it. */
  async opened({ capacity, onNotice }: OwnerOptions, guard: Guard): Promise<OwnerBuffer> {
    this.#listeners.add(onNotice);
    await this.#ring.resize(capacity);
    await this.#tellDamage();
    const ring = this.#ring;
    const guarded: Ring = {
      append: (readings, at) => guard('put readings into the buffer', () => ring.append(readings, at)),
      peek: (max) => guard('read the buffer', () => ring.peek(max)),
      settle: (through, refused) => guard('settle readings', () => ring.settle(through, refused)),
      stats: () => guard('count the buffer', () => ring.stats()),
    };
    return {
      ring: guarded,
      outbox: guardedList(new FileList('outbox', this.#journal, ring), 'outbox', guard),
      quarantine: guardedList(new FileList('quarantine', this.#journal, ring), 'quarantine', guard),
    };
  }

  async close(): Promise<void> {
    await this.#ring.close();
    await this.#journal.close();
  }

  /** Changes that were lost with damaged records of the journal. Told once. */
  async #tellDamage(): Promise<void> {
    const { damaged } = this.#journal;
    if (damaged === 0) return;
    this.#journal.damaged = 0;
    const note = corruptedRecord('change of the outbox or the quarantine');
    await this.#journal.commit({ add: Array(damaged).fill(['quarantine', note]) });
    for (const listen of this.#listeners) listen(corruptionNotice(note.message));
  }
}

function guardedList<T>(list: RecordList<T>, name: string, guard: Guard): RecordList<T> {
  return {
    add: (value) => guard(`add to the ${name}`, () => list.add(value)),
    replace: (id, value) => guard(`change the ${name}`, () => list.replace(id, value)),
    delete: (ids) => guard(`take out of the ${name}`, () => list.delete(ids)),
    count: () => guard(`count the ${name}`, () => list.count()),
    all: () => guard(`read the ${name}`, () => list.all()),
  };
}
