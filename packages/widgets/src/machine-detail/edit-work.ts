import type { Machine, MachineUpdateParams, Nexus, PendingEdit } from '@nexus-mfg/sdk';
import { changesOf, type Draft, type DraftError, draftErrors, draftOf, type EditedFields } from './draft.ts';

/** How long what was saved can be taken back with one press. */
const UNDO_MS = 12_000;

/** A form that stands open. */
export interface OpenForm {
  draft: Draft;
  /** The machine as it was when the form was opened: what a change is compared with. */
  readonly base: EditedFields;
  errors: Partial<Record<'name' | 'place', DraftError>>;
  failure: unknown;
}

/** What was done last: told below the head, for a while. */
export interface Deed {
  readonly machineId: string;
  readonly kind: 'saving' | 'saved' | 'savedHere' | 'undone';
  /** Takes it back. */
  readonly undo?: () => void;
}

/** A conflict that the server told at once; those of the outbox are edits that wait. */
export interface DirectConflict {
  readonly changes: MachineUpdateParams;
  readonly theirs: Readonly<Record<string, unknown>>;
}

/** What is being saved, or was: the list may bring it a moment later. */
interface Hope {
  readonly changes: MachineUpdateParams;
  /** When the server made the change, ISO 8601; undefined while it is under way. */
  readonly changedAt?: string;
}

/**
 * Editing of machines. *Closed* → `open` → *open* → `save` → *saving* (the panel shows what is to be) → *closed* with
 * undo, or *open* again with the reason. Forms are kept by machine: whoever looks at another one meanwhile finds what
 * was typed again. Without network the SDK keeps the edit; those that wait or are in conflict are `edits`.
 */
