import type { DataService } from '../data/data-service.ts';
import { isNexusError, NexusError, type NexusErrorJson } from '../errors/nexus-error.ts';
import type { BufferState, PendingEdit } from '../types/index.ts';
import { Turns } from '../util/turns.ts';
import type { StatusBoard } from './buffer-status.ts';
import type { BufferStore, OwnerBuffer } from './buffer-store.ts';
import { EditSender } from './edit-sender.ts';
import { editTargets, type Target } from './edit-target.ts';
import { FlushRate } from './flush-rate.ts';
import { closedMeanwhile, Flusher } from './flusher.ts';
import type { PendingEdits } from './pending-edits.ts';
import { ReadingSender } from './reading-sender.ts';
import { openTabChannel, storeMark, type TabChannel, type TabMessage, withTabLock } from './tab-lock.ts';

/** The numbers are read from the store at most so often. */
const COUNT_MS = 200;
/** How often who waits for another tab's sending looks whether it is done. */
const LOOK_MS = 50;
/** So long the server's word holds that the person is in the tenant. */
const CONFIRM_MS = 300_000;

/** Whose entries these are. */
export interface OwnerScope {
  userId: string;
  tenantId: string;
}

/** What a {@link BufferOwner} is made from. */
export interface OwnerParts {
  scope: OwnerScope;
  data: DataService;
  store: BufferStore;
  buffer: OwnerBuffer;
  /** Sets apart the buffers of different projects on one page. */
  name: string;
  board: StatusBoard;
  pending: PendingEdits;
  onStored: (machineIds: ReadonlySet<string>) => void;
  onEdited: (edit: PendingEdit, target: Target) => void;
  onRefused: (edit: PendingEdit) => void;
  /** Told when edits are gone that another tab has finished with, who knows how. */
  onEditsGone: () => void;
  /** Told when the person has signed out in another tab. */
  onReleased: () => void;
  /** Asks the server whether the person is in the tenant still. @throws what keeps everything from being sent */
  confirm: (signal: AbortSignal) => Promise<void>;
  now: () => number;
}

/** Somebody who waits for another tab to send what waits. */
interface Wish {
  outcome: { failure: NexusErrorJson | null } | null;
}

/** The open buffer of one person in one tenant: its store, who sends it, and what is told about it. */
export class BufferOwner {
  readonly scope: OwnerScope;
  readonly buffer: OwnerBuffer;
  readonly flusher: Flusher;
  readonly #parts: OwnerParts;
  readonly #channel: TabChannel;
  readonly #rate: FlushRate;
  readonly #lockName: string;
  readonly #turns: Turns = new Turns();
  readonly #stop: AbortController = new AbortController();
  readonly #wishes: Map<string, Wish> = new Map();
  /** Edits that this tab has sent, had refused or taken back, until they are no longer among those that wait. */
  readonly #settled: Set<string> = new Set();
  #confirmedAt: number | null = null;
  #confirming: Promise<void> | null = null;
  #state: BufferState = 'idle';
  #nextTryAt: number | null = null;
  #lastFlushAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #counting: Promise<void> | null = null;
  #countAgain = false;
  #isClosed = false;

