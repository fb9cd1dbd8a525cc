import type { Membership, Nexus, PageParams, Permission } from '@nexus-mfg/sdk';
import type { ReactiveController } from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { describeError, type Trouble } from '../internal/error-info.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import { Deletions } from './deletions.ts';
import { FileBook } from './file-book.ts';
import { fileError } from './file-errors.ts';
import type { AnyFile, FileStore, StoreWish } from './file-store.ts';
import { fitFile, type GivenFile } from './fit-file.ts';
import { LastKnown } from './last-known.ts';
import { MachineNames } from './machine-names.ts';
import { filesMessages } from './messages.ts';
import { People } from './people.ts';
import { saveFile } from './save-file.ts';
import { shownName } from './shown-name.ts';
import { UploadQueue } from './upload-queue.ts';

/** Typing goes on for longer than a letter. */
const ASK_AFTER_MS = 200;
/** Twenty uploads that arrive together are read once. */
const OUTDATED_AFTER_MS = 150;
/** Who comes back to the page sees what others did since. */
const SHOW_AFTER_MS = 30_000;
/** Others add files while somebody looks, and the live channel does not tell of them. */
const LOOK_EVERY_MS = 60_000;
/** Longer lists are not one call; they are read anew for who comes back to the page. */
const MOST_TO_LOOK = 200;

/** Everything behind a list of files: who may what, the files, what is on its way, what is being deleted. */
export class FilesDesk<T extends AnyFile, P extends PageParams> implements ReactiveController {
  readonly book: FileBook<T, P>;
  readonly queue: UploadQueue<T>;
  readonly deletions: Deletions;
  readonly machines: MachineNames;
  readonly people: People = new People();
  readonly #host: NexusElement;
  readonly #wish: StoreWish<T, P>;
  readonly #access: LiveController<Membership>;
  #notice = '';
  #openFor = '';
  #asked = '';
  #readAt = 0;
  #nexus: Nexus | undefined;
  #queueOf: { key: string; nexus: Nexus } | undefined;
  #stops: (() => void)[] = [];
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #againTimer: ReturnType<typeof setTimeout> | undefined;
  #lookTimer: ReturnType<typeof setInterval> | undefined;

