import type { Page, PageParams } from '@nexus-mfg/sdk';
import type { LastKnown } from './last-known.ts';

const PAGE_SIZE = 50;
const LARGE_PAGE = 200;
/** Sorting and searching on this side stop here, and say so. */
const MOST = 2_000;

/** Reads one page. */
export type ReadPage<T, P> = (params: P, signal: AbortSignal) => Promise<Page<T>>;

/**
 * The files that have been read so far, newest first, page by page.
 *
 * A new question (`ask`) shows what was last known of it until the answer is there; the old answer stands meanwhile when
 * nothing is known. `again` reads as much as there was before. An error leaves standing what there is.
 */
export class FileBook<T extends { id: string }, P extends PageParams> {
  readonly #onChange: () => void;
  #items: readonly T[] | undefined;
  #next: string | null = null;
  #error: unknown;
  #isReading = false;
  #isOld = false;
  #read: ReadPage<T, P> | undefined;
  #known: LastKnown<T, P> | undefined;
  #params: P | undefined;
  #controller: AbortController | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Undefined until the first answer. */
  get items(): readonly T[] | undefined {
    return this.#items;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** What is shown is from before and could not be read anew. */
  get isOld(): boolean {
    return this.#isOld;
  }

  get error(): unknown {
    return this.#error;
  }

  get params(): P | undefined {
    return this.#params;
  }

  /** Where to read from now on; nothing of another place stays. */
  open(read: ReadPage<T, P> | undefined, known: LastKnown<T, P> | undefined): void {
    this.#controller?.abort();
    this.#read = read;
    this.#known = known;
    this.#params = undefined;
    this.#items = undefined;
    this.#next = null;
    this.#error = undefined;
    this.#isReading = false;
    this.#isOld = false;
    this.#onChange();
  }

  ask(params: P): void {
    this.#params = params;
    const known = this.#known?.get(params);
    if (known) {
      this.#items = known.items;
      this.#next = known.next;
      this.#isOld = true;
    }
    void this.#fill(PAGE_SIZE, true);
  }

  again(): void {
    if (this.#params) void this.#fill(Math.max(PAGE_SIZE, this.#items?.length ?? 0), true);
  }

  more(): void {
    if (this.#next !== null && !this.#isReading)
      void this.#fill((this.#items?.length ?? 0) + PAGE_SIZE, false);
  }

  /** Reads the rest, for what can only be decided with all files at hand. */
  rest(): void {
    if (this.#next !== null && !this.#isReading && this.#error === undefined && !this.isFull)
      void this.#fill(MOST, false);
  }

  /** Whether there are more files than are looked at for sorting. */
  get isFull(): boolean {
    return this.#next !== null && (this.#items?.length ?? 0) >= MOST;
  }

  /** Puts a file in its place, or first when it is new. */
  put(file: T): void {
    const items = this.#items ?? [];
    const isKnown = items.some(({ id }) => id === file.id);
    this.#items = isKnown ? items.map((one) => (one.id === file.id ? file : one)) : [file, ...items];
    this.#onChange();
  }

  drop(id: string): void {
    this.#items = this.#items?.filter((one) => one.id !== id);
    this.#onChange();
  }

  close(): void {
    this.#controller?.abort();
  }

  async #fill(count: number, isAnew: boolean): Promise<void> {
    const { read, params } = { read: this.#read, params: this.#params };
    if (!read || !params) return;
    this.#controller?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    this.#isReading = true;
    this.#error = undefined;
    this.#onChange();
    try {
      let items = isAnew ? [] : (this.#items ?? []);
      let after = isAnew ? null : this.#next;
      do {
        const limit = Math.min(LARGE_PAGE, Math.max(PAGE_SIZE, count - items.length));
        const page = await read({ ...params, limit, after }, signal);
        if (signal.aborted) return;
        if (after === null) this.#known?.keep(params, page);
        items = [...items, ...page.items.filter(({ id }) => !items.some((one) => one.id === id))];
        after = page.next;
      } while (after !== null && items.length < count);
      this.#items = items;
      this.#next = after;
      this.#isOld = false;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      this.#isOld = this.#items !== undefined;
    }
    this.#isReading = false;
    this.#onChange();
  }
}
