import { findSession } from '../cache/cache.ts';
import type { DataService } from '../data/data-service.ts';
import { NexusError } from '../errors/nexus-error.ts';
import { closedInstance, notSignedIn } from '../errors/session-errors.ts';
import type {
  EditKind,
  PendingEdit,
  Reading,
  ReadingRefusal,
  RecordReceipt,
  Session,
} from '../types/index.ts';
import { raceAbort, throwIfAborted } from '../util/abort.ts';
import { within } from '../util/within.ts';
import { BufferOwner, type OwnerScope, ownerKey } from './buffer-owner.ts';
import type { StatusBoard } from './buffer-status.ts';
import type { BufferStore } from './buffer-store.ts';
import { checkReading } from './check-reading.ts';
import { DeviceClock } from './device-clock.ts';
import type { Target } from './edit-target.ts';
import { notFlushed } from './offline-errors.ts';
import type { PendingEdits } from './pending-edits.ts';
import { confirmTenant, rememberedTenant, tenantOf } from './person-tenant.ts';

/** How long closing waits for entries that would end with the process. */
const LAST_FLUSH_MS = 5_000;
/** How long leaving waits for what cannot be stopped: a store or a server that does not answer. */
const LEAVE_MS = 2_000;

/** What an {@link OfflineBuffer} is made from. */
export interface OfflineBufferParts {
  data: DataService;
  openStore: (board: StatusBoard) => Promise<BufferStore>;
  /** Most readings in the ring. */
  capacity: number;
  /** Sets apart the buffers of different projects on one page. */
  name: string;
  board: StatusBoard;
  pending: PendingEdits;
  /** The signed-in person's tenant, from the cache where it is known. */
  tenantOf: (userId: string, signal: AbortSignal | undefined) => Promise<string>;
  onStored: (machineIds: ReadonlySet<string>) => void;
  onEdited: (edit: PendingEdit, target: Target) => void;
  onRefused: (edit: PendingEdit) => void;
  onEditsGone: () => void;
  now?: () => number;
}

/**
 * What waits for the network: of whoever is signed in, or was until the session ended by itself. A gateway whose login
 * expired goes on recording for its own account; a sign-out puts everything away until the same person is back in the
 * same tenant. Entries of others stay in the store and are never sent under the present sign-in.
 */
export class OfflineBuffer {
  readonly #parts: OfflineBufferParts;
  readonly #now: () => number;
  readonly #clock: DeviceClock;
  readonly #unsubscribe: (() => void)[];
  #store: Promise<BufferStore> | null = null;
  /** The same once it is open. */
  #openedStore: BufferStore | null = null;
  #owner: Promise<BufferOwner> | null = null;
  /** The same once it is open. */
  #opened: BufferOwner | null = null;
  /** Gives up opening the buffer of who has left. */
  #giveUp: AbortController = new AbortController();
  /** Until the former owner is closed: two never send at once. */
  #left: Promise<void> = Promise.resolve();
  /** Until it is known what waits from before. */
  #resumed: Promise<void> = Promise.resolve();
  #userId: string | null = null;
  #closing: Promise<void> | null = null;

  constructor(parts: OfflineBufferParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#clock = new DeviceClock(this.#now, parts.board);
    const { session, connection } = parts.data;
    this.#unsubscribe = [
      session.subscribe((value) => this.#follow(value)),
      connection.subscribe(({ state }) => {
        if (state === 'online') this.#nudge();
      }),
    ];
    this.#follow(session.value);
  }

  /** See `TelemetryResource.record`. */
  async record(readings: readonly Reading[], signal?: AbortSignal): Promise<RecordReceipt> {
    const doing = readings.length === 1 ? 'record a reading' : `record ${readings.length} readings`;
    throwIfAborted(doing, signal);
    const { buffer, owner } = await this.#open(doing, signal);
    const now = this.#clock.now();
    const refused: ReadingRefusal[] = [];
    const good = readings.filter((reading, index) => {
      const refusal = checkReading(reading, index);
      if (refusal) refused.push(refusal);
      return !refusal;
    });
    for (const { index, code, message } of refused) {
      const reading = readings[index] ?? null;
      await buffer.quarantine.add({ at: now, refusedAt: now, code, message, reading, edit: null });
    }
    const { dropped } = good.length === 0 ? { dropped: 0 } : await buffer.ring.append(good, now);
    owner.recorded(good.length - dropped);
    return { accepted: good.length, dropped, refused };
  }