  constructor(host: NexusElement, wish: StoreWish<T, P>) {
    const update = (): void => host.requestUpdate();
    this.#host = host;
    this.#wish = wish;
    this.book = new FileBook(update);
    this.queue = new UploadQueue({
      onChange: update,
      onStored: (stored) => {
        // A list that is being read just now may have been put together before the file was there.
        this.#again();
        wish.onStored(stored);
      },
      isOffline: () => this.isOffline,
    });
    this.deletions = new Deletions({
      remove: (id) => this.#remove(id),
      onChange: update,
      onFailed: (error) => this.tell('notDeleted', error),
    });
    this.machines = new MachineNames(host);
    this.#access = new LiveController<Membership>(host, {
      source: (nexus, next, fail) =>
        nexus.tenant.subscribe((value) => value && next(value), { onError: fail }),
      onValue: (membership) => this.#enter(membership),
    });
    host.addController(this);
  }

  /** Why there is nothing to show, or undefined. */
  get trouble(): Trouble | undefined {
    const trouble = this.#access.trouble;
    if (trouble) return trouble;
    const { words } = this.#host;
    if (this.membership && !this.may(this.#wish.read))
      return describeError(words, { code: 'permission_denied' });
    const { items, error, isReading } = this.book;
    if (items !== undefined || isReading) return undefined;
    if (error !== undefined) return describeError(words, error);
    return undefined;
  }

  get membership(): Membership | undefined {
    return this.#access.value;
  }

  get store(): FileStore<T, P> | undefined {
    return this.#nexus && this.#wish.of(this.#nexus);
  }

  get nexus(): Nexus | undefined {
    return this.#nexus;
  }

  get canWrite(): boolean {
    return this.may(this.#wish.write);
  }

  get isOffline(): boolean {
    return this.#nexus?.connection.value.state === 'offline';
  }

  /** What happened last, in one sentence; empty when nothing did. */
  get notice(): string {
    return this.#notice;
  }

  /** Files that are not being deleted; undefined until there is an answer. */
  get items(): readonly T[] | undefined {
    return this.book.items?.filter(({ id }) => !this.deletions.hides(id));
  }

  may(permission: Permission): boolean {
    return this.membership?.permissions.includes(permission) ?? false;
  }

  retry(): void {
    if (this.membership) this.book.again();
    else this.#access.restart();
  }

  /** Says what went wrong, or that something waits. */
  tell(key: 'notDeleted' | 'notDownloaded' | 'notSaved', error: unknown): void {
    const { words } = this.#host;
    this.say(words.text(filesMessages, key, { reason: fileError(words, error) }));
  }

  say(text: string): void {
    this.#notice = text;
    this.#host.requestUpdate();
  }

  give(files: readonly GivenFile[]): void {
    const { store } = this;
    if (!store || !this.canWrite) return;
    const machineId = this.#wish.machineId();
    const params = machineId === '' ? {} : { machineId };
    const fitted = files.map((file) => fitFile(file, store.rules));
    this.queue.add(fitted, (file) => store.upload(file, params));
  }

  delete(files: readonly T[]): void {
    if (files.length === 0 || !this.canWrite) return;
    if (this.isOffline) {
      this.say(this.#host.words.text(filesMessages, 'deleteOffline'));
      return;
    }
    const ids = files.map(({ id }) => id);
    this.deletions.add(ids, shownName(files[0]?.name ?? ''));
  }

  async download(files: readonly T[]): Promise<void> {
    for (const { id, name } of files) {
      try {
        const blob = await this.store?.download(id);
        if (blob) saveFile(blob, name);
      } catch (error) {
        this.tell('notDownloaded', error);
      }
    }
  }

  hostConnected(): void {
    globalThis.addEventListener('pagehide', this.#onHide);
    document.addEventListener('visibilitychange', this.#onShow);
    this.#lookTimer = setInterval(this.#look, LOOK_EVERY_MS);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('pagehide', this.#onHide);
    document.removeEventListener('visibilitychange', this.#onShow);
    clearInterval(this.#lookTimer);
    this.deletions.flush();
  }

  hostUpdated(): void {
    if (this.book.params === undefined || this.#openFor === '') return;
    if (JSON.stringify(this.#wish.params()) === this.#asked) return;
    clearTimeout(this.#askTimer);
    this.#askTimer = setTimeout(() => this.#ask(), ASK_AFTER_MS);
  }

  readonly #onHide = (): void => this.deletions.flush();

  readonly #onShow = (): void => {
    if (document.visibilityState === 'visible' && Date.now() - this.#readAt > SHOW_AFTER_MS) this.#again();
  };

  readonly #look = (): void => {
    const { items, isReading } = this.book;
    if (items === undefined || items.length > MOST_TO_LOOK || isReading || this.isOffline) return;
    if (document.visibilityState === 'visible') this.#again();
  };

  #ask(): void {
    const params = this.#wish.params();
    this.#asked = JSON.stringify(params);
    this.#readAt = Date.now();
    this.book.ask(params);
  }

  #again(): void {
    clearTimeout(this.#againTimer);
    this.#againTimer = setTimeout(() => {
      this.#readAt = Date.now();
      this.book.again();
    }, OUTDATED_AFTER_MS);
  }

  /** A person in a tenant with the right to read: the list begins anew for another one only. */
  #enter(membership: Membership | undefined): void {
    this.#host.requestUpdate();
    const nexus = membership && this.#access.nexus;
    const key = membership?.permissions.includes(this.#wish.read)
      ? `${membership.userId} ${membership.tenant.id}`
      : '';
    if (key === this.#openFor && (nexus === this.#nexus || key === '')) return;
    this.#endDeletions();
    for (const stop of this.#stops.splice(0)) stop();
    clearTimeout(this.#askTimer);
    clearTimeout(this.#againTimer);
    this.#openFor = key;
    this.book.open(undefined, undefined);
    if (membership === undefined || nexus === undefined || key === '') return;
    // An element that is only moved in the page keeps what is on its way.
    if (this.#queueOf !== undefined && (this.#queueOf.key !== key || this.#queueOf.nexus !== nexus))
      this.queue.clear();
    this.#queueOf = { key, nexus };
    this.#nexus = nexus;
    this.#stops.push(nexus.connection.subscribe(({ state }) => this.#followConnection(state)));
    void this.people.open(nexus, membership, () => this.#host.requestUpdate());
    void this.#open(nexus, membership, key);
  }

  /** What a person deleted is deleted in that person's name, or not at all. */
  #endDeletions(): void {
    const isSamePerson = !this.#host.isConnected || this.#access.nexus !== this.#nexus;
    if (isSamePerson) this.deletions.flush();
    else this.deletions.forget();
  }

  async #open(nexus: Nexus, membership: Membership, key: string): Promise<void> {
    const known = await LastKnown.open<T, P>(nexus, membership, this.#wish.name);
    if (this.#openFor !== key || this.#nexus !== nexus) return;
    const store = this.#wish.of(nexus);
    this.book.open((params, signal) => store.list(params, { signal }), known);
    this.#stops.push(
      known.onOutdated(
        () => this.#wish.params(),
        () => this.#again(),
      ),
    );
    this.#ask();
  }

  #followConnection(state: string): void {
    this.#host.requestUpdate();
    if (state !== 'online') return;
    this.queue.resume();
    if (this.book.isOld || this.book.error !== undefined) this.#again();
  }

  async #remove(id: string): Promise<void> {
    const store = this.#nexus && this.#wish.of(this.#nexus);
    try {
      await store?.delete(id);
    } catch (error) {
      // What somebody else has deleted meanwhile is gone as wished.
      if ((error as { code?: unknown }).code !== 'not_found') throw error;
    }
    this.book.drop(id);
  }
}