  constructor(parts: OwnerParts) {
    const { scope, data, store, buffer, name, now } = parts;
    this.scope = scope;
    this.buffer = buffer;
    this.#parts = parts;
    this.#rate = new FlushRate(now);
    this.#lockName = `nexus-buffer:${name}${storeMark(store)}:${ownerKey(scope)}`;
    const isShared = store.isDurable;
    this.#channel = openTabChannel(this.#lockName, isShared, (message) => this.#hear(message));
    const confirmed: Pick<DataService, 'recordReadings'> = {
      recordReadings: async (...given) => {
        await this.confirm();
        return data.recordReadings(...given);
      },
    };
    this.flusher = new Flusher({
      readings: new ReadingSender(buffer.ring, confirmed, scope.userId, now),
      edits: new EditSender({
        buffer,
        targets: editTargets(data, () => this.confirm()),
        userId: scope.userId,
        now,
        exclusively: (step) => this.exclusively(step),
        onDone: (edit, target) => {
          this.#settled.add(edit.id);
          parts.onEdited(edit, target);
        },
        onRefused: (edit) => this.givenUp(edit, parts.onRefused),
      }),
      lockName: this.#lockName,
      isShared,
      now,
      listener: {
        state: (state, nextTryAt) => {
          this.#state = state;
          this.#nextTryAt = nextTryAt;
          void this.count();
        },
        sent: ({ settled, refused, machineIds }) => {
          this.#rate.add(settled - refused);
          this.#lastFlushAt = now();
          parts.onStored(machineIds);
          this.changed();
        },
        editsChanged: () => {
          this.#lastFlushAt = now();
          this.changed();
        },
      },
    });
  }

  /** False when the entries end with the process. */
  get isDurable(): boolean {
    return this.#parts.store.isDurable;
  }

  /** Runs a step on the outbox that neither another tab's undo nor its sending may come between, nor this tab's own. */
  exclusively<T>(step: () => Promise<T>): Promise<T> {
    const { isDurable } = this.#parts.store;
    return this.#turns.take(() => withTabLock(`${this.#lockName}:outbox`, isDurable, step));
  }