export class EditWork {
  readonly #changed: () => void;
  readonly #forms: Map<string, OpenForm> = new Map();
  readonly #hopes: Map<string, Hope> = new Map();
  readonly #conflicts: Map<string, DirectConflict> = new Map();
  #nexus: Nexus | undefined;
  #stop: (() => void) | undefined;
  #edits: readonly PendingEdit[] = [];
  #counted = '';
  #deed: Deed | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Works with another instance, and forgets what belonged to the former. */
  take(nexus: Nexus | undefined): void {
    if (nexus === this.#nexus) return;
    this.#stop?.();
    this.#nexus = nexus;
    for (const known of [this.#forms, this.#hopes, this.#conflicts]) known.clear();
    this.#edits = [];
    this.#counted = '';
    this.#tell(undefined);
    this.#stop = nexus?.buffer.status.subscribe(() => this.#follow());
    this.#follow();
  }

  /** The machine as it will be once what is being saved is there. */
  hoped(machine: Machine): Machine {
    const hope = this.#hopes.get(machine.id);
    if (hope === undefined) return machine;
    const isThere =
      hope.changedAt !== undefined && Date.parse(machine.updatedAt) >= Date.parse(hope.changedAt);
    return isThere ? machine : { ...machine, ...hope.changes };
  }

  form(machineId: string): OpenForm | undefined {
    return this.#forms.get(machineId);
  }

  deed(machineId: string): Deed | undefined {
    return this.#deed?.machineId === machineId ? this.#deed : undefined;
  }

  /** Edits of this machine that wait, for the network or for a decision. */
  waiting(machineId: string): readonly PendingEdit[] {
    return this.#edits.filter(({ kind, targetId }) => kind === 'machine.update' && targetId === machineId);
  }

  conflict(machineId: string): DirectConflict | undefined {
    return this.#conflicts.get(machineId);
  }

  open(machine: Machine): void {
    this.#forms.set(machine.id, { draft: draftOf(machine), base: machine, errors: {}, failure: undefined });
    this.#tell(undefined);
  }

  close(machineId: string): void {
    this.#forms.delete(machineId);
    this.#changed();
  }

  type(machineId: string, change: Partial<Draft>): void {
    const form = this.#forms.get(machineId);
    if (form === undefined) return;
    form.draft = { ...form.draft, ...change };
    // A mistake that was told goes as soon as it is mended; a new one waits for the next save.
    const errors = draftErrors(form.draft);
    form.errors = Object.fromEntries(Object.entries(form.errors).filter(([field]) => field in errors));
    this.#changed();
  }

  /** True when the form is done: everything fits. */
  save(machineId: string): boolean {
    const form = this.#forms.get(machineId);
    if (form === undefined) return false;
    form.errors = draftErrors(form.draft);
    form.failure = undefined;
    if (Object.keys(form.errors).length > 0) {
      this.#changed();
      return false;
    }
    const changes = changesOf(form.draft, form.base);
    this.#forms.delete(machineId);
    if (Object.keys(changes).length > 0) void this.#send(machineId, changes, form);
    else this.#changed();
    return true;
  }

  /** Settles a conflict, of the outbox or told at once. */
  async resolve(machineId: string, whose: 'mine' | 'theirs', editId?: string): Promise<void> {
    const direct = this.#conflicts.get(machineId);
    if (editId === undefined) {
      this.#conflicts.delete(machineId);
      if (direct && whose === 'mine') await this.#send(machineId, direct.changes);
      this.#changed();
      return;
    }
    try {
      await this.#nexus?.buffer.resolve(editId, whose);
    } catch {
      // Settled elsewhere meanwhile: the list says what is left.
    }
    await this.#read();
  }

  /** Takes back all that waits of this machine, the newest first. */
  async takeBack(machineId: string): Promise<void> {
    const nexus = this.#nexus;
    if (nexus === undefined) return;
    for (const { id, state } of [...this.waiting(machineId)].reverse()) {
      if (state !== 'pending') continue;
      try {
        await nexus.buffer.undo(id);
      } catch {
        // Sent meanwhile.
      }
    }
    await this.#read();
    this.#tell({ machineId, kind: 'undone' });
  }

  async #send(machineId: string, changes: MachineUpdateParams, form?: OpenForm): Promise<void> {
    const nexus = this.#nexus;
    if (nexus === undefined) return;
    this.#hopes.set(machineId, { changes });
    this.#tell({ machineId, kind: 'saving' });
    try {
      const machine = await nexus.machines.update(machineId, changes);
      if (nexus !== this.#nexus) return;
      if (machine.freshness === 'buffered') {
        this.#hopes.delete(machineId);
        await this.#read();
        this.#tell({ machineId, kind: 'savedHere', undo: () => void this.takeBack(machineId) });
      } else {
        this.#hopes.set(machineId, { changes, changedAt: machine.updatedAt });
        this.#tellSaved(machineId, changes, form?.base);
      }
    } catch (error) {
      if (nexus !== this.#nexus) return;
      this.#hopes.delete(machineId);
      this.#fail(machineId, changes, form, error);
    }
  }

  /** Undo is another change back to what was there. */
  #tellSaved(machineId: string, changes: MachineUpdateParams, base: EditedFields | undefined): void {
    const former = Object.entries(base ?? {}).filter(([field]) => field in changes);
    const undo = (): void => {
      void this.#undo(machineId, Object.fromEntries(former));
    };
    this.#tell({ machineId, kind: 'saved', ...(former.length > 0 && { undo }) });
  }

  async #undo(machineId: string, former: MachineUpdateParams): Promise<void> {
    await this.#send(machineId, former);
    if (this.deed(machineId)?.kind === 'saved') this.#tell({ machineId, kind: 'undone' });
  }

  #fail(machineId: string, changes: MachineUpdateParams, form: OpenForm | undefined, error: unknown): void {
    const { code, details } = (error ?? {}) as { code?: string; details?: { theirs?: unknown } };
    const theirs = details?.theirs;
    if (code === 'conflict' && typeof theirs === 'object' && theirs !== null)
      this.#conflicts.set(machineId, { changes, theirs: theirs as Record<string, unknown> });
    else if (form) this.#forms.set(machineId, { ...form, failure: error });
    this.#tell(undefined);
  }

  #tell(deed: Deed | undefined): void {
    clearTimeout(this.#timer);
    this.#deed = deed;
    if (deed !== undefined && deed.kind !== 'saving')
      this.#timer = setTimeout(() => this.#tell(undefined), UNDO_MS);
    this.#changed();
  }

  /** Reads the edits that wait when their number or state says that they changed. */
  #follow(): void {
    const status = this.#nexus?.buffer.status.value;
    if (status === undefined) return;
    const counted = `${status.state} ${status.pendingEdits}`;
    if (counted === this.#counted) return;
    this.#counted = counted;
    // Without edits there is nothing to read, and no code to load for it.
    if (status.pendingEdits > 0 || this.#edits.length > 0) void this.#read();
  }

  async #read(): Promise<void> {
    const nexus = this.#nexus;
    if (nexus === undefined) return;
    try {
      const edits = await nexus.buffer.edits();
      if (nexus !== this.#nexus) return;
      this.#edits = edits;
      this.#changed();
    } catch {
      // The store is not to be read now; the next change of the numbers asks again.
    }
  }
}
