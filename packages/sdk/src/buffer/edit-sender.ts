import { isNexusError } from '../errors/nexus-error.ts';
import type { EditKind, PendingEdit } from '../types/index.ts';
import type { OwnerBuffer } from './buffer-store.ts';
import { mendLaterEdits } from './edit-chain.ts';
import type { EditTarget, Target } from './edit-target.ts';
import { failureKind, isForeignRefusal } from './failure-kind.ts';
import { pick, sameValue } from './same-value.ts';

/** How often a change is tried anew because somebody else was faster in between. */
const MAX_RACES = 5;
/** After so many faults of the server in a row at one edit the others are sent past it. */
const SUSPICIOUS_FAULTS = 3;
/** So often it fails, something else is taken, and it fails again, before it is blamed. */
const PROOFS = 4;
/** Failures that may be the edit's own fault, or the server's. */
const FAULTS: ReadonlySet<string> = new Set(['server_error', 'timeout']);

/** What {@link EditSender} needs. */
export interface EditSenderParts {
  buffer: Pick<OwnerBuffer, 'outbox' | 'quarantine'>;
  targets: Readonly<Record<EditKind, EditTarget>>;
  userId: string;
  now: () => number;
  /** Runs a step that no undo may come between. */
  exclusively: <T>(step: () => Promise<T>) => Promise<T>;
  /** Told of each edit that the server has, with what the server made of it. */
  onDone: (edit: PendingEdit, target: Target) => void;
  /** Told of each edit that the server refused. */
  onRefused: (edit: PendingEdit) => void;
}

/** What speaks against an edit at which the server fails. */
interface Trial {
  faults: number;
  proofs: number;
  /** True when the server has taken something else since the edit failed. */
  isOtherTaken: boolean;
}

/** An edit in the outbox. */
interface Entry {
  id: string;
  value: PendingEdit;
}

/**
 * Replays the outbox in its order.
 *
 * An edit is *pending* until its turn comes, then *sending*. What the server says ends it: done, refused (quarantine), or
 * in *conflict*, where it stays until the person decides. Before it is sent, the fields that it changes are compared three
 * ways: as they were when the edit was made, as they are now, as they shall be. They are in conflict when somebody else
 * changed one of them to something else. The change is guarded by the row's time, so that nobody is overwritten between
 * the comparison and the change. Later edits of a thing in conflict wait; those of other things do not.
 *
 * An edit at which the server fails again and again is passed by, and tried when nothing else is left to send. It goes to
 * the quarantine when it goes on failing while the server takes others: a server that fails for everything is out of order.
 */
export class EditSender {
  readonly #parts: EditSenderParts;
  readonly #trials: Map<string, Trial> = new Map();

  constructor(parts: EditSenderParts) {
    this.#parts = parts;
  }

  /** The next edit. False when none can be sent. @throws what keeps the whole outbox from being sent */
  sendNext(signal: AbortSignal): Promise<boolean> {
    return this.#sendOne(false, signal);
  }

  /** The first of those that were passed by. False when there is none. @throws what keeps it from being sent */
  sendPassedBy(signal: AbortSignal): Promise<boolean> {
    return this.#sendOne(true, signal);
  }

