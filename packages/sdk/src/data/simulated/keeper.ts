import { type Observable, ObservableValue } from '../../observable/observable.ts';
import { hashText } from '../../plant/index.ts';

/** The part of Web Storage that a world is kept in. */
export interface SimulatedStorage {
  /** Null when nothing is kept under the key. */
  getItem(key: string): string | null;
  /** Throws when it cannot be kept. */
  setItem(key: string, value: string): void;
  /** Nothing happens when there is none. */
  removeItem(key: string): void;
}

/** Something about the kept world that its owner should know. */
export interface SimulatedNotice {
  /**
   * `state_broken` and `state_older`: the world began anew, and the former text is under the key that the message
   * names. `storage_denied`: the world lives in memory only. `storage_full`: something or all of it could not be kept.
   */
  code: 'state_broken' | 'state_older' | 'storage_denied' | 'storage_full';
  /** What happened, one sentence. */
  message: string;
  /** What to do about it, one sentence. */
  hint: string;
  /** ISO 8601 time of the world. */
  at: string;
}

/** Which parts of a world are written down; the large ones are left out when there is no room. */
export interface KeptParts {
  readings: boolean;
  contents: boolean;
}

/** What a {@link Keeper} is made from. */
export interface KeeperParts {
  /** Absent: nothing is kept. */
  name: string | undefined;
  storage: SimulatedStorage | undefined;
  /** Epoch ms of the world. */
  now: () => number;
  /** The world as JSON. */
  write: (parts: KeptParts) => string;
}

/** Raised with every change of the form. */
const VERSION = 1;
const HEADER = /^nexus-simulated (\d+) (\d+)\n/;
/** Recorded readings are many: they are written down at most this often. */
const READINGS_EVERY_MS = 1_000;
const ALL: KeptParts = { readings: true, contents: true };

/** Writes a world down when it has changed, and reads it at the start. */
export class Keeper {
  readonly notices: Observable<readonly SimulatedNotice[]>;
  readonly #notices: ObservableValue<readonly SimulatedNotice[]> = new ObservableValue<
    readonly SimulatedNotice[]
  >([]);
  readonly #parts: KeeperParts;
  readonly #key: string;
  readonly #storage: SimulatedStorage | null;
  #isDue = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(parts: KeeperParts) {
    this.notices = this.#notices;
    this.#parts = parts;
    this.#key = `nexus-simulated:${parts.name ?? ''}`;
    this.#storage = parts.name === undefined ? null : (parts.storage ?? pageStorage());
    if (parts.name !== undefined && this.#storage === null) {
      this.#tell(
        'storage_denied',
        'The simulated world lives in memory only.',
        'Allow storage, or give a storage.',
      );
    }
  }

  /** Hands over the kept world. One that cannot be taken is put aside. */
  load(restore: (kept: unknown) => void): void {
    const text = this.#read();
    if (text === null) return;
    const [head = '', version, hash] = HEADER.exec(text) ?? [];
    const body = text.slice(head.length);
    if (version !== undefined && Number(version) !== VERSION) {
      this.#putAside('state_older', text, `is of version ${version}, not ${VERSION}`);
      return;
    }
    try {
      if (Number(hash) !== hashText(body)) throw new Error('it was changed or cut off');
      restore(JSON.parse(body));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#putAside('state_broken', text, `cannot be read: ${why}`);
    }
  }

  /** Something changed: it is written down once this turn of the event loop is over. */
  changed(): void {
    if (this.#storage === null || this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => this.flush());
  }

  /** Readings were recorded: they are written down within a second. */
  recorded(): void {
    if (this.#storage === null || this.#isDue || this.#timer !== null) return;
    const wait = this.#writtenAt + READINGS_EVERY_MS - Date.now();
    if (wait <= 0) {
      this.changed();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.changed();
    }, wait);
    // In Node a process need not stay for this: `close` writes down what is left.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** Writes down what is due, now. */
  flush(): void {
    const isDue = this.#isDue || this.#timer !== null;
    this.#settle();
    if (isDue) this.#write();
  }

  /** Forgets the kept world. */
  forget(): void {
    this.#settle();
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // A storage that is denied by now holds nothing that would come back.
    }
  }

  #settle(): void {
    this.#isDue = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #write(): void {
    this.#writtenAt = Date.now();
    const attempts: readonly KeptParts[] = [
      ALL,
      { readings: false, contents: true },
      { readings: false, contents: false },
    ];
    for (const parts of attempts) {
      if (!this.#store(this.#parts.write(parts))) continue;
      if (parts !== ALL) this.#full(`${parts.contents ? '' : 'contents of files and '}recorded readings`);
      return;
    }
    this.#full('the last changes');
  }

  #store(body: string): boolean {
    try {
      this.#storage?.setItem(this.#key, `nexus-simulated ${VERSION} ${hashText(body)}\n${body}`);
      return true;
    } catch {
      return false;
    }
  }

  #full(what: string): void {
    const message = `The storage is full: ${what} will not be there after a reload.`;
    if (this.#notices.value.at(-1)?.message === message) return;
    this.#tell('storage_full', message, 'Delete files, or begin anew with reset().');
  }

  #read(): string | null {
    try {
      return this.#storage?.getItem(this.#key) ?? null;
    } catch {
      this.#tell('storage_denied', 'The kept world cannot be read: the storage is denied.', 'Allow storage.');
      return null;
    }
  }

  #putAside(code: 'state_broken' | 'state_older', text: string, why: string): void {
    const aside = `${this.#key}:put-aside-${this.#parts.now()}`;
    let place = `is under ${aside}`;
    try {
      // First out of the way, then the copy: two of them may not fit.
      this.#storage?.removeItem(this.#key);
      this.#storage?.setItem(aside, text);
    } catch {
      place = 'could not be kept';
    }
    this.#tell(
      code,
      `The kept world ${why}. It begins anew; the former text ${place}.`,
      'Read it from there if something in it is missed, then remove it.',
    );
  }

  #tell(code: SimulatedNotice['code'], message: string, hint: string): void {
    const at = new Date(this.#parts.now()).toISOString();
    this.#notices.set([...this.#notices.value, { code, message, hint, at }]);
  }
}

/** The page's localStorage where it may be used. Private modes throw on the mere mention. */
function pageStorage(): SimulatedStorage | null {
  try {
    // Newer Node and Deno have one as well, shared by all processes of a folder: not a place for a world.
    return 'document' in globalThis ? globalThis.localStorage : null;
  } catch {
    return null;
  }
}
