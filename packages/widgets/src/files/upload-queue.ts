import type { Upload, UploadProgress } from '@nexus-mfg/sdk';
import type { FittedFile, Refusal } from './fit-file.ts';
import { SpeedMeter } from './speed-meter.ts';

/** `queued` for its turn, `waiting` for the network; `refused` was never sent. */
export type UploadState = 'queued' | 'uploading' | 'waiting' | 'done' | 'failed' | 'cancelled' | 'refused';

/** One file on its way, as it is shown. */
export interface UploadRow {
  readonly id: number;
  readonly name: string;
  readonly totalBytes: number;
  readonly state: UploadState;
  readonly sentBytes: number;
  /** 0 while it is not known. */
  readonly bytesPerSecond: number;
  readonly refusal: Refusal | undefined;
  /** What went wrong, once it failed. */
  readonly error: unknown;
}

/** Begins to send a file. */
export type StartUpload<T> = (file: File) => Upload<T>;

export interface UploadQueueOptions<T> {
  onChange: () => void;
  onStored: (stored: T) => void;
  /** Whether the network is known to be gone: then nothing is begun. */
  isOffline: () => boolean;
  /** Epoch ms. */
  now?: () => number;
}

interface Entry<T> {
  row: UploadRow;
  file: File;
  start: StartUpload<T>;
  meter: SpeedMeter;
  upload?: Upload<T>;
  /** Counts the tries: an earlier one that ends late says nothing about the present one. */
  tries: number;
}

/** Two share the line: one alone waits for round trips, more of them only slow each other down. */
const AT_ONCE = 2;
const NETWORK_CODES: ReadonlySet<unknown> = new Set(['network_unreachable', 'timeout']);

/**
 * Files on their way to the server.
 *
 * *queued* → *uploading* → *done*; from *uploading* also → *failed* (retry: → *queued*, goes on where the server is), or
 * → *waiting* when the network is gone (`resume()`: → *queued*). *cancelled* and *refused* are ends. Ended rows stay
 * until they are dismissed: somebody may have looked away.
 */
export class UploadQueue<T> {
  readonly #options: UploadQueueOptions<T>;
  #entries: Entry<T>[] = [];
  #nextId = 1;

  constructor(options: UploadQueueOptions<T>) {
    this.#options = options;
  }

  get rows(): readonly UploadRow[] {
    return this.#entries.map(({ row }) => row);
  }

  /** Files that are not at their end. */
  get openCount(): number {
    return this.#entries.filter(({ row }) => isOpen(row.state)).length;
  }

  add(files: readonly FittedFile[], start: StartUpload<T>): void {
    for (const { file, refusal } of files) {
      const row: UploadRow = {
        id: this.#nextId++,
        name: file.name,
        totalBytes: file.size,
        state: refusal === undefined ? 'queued' : 'refused',
        sentBytes: 0,
        bytesPerSecond: 0,
        refusal,
        error: undefined,
      };
      this.#entries.push({ row, file, start, meter: new SpeedMeter(), tries: 0 });
    }
    this.#fill();
  }

  cancel(id: number): void {
    const entry = this.#find(id);
    if (!entry || !isOpen(entry.row.state)) return;
    this.#set(entry, { state: 'cancelled' });
    entry.upload?.cancel();
    this.#fill();
  }

  /** Goes on with what failed, or begins anew what was cancelled. */
  retry(id: number): void {
    const entry = this.#find(id);
    if (!entry || !['failed', 'cancelled', 'waiting'].includes(entry.row.state)) return;
    this.#set(entry, { state: 'queued', error: undefined });
    this.#fill();
  }

  /** The network is back: what waits for it goes on. */
  resume(): void {
    for (const entry of this.#entries) {
      if (entry.row.state === 'waiting') this.#set(entry, { state: 'queued' });
    }
    this.#fill();
  }

  /** Takes ended rows away; with an id only that one. */
  dismiss(id?: number): void {
    this.#entries = this.#entries.filter(
      ({ row }) => isOpen(row.state) || (id !== undefined && row.id !== id),
    );
    this.#options.onChange();
  }

  /** Gives up everything: another person or instance has no part in it. */
  clear(): void {
    const uploads = this.#entries.map(({ upload }) => upload);
    this.#entries = [];
    for (const upload of uploads) upload?.cancel();
    this.#options.onChange();
  }

  #fill(): void {
    let free = AT_ONCE - this.#entries.filter(({ row }) => row.state === 'uploading').length;
    for (const entry of this.#entries) {
      if (entry.row.state !== 'queued') continue;
      if (this.#options.isOffline()) this.#set(entry, { state: 'waiting' });
      else if (free-- > 0) void this.#send(entry);
    }
    this.#options.onChange();
  }

  async #send(entry: Entry<T>): Promise<void> {
    entry.meter.reset();
    this.#set(entry, { state: 'uploading', bytesPerSecond: 0 });
    entry.tries += 1;
    const { tries } = entry;
    try {
      const stored = await this.#attempt(entry);
      this.#set(entry, { state: 'done', sentBytes: entry.row.totalBytes });
      if (this.#entries.includes(entry)) this.#options.onStored(stored);
    } catch (error) {
      if (entry.row.state === 'uploading' && entry.tries === tries) {
        const isNetwork = NETWORK_CODES.has((error as { code?: unknown } | null)?.code);
        this.#set(entry, { state: isNetwork && this.#options.isOffline() ? 'waiting' : 'failed', error });
      }
    }
    this.#fill();
  }

  #attempt(entry: Entry<T>): Promise<T> {
    const { upload } = entry;
    if (upload) return upload.retry();
    const begun = entry.start(entry.file);
    entry.upload = begun;
    begun.progress.subscribe((progress) => this.#follow(entry, progress));
    return begun.done;
  }

  #follow(entry: Entry<T>, { state, sentBytes }: UploadProgress): void {
    if (entry.row.state !== 'uploading' || state !== 'uploading') return;
    entry.meter.add(sentBytes, (this.#options.now ?? Date.now)());
    this.#set(entry, { sentBytes, bytesPerSecond: entry.meter.bytesPerSecond });
    this.#options.onChange();
  }

  #set(entry: Entry<T>, change: Partial<UploadRow>): void {
    entry.row = { ...entry.row, ...change };
  }

  #find(id: number): Entry<T> | undefined {
    return this.#entries.find(({ row }) => row.id === id);
  }
}

function isOpen(state: UploadState): boolean {
  return state === 'queued' || state === 'uploading' || state === 'waiting';
}