  /** The server has taken something: it works. */
  othersTaken(): void {
    for (const trial of this.#trials.values()) trial.isOtherTaken = true;
  }

  async #sendOne(isPassedBy: boolean, signal: AbortSignal): Promise<boolean> {
    const { exclusively, buffer, onDone } = this.#parts;
    const entry = await exclusively(async () => {
      const next = sendable(await buffer.outbox.all(), isPassedBy, (id) => this.#isSuspect(id));
      if (!next) return null;
      const edit: PendingEdit = { ...next.value, id: next.id, state: 'sending' };
      await buffer.outbox.replace(next.id, edit);
      return { id: next.id, edit };
    });
    if (!entry) return false;
    const { id, edit } = entry;
    try {
      const { target, theirs } = await this.#send(edit, signal);
      if (target) {
        await buffer.outbox.delete([id]);
        onDone(edit, target);
        this.othersTaken();
      } else {
        await buffer.outbox.replace(id, { ...edit, state: 'conflict', theirs });
      }
      this.#trials.delete(id);
    } catch (error) {
      if (isRefused(error) || this.#isProven(id, error)) await this.#refuse(edit, error);
      else {
        await buffer.outbox.replace(id, { ...edit, state: 'pending' });
        throw error;
      }
    }
    return true;
  }

  /** The changed thing; without one it is in conflict with what is there. */
  async #send(
    edit: PendingEdit,
    signal: AbortSignal,
  ): Promise<{ target: Target | null; theirs: Record<string, unknown> | null }> {
    const { targets, userId } = this.#parts;
    const target = targets[edit.kind];
    const options = { signal, asUserId: userId };
    if (edit.kind === 'machine.create') return { target: await target.change(edit, options), theirs: null };
    for (let race = 1; ; race += 1) {
      const current = await target.read(edit.targetId, options);
      const fields = Object.keys(edit.changes);
      const now = pick(current, fields);
      if (sameValue(now, pick(edit.changes, fields))) return { target: current, theirs: null };
      const isTouched = fields.some(
        (field) => !sameValue(now[field], edit.base[field]) && !sameValue(now[field], edit.changes[field]),
      );
      if (isTouched) return { target: null, theirs: now };
      try {
        const changed = await target.change(edit, { ...options, ifUpdatedAt: current.updatedAt });
        return { target: changed, theirs: null };
      } catch (error) {
        const isRace =
          isNexusError(error) && error.code === 'conflict' && error.details?.theirs !== undefined;
        if (!isRace || race >= MAX_RACES) throw error;
      }
    }
  }

  #isSuspect(id: string): boolean {
    return (this.#trials.get(id)?.faults ?? 0) >= SUSPICIOUS_FAULTS;
  }

  /** Counts a fault of the server at this edit. True when the edit is to blame. */
  #isProven(id: string, error: unknown): boolean {
    if (!isNexusError(error) || !FAULTS.has(error.code)) return false;
    const trial = this.#trials.get(id) ?? { faults: 0, proofs: 0, isOtherTaken: false };
    this.#trials.set(id, trial);
    if (trial.faults >= SUSPICIOUS_FAULTS && trial.isOtherTaken) trial.proofs += 1;
    trial.faults += 1;
    trial.isOtherTaken = false;
    return trial.proofs >= PROOFS;
  }

  async #refuse(edit: PendingEdit, error: unknown): Promise<void> {
    const { buffer, now, exclusively, onRefused } = this.#parts;
    const { code, message } = isNexusError(error) ? error : { code: 'server_error', message: String(error) };
    await buffer.quarantine.add({
      at: Date.parse(edit.editedAt),
      refusedAt: now(),
      code,
      message,
      reading: null,
      edit: { ...edit, state: 'pending' },
    });
    await exclusively(async () => {
      await buffer.outbox.delete([edit.id]);
      await mendLaterEdits(buffer.outbox, edit);
    });
    this.#trials.delete(edit.id);
    onRefused(edit);
  }
}

/**
 * The oldest edit whose thing has no older one in conflict or passed by; or the oldest one that was passed by. One left as
 * `sending` by a page that died is sent again.
 */
function sendable(
  all: readonly Entry[],
  isPassedBy: boolean,
  isSuspect: (id: string) => boolean,
): Entry | null {
  const blocked = new Set<string>();
  for (const entry of all) {
    const { targetId, state } = entry.value;
    if (blocked.has(targetId)) continue;
    if (state !== 'conflict' && isSuspect(entry.id) === isPassedBy) return entry;
    blocked.add(targetId);
  }
  return null;
}

/** A missing right ends an edit, other than readings: the person can be asked. */
function isRefused(error: unknown): boolean {
  if (failureKind(error) === 'refused') return true;
  return isNexusError(error) && error.code === 'permission_denied' && !isForeignRefusal(error);
}