  /** Puts an edit at the end of the outbox. Answers it as it waits. */
  async edit(
    edit: {
      kind: EditKind;
      targetId: string;
      changes: Record<string, unknown>;
      base: Record<string, unknown>;
    },
    signal?: AbortSignal,
  ): Promise<PendingEdit> {
    const { buffer, owner } = await this.#open('keep the edit', signal);
    const editedAt = new Date(this.#clock.now()).toISOString();
    const waiting: PendingEdit = { ...edit, id: '', editedAt, state: 'pending', theirs: null };
    const id = await buffer.outbox.add(waiting);
    await owner.count();
    owner.changed();
    return { ...waiting, id };
  }

  /** The open buffer of the signed-in person. @throws NexusError `not_signed_in` */
  async owner(doing: string, signal?: AbortSignal): Promise<BufferOwner> {
    return (await this.#open(doing, signal)).owner;
  }

  /** Sends what waits now. */
  async flush(signal?: AbortSignal): Promise<void> {
    const doing = 'send what waits';
    const owner = await this.owner(doing, signal);
    await raceAbort(owner.drain(signal), doing, signal);
  }

  /** Until it is known what waits of the signed-in person from before: what is edited now must not overtake it. */
  async resumed(): Promise<void> {
    const { value } = this.#parts.data.session;
    if (value?.userId !== this.#userId) this.#follow(value);
    await within(this.#resumed, LEAVE_MS);
  }

  /** The person leaves this device: what waits is put away. Takes seconds at most, and does not fail. */
  async release(): Promise<void> {
    // In the other tabs the session ends as well, and looks there as one that ended by itself.
    this.#opened?.tellReleased();
    await this.#released();
  }

  /** @throws NexusError `buffer_not_flushed` when entries that live in memory only could not be sent any more */
  close(signal?: AbortSignal): Promise<void> {
    this.#closing ??= this.#close(signal);
    return this.#closing;
  }

  #released(): Promise<void> {
    this.#userId = null;
    return this.#leave();
  }

  async #close(signal: AbortSignal | undefined): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    const owner = this.#opened;
    const failure = owner && !owner.isDurable ? await this.#lastFlush(owner, signal) : null;
    await this.#released();
    if (this.#openedStore) await within(this.#openedStore.close(), LEAVE_MS);
    else this.#store?.then((store) => store.close()).catch(() => {});
    this.#parts.board.set({ state: 'closed', nextTryAt: null });
    if (failure) throw failure;
  }

  /** What kept it from being sent, or null. */
  async #lastFlush(owner: BufferOwner, signal: AbortSignal | undefined): Promise<NexusError | null> {
    const patience = AbortSignal.timeout(LAST_FLUSH_MS);
    const limit = signal ? AbortSignal.any([signal, patience]) : patience;
    try {
      await raceAbort(owner.drain(limit), 'send what waits', limit);
      return null;
    } catch (cause) {
      await within(owner.count(), LEAVE_MS);
      const { pendingReadings, pendingEdits } = this.#parts.board.value;
      if (pendingReadings + pendingEdits === 0) return null;
      return notFlushed(pendingReadings, pendingEdits, cause);
    }
  }

  async #open(
    doing: string,
    signal: AbortSignal | undefined,
  ): Promise<{ owner: BufferOwner; buffer: BufferOwner['buffer'] }> {
    if (this.#closing) throw closedInstance(doing);
    const { value } = this.#parts.data.session;
    // Of the same person it would be heard as a reason to try again, and every reading would cut a wait short.
    if (value?.userId !== this.#userId) this.#follow(value);
    if (!this.#userId) this.#follow(await raceAbort(findSession(this.#parts.data), doing, signal));
    if (!this.#userId) throw notSignedIn(doing);
    const { signal: left } = this.#giveUp;
    try {
      const owner = await raceAbort(this.#owned(this.#userId), doing, signal);
      return { owner, buffer: owner.buffer };
    } catch (error) {
      if (!left.aborted || signal?.aborted) throw error;
      throw new NexusError('aborted', `Could not ${doing}: the session ended meanwhile.`, { cause: error });
    }
  }

  #follow(session: Session | null | undefined): void {
    if (!session || this.#closing) return;
    const { userId } = session;
    if (userId !== this.#userId) {
      this.#userId = userId;
      void this.#leave();
      this.#resumed = this.#resume(userId);
    } else this.#nudge();
  }

  /** Something has changed for the better. */
  #nudge(): void {
    if (this.#owner) {
      this.#owner.then(
        (owner) => owner.flusher.wake('maybe'),
        () => {},
      );
    } else if (this.#userId) this.#resumed = this.#resume(this.#userId);
  }

  /** Opens what the person has here from before. Who has never recorded here has nothing. */
  async #resume(userId: string): Promise<void> {
    try {
      const store = await this.#openStore();
      const known = await rememberedTenant(store, userId);
      if (this.#userId !== userId) return;
      if (known === null) await this.#tellPutAway(store);
      else await this.#owned(userId);
    } catch {
      // Whoever records hears of it.
    }
  }

  /** Closes what is open, and gives up what is being opened. */
  #leave(): Promise<void> {
    const { board } = this.#parts;
    const former = this.#owner;
    this.#owner = null;
    this.#opened = null;
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
    board.clear();
    const before = this.#left;
    const leave = async (): Promise<void> => {
      await before;
      await (await former?.catch(() => null))?.close();
      if (this.#owner) return;
      // What was counted while it was being closed is nobody's any more.
      board.clear();
      if (this.#openedStore) await this.#tellPutAway(this.#openedStore);
    };
    this.#left = within(leave(), LEAVE_MS);
    return this.#left;
  }

  /** What others have here, as long as there is no owner who counts it. */
  async #tellPutAway(store: BufferStore): Promise<void> {
    const owners = await store.owners();
    if (this.#owner) return;
    this.#parts.board.set({ putAway: owners.reduce((sum, { pending }) => sum + pending, 0) });
  }

  /** The owner of this person, opened once. A failure is tried again with the next call. */
  #owned(userId: string): Promise<BufferOwner> {
    if (this.#owner) return this.#owner;
    const opening = this.#openOwner(userId, this.#giveUp.signal);
    this.#owner = opening;
    opening.then(
      (owner) => {
        if (this.#owner === opening) this.#opened = owner;
      },
      () => {
        if (this.#owner === opening) this.#owner = null;
      },
    );
    return opening;
  }

  #openStore(): Promise<BufferStore> {
    const { board, openStore } = this.#parts;
    this.#store ??= openStore(board).then(
      (store) => {
        this.#openedStore = store;
        board.set({ isDurable: store.isDurable });
        return store;
      },
      (error: unknown) => {
        this.#store = null;
        throw error;
      },
    );
    return this.#store;
  }

  async #openOwner(userId: string, signal: AbortSignal): Promise<BufferOwner> {
    const unlessLeft = <T>(step: Promise<T>): Promise<T> =>
      raceAbort(step, 'open the offline buffer', signal);
    await unlessLeft(this.#left);
    const { data, capacity, name, board, pending, onStored, onEdited, onRefused, onEditsGone } = this.#parts;
    const store = await unlessLeft(this.#openStore());
    const ask = (): Promise<string> => this.#parts.tenantOf(userId, signal);
    const scope: OwnerScope = { userId, tenantId: await unlessLeft(tenantOf(store, userId, ask)) };
    const opened = store.open(ownerKey(scope), {
      capacity,
      onNotice: (notice) => board.notice(notice, this.#now()),
    });
    const owner = new BufferOwner({
      scope,
      data,
      store,
      buffer: await unlessLeft(opened),
      name,
      board,
      pending,
      onStored,
      onEdited,
      onRefused,
      onEditsGone,
      onReleased: () => void this.#released(),
      confirm: (given) => confirmTenant(data, store, scope, () => this.#moved(userId), given),
      now: this.#now,
    });
    await owner.count();
    owner.flusher.start();
    // Also where another tab does the sending, or nothing waits: what is recorded from now on is of the present tenant.
    owner.confirm().catch(() => {});
    return owner;
  }

  /** The same person is in another tenant. */
  #moved(userId: string): void {
    if (this.#userId !== userId || this.#closing) return;
    void this.#leave();
    this.#resumed = this.#resume(userId);
  }
}