  /**
   * Makes sure that the person is in the tenant that the entries are of: the server puts what it is sent into the tenant
   * that the person is in by then.
   */
  async confirm(): Promise<void> {
    const { now } = this.#parts;
    const age = this.#confirmedAt === null ? null : now() - this.#confirmedAt;
    if (age !== null && age >= 0 && age < CONFIRM_MS) return;
    this.#confirming ??= this.#parts
      .confirm(this.#stop.signal)
      .then(() => {
        this.#confirmedAt = now();
      })
      .finally(() => {
        this.#confirming = null;
      });
    await this.#confirming;
  }

  /** This tab has given an edit up. Tells it once nothing waits for the thing any more. */
  async givenUp(edit: PendingEdit, tell: (edit: PendingEdit) => void): Promise<void> {
    this.#settled.add(edit.id);
    await this.count();
    if (!this.#isClosed) tell(edit);
  }

  /** Readings were put in. They are counted at once, so that nobody takes the buffer for empty in between. */
  recorded(count: number): void {
    const { board } = this.#parts;
    // Of who has left meanwhile; they are counted when he is back.
    if (this.#isClosed) return;
    board.set({ pendingReadings: board.value.pendingReadings + count });
    this.changed();
  }

  /** Something was put in or taken out: here and in the other tabs the numbers are no longer right. */
  changed(): void {
    if (this.#isClosed) return;
    this.flusher.wake('more');
    this.#channel.tell({ type: 'changed' });
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.count();
    }, COUNT_MS);
  }

  /** Sends what waits, here or in the tab that does the sending. @throws what kept it from being sent */
  async drain(signal: AbortSignal | undefined): Promise<void> {
    const name = `${Math.random()}`;
    const wish: Wish = { outcome: null };
    if (!this.flusher.isLeading && !this.#isClosed) {
      this.#wishes.set(name, wish);
      this.#channel.tell({ type: 'flush', wish: name });
    }
    try {
      while (!this.flusher.isLeading && !this.#isClosed) {
        if (signal?.aborted) return;
        if (wish.outcome?.failure) throw fromJson(wish.outcome.failure);
        if (wish.outcome) return;
        await this.#tellNumbers();
        const { pendingReadings, pendingEdits } = this.#parts.board.value;
        if (!this.#isClosed && pendingReadings + pendingEdits === 0) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    } finally {
      this.#wishes.delete(name);
    }
    await this.flusher.drained();
  }

  /** The person signs out on this device: the other tabs put everything away as well. */
  tellReleased(): void {
    this.#channel.tell({ type: 'released' });
  }

  #hear(message: TabMessage): void {
    if (this.#isClosed) return;
    if (message.type === 'released') {
      this.#parts.onReleased();
      return;
    }
    if (message.type === 'flushed') {
      const wish = this.#wishes.get(message.wish);
      if (wish) wish.outcome = message;
      return;
    }
    void this.count();
    if (message.type !== 'flush') this.flusher.wake('more');
    else if (this.flusher.isLeading) void this.#fulfil(message.wish);
  }

  /** Another tab's wish. */
  async #fulfil(wish: string): Promise<void> {
    const failure = await this.flusher.drained().then(
      () => null,
      (error: unknown) => (isNexusError(error) ? error : closedMeanwhile()).toJSON(),
    );
    if (!this.#isClosed) this.#channel.tell({ type: 'flushed', wish, failure });
  }

  /**
   * Reads the numbers and the edits from the store, and tells them together with what is being done about them. Never fails:
   * a store that cannot be read says so to whoever records, and is counted next time.
   */
  async count(): Promise<void> {
    if (this.#isClosed) return;
    this.#countAgain = true;
    this.#counting ??= this.#countWhileAsked();
    return this.#counting;
  }

  async #countWhileAsked(): Promise<void> {
    try {
      while (this.#countAgain && !this.#isClosed) {
        this.#countAgain = false;
        await this.#tellNumbers();
      }
    } catch {
      // Told to whoever records.
    } finally {
      // In the same step as the last look: a wish that comes later begins anew.
      this.#counting = null;
    }
  }

  async #tellNumbers(): Promise<void> {
    const { store, scope, board } = this.#parts;
    const [stats, edits, quarantine, owners] = await Promise.all([
      this.buffer.ring.stats(),
      this.buffer.outbox.all(),
      this.buffer.quarantine.count(),
      store.owners(),
    ]);
    if (this.#isClosed) return;
    const waiting = edits.map(({ id, value }): PendingEdit => ({ ...value, id }));
    this.#tellEdits(waiting);
    const oldest = [stats.oldestAt, ...waiting.map(({ editedAt }) => Date.parse(editedAt))].filter(
      (at): at is number => at !== null,
    );
    board.set({
      state: this.#state,
      nextTryAt: isoOrNull(this.#nextTryAt),
      lastFlushAt: isoOrNull(this.#lastFlushAt),
      pendingReadings: stats.pending,
      pendingEdits: waiting.length,
      oldestAt: oldest.length === 0 ? null : isoOrNull(Math.min(...oldest)),
      bytes: stats.bytes,
      dropped: stats.dropped,
      quarantined: quarantine,
      ratePerSecond: this.#rate.perSecond,
      isDurable: store.isDurable,
      putAway: owners.reduce((sum, one) => sum + (one.owner === ownerKey(scope) ? 0 : one.pending), 0),
    });
  }

  #tellEdits(waiting: readonly PendingEdit[]): void {
    const { pending, onEditsGone } = this.#parts;
    const before = pending.all.value;
    const ids = new Set(waiting.map(({ id }) => id));
    const gone = before.filter(({ id }) => !ids.has(id) && !this.#settled.has(id));
    for (const id of this.#settled) if (!ids.has(id)) this.#settled.delete(id);
    if (!isSameSet(before, waiting)) pending.all.set(waiting);
    if (gone.length > 0) onEditsGone();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.flusher.stop();
    await this.#counting;
    this.#channel.close();
    this.#parts.pending.all.set([]);
  }
}

/** The name of an owner in the store. */
export function ownerKey({ userId, tenantId }: OwnerScope): string {
  return `${userId}/${tenantId}`;
}

function fromJson({ code, message, hint, requestId, details }: NexusErrorJson): NexusError {
  return new NexusError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(details === undefined ? {} : { details }),
  });
}

function isoOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}

function isSameSet(a: readonly PendingEdit[], b: readonly PendingEdit[]): boolean {
  return (
    a.length === b.length &&
    a.every((edit, index) => {
      const other = b[index];
      return edit.id === other?.id && edit.state === other.state;
    })
  );
}
