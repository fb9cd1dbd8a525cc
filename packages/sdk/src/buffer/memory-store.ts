import type { PendingEdit, Reading } from '../types/index.ts';
import type {
  BufferStore,
  OwnerBuffer,
  OwnerOptions,
  QuarantineRecord,
  RecordList,
  Ring,
  RingEntry,
  RingStats,
} from './buffer-store.ts';
import { bytesOf } from './chunk.ts';
import { listId, plainCopy } from './record-shapes.ts';
import { advance, dropTo, EMPTY_RING, grow, type RingState } from './ring-state.ts';
import { closedStore } from './store-messages.ts';

/** By how many readings the size of all is told. */
const SAMPLE = 100;

/** Keeps what waits for the network in memory: it ends with the page or the process. */
export class MemoryStore implements BufferStore {
  readonly isDurable: boolean = false;
  readonly #owners: Map<string, MemoryOwner> = new Map();
  readonly #items: Map<string, string> = new Map();
  #isClosed = false;

  async open(owner: string, options: OwnerOptions): Promise<OwnerBuffer> {
    this.#check();
    const held = this.#owners.get(owner) ?? new MemoryOwner(() => this.#check());
    this.#owners.set(owner, held);
    return held.opened(options.capacity);
  }

  async owners(): Promise<{ owner: string; pending: number }[]> {
    this.#check();
    return [...this.#owners]
      .filter(([, held]) => !held.isEmpty)
      .map(([owner, held]) => ({ owner, pending: held.pending }));
  }

  async getItem(key: string): Promise<string | null> {
    this.#check();
    return this.#items.get(key) ?? null;
  }

  async setItem(key: string, value: string | null): Promise<void> {
    this.#check();
    if (value === null) this.#items.delete(key);
    else this.#items.set(key, value);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #check(): void {
    if (this.#isClosed) throw closedStore();
  }
}

/** One owner's readings and records. */
class MemoryOwner {
  readonly #check: () => void;
  readonly #outbox: MemoryList<PendingEdit>;
  readonly #quarantine: MemoryList<QuarantineRecord>;
  #state: RingState = { ...EMPTY_RING };
  /** Those of the state's numbers, after a few at the front that are not pending any more. */
  #entries: RingEntry[] = [];

  constructor(check: () => void) {
    this.#check = check;
    this.#outbox = new MemoryList(check);
    this.#quarantine = new MemoryList(check);
  }

  get pending(): number {
    return this.#state.next - this.#state.first + this.#outbox.size;
  }

  get isEmpty(): boolean {
    return this.pending === 0 && this.#quarantine.size === 0;
  }

  opened(capacity: number): OwnerBuffer {
    this.#move(dropTo(this.#state, this.#state.next - capacity));
    const ring: Ring = {
      append: async (readings, at) => this.#append(readings, at, capacity),
      peek: async (max) => this.#peek(max),
      settle: async (through, refused) => this.#settle(through, refused),
      stats: async () => this.#stats(),
    };
    return { ring, outbox: this.#outbox, quarantine: this.#quarantine };
  }

  #append(readings: readonly Reading[], at: number, capacity: number): { dropped: number } {
    this.#check();
    const { state, dropped } = grow(this.#state, [readings.length], capacity);
    let seq = this.#state.next;
    for (const reading of readings) {
      this.#entries.push({ seq, at, reading: { ...reading } });
      seq += 1;
    }
    this.#move(state);
    return { dropped: dropped[0] ?? 0 };
  }

  #peek(max: number): RingEntry[] {
    this.#check();
    const start = this.#start();
    return this.#entries
      .slice(start, start + Math.max(0, max))
      .map(({ seq, at, reading }) => ({ seq, at, reading: { ...reading } }));
  }

  #settle(through: number, refused: readonly QuarantineRecord[]): void {
    this.#check();
    for (const record of refused) this.#quarantine.put(record);
    this.#move(advance(this.#state, through + 1));
  }

  #stats(): RingStats {
    this.#check();
    const { first, next, dropped } = this.#state;
    const start = this.#start();
    const sample = this.#entries.slice(start, start + SAMPLE).map(({ reading }) => reading);
    const oldestAt = this.#entries[start]?.at ?? null;
    return { pending: next - first, bytes: bytesOf(next - first, sample), oldestAt, dropped };
  }

  /** Clears away when half of the array is not pending any more, so that each reading is moved about once. */
  #move(state: RingState): void {
    this.#state = state;
    const start = this.#start();
    if (start * 2 >= this.#entries.length) this.#entries = this.#entries.slice(start);
  }

  /** Where the pending entries begin in the array: it has all numbers up to the last. */
  #start(): number {
    return this.#entries.length - (this.#state.next - this.#state.first);
  }
}

class MemoryList<T> implements RecordList<T> {
  readonly #check: () => void;
  readonly #values: Map<string, T> = new Map();
  #last = 0;

  constructor(check: () => void) {
    this.#check = check;
  }

  get size(): number {
    return this.#values.size;
  }

  put(value: T): string {
    this.#last += 1;
    const id = listId(this.#last);
    this.#values.set(id, plainCopy(value));
    return id;
  }

  async add(value: T): Promise<string> {
    this.#check();
    return this.put(value);
  }

  async replace(id: string, value: T): Promise<void> {
    this.#check();
    if (this.#values.has(id)) this.#values.set(id, plainCopy(value));
  }

  async delete(ids: readonly string[]): Promise<void> {
    this.#check();
    for (const id of ids) this.#values.delete(id);
  }

  async count(): Promise<number> {
    this.#check();
    return this.#values.size;
  }

  async all(): Promise<{ id: string; value: T }[]> {
    this.#check();
    return [...this.#values].map(([id, value]) => ({ id, value: plainCopy(value) }));
  }
}
