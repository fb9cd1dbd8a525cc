import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE_VERSION } from './chunk.ts';
import { replaceFile, syncFolder } from './file-system.ts';
import { FrameLog, readFrames, toLine } from './frame-log.ts';
import { GroupCommit } from './group-commit.ts';
import type { ListKind, ListValues } from './record-shapes.ts';
import { EMPTY_RING, type RingState } from './ring-state.ts';
import { newerStore } from './store-messages.ts';

/** A change of an owner's lists, and of where his ring begins. All of it happens, or nothing. */
export interface JournalStep {
  ring?: RingState;
  add?: [kind: ListKind, value: ListValues[ListKind]][];
  replace?: [kind: ListKind, number: number, value: ListValues[ListKind]];
  delete?: [kind: ListKind, numbers: readonly number[]];
}

/** The first record of a journal: everything as it was when the journal was begun. */
interface JournalStart {
  v: number;
  owner: string;
  ring: RingState;
  last: number;
  outbox: [number: number, value: ListValues['outbox']][];
  quarantine: [number: number, value: ListValues['quarantine']][];
}

/** A journal is begun anew when it is this large and mostly history. */
const MIN_REWRITE_BYTES = 256 * 1_024;
const HISTORY_FACTOR = 4;

/**
 * An owner's lists in memory, and the journal of their changes on disk, in which a settled batch and what was refused of
 * it are one record. Steps that do not wait for each other share a write.
 */
export class FileJournal {
  readonly owner: string;
  readonly lists: { readonly [K in ListKind]: Map<number, ListValues[K]> } = {
    outbox: new Map(),
    quarantine: new Map(),
  };
  /** Where the ring began and ended when it was last written here. */
  ring: RingState = { ...EMPTY_RING };
  /** Records that could not be read. */
  damaged = 0;
  readonly #path: string;
  readonly #steps: GroupCommit<JournalStep, number>;
  #log: FrameLog | null = null;
  #last = 0;
  #rewriteAt = MIN_REWRITE_BYTES;

  private constructor(folder: string, owner: string) {
    this.owner = owner;
    this.#path = join(folder, JOURNAL);
    this.#steps = new GroupCommit((steps) => this.#write(steps));
  }

  /** Reads an owner's journal, and begins one when there is none. @throws NexusError `storage_failed` when it is newer */
  static async open(folder: string, owner: string): Promise<FileJournal> {
    const journal = new FileJournal(folder, owner);
    await rm(`${journal.#path}.new`, { force: true });
    for (const { value } of await framesOf(journal.#path)) journal.#replay(value);
    await journal.#begin();
    return journal;
  }

  /** Resolves once the step is on disk. Answers the number of the record that was added last. */
  commit(step: JournalStep): Promise<number> {
    return this.#steps.add(step);
  }

  async close(): Promise<void> {
    await this.#steps.settled();
    await this.#log?.close();
  }

  async #write(steps: readonly JournalStep[]): Promise<readonly number[]> {
    const log = this.#log ?? (await this.#begin());
    await log.append(steps);
    const answers = steps.map((step) => this.#apply(step));
    // Whatever happens to the new journal, the steps are safe in the old one.
    if (log.size > this.#rewriteAt) await this.#rewrite().catch(() => {});
    return answers;
  }

  #replay(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      this.damaged += 1;
      return;
    }
    const { v, ring, last, outbox, quarantine } = value as Partial<JournalStart>;
    if (v === undefined) {
      this.#apply(value as JournalStep);
      return;
    }
    if (v > STORE_VERSION) throw newerStore();
    this.ring = ring ?? this.ring;
    this.#last = last ?? 0;
    for (const [number, edit] of outbox ?? []) this.lists.outbox.set(number, edit);
    for (const [number, record] of quarantine ?? []) this.lists.quarantine.set(number, record);
  }

  #apply({ ring, add = [], replace, delete: removed }: JournalStep): number {
    if (ring) this.ring = ring;
    for (const [kind, value] of add) {
      this.#last += 1;
      this.#set(kind, this.#last, value);
    }
    if (replace && this.lists[replace[0]].has(replace[1])) this.#set(...replace);
    if (removed) for (const number of removed[1]) this.lists[removed[0]].delete(number);
    return this.#last;
  }

  #set(kind: ListKind, number: number, value: ListValues[ListKind]): void {
    (this.lists[kind] as Map<number, ListValues[ListKind]>).set(number, value);
  }

  async #begin(): Promise<FrameLog> {
    const log = await FrameLog.open(this.#path);
    this.#log = log;
    if (log.size === 0) {
      await log.append([this.#snapshot()]);
      await syncFolder(join(this.#path, '..'));
    }
    return log;
  }

  async #rewrite(): Promise<void> {
    const content = toLine(this.#snapshot());
    this.#rewriteAt = Math.max(MIN_REWRITE_BYTES, HISTORY_FACTOR * content.length);
    await replaceFile(this.#path, content);
    await this.#log?.close();
    this.#log = null;
  }

  #snapshot(): JournalStart {
    return {
      v: STORE_VERSION,
      owner: this.owner,
      ring: this.ring,
      last: this.#last,
      outbox: [...this.lists.outbox],
      quarantine: [...this.lists.quarantine],
    };
  }
}

const JOURNAL = 'journal.log';

/** The name of the owner of a folder, or null when it has none. */
export async function ownerOf(folder: string): Promise<string | null> {
  const [first] = await framesOf(join(folder, JOURNAL));
  const { owner } = (first?.value ?? {}) as Partial<JournalStart>;
  return typeof owner === 'string' ? owner : null;
}

async function framesOf(path: string): Promise<Awaited<ReturnType<typeof readFrames>>> {
  return readFrames(path).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  });
}
