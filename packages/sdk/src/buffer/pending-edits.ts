import { byName } from '../cache/apply-live.ts';
import type { MachineRecord } from '../data/machine-record.ts';
import { ObservableValue } from '../observable/observable.ts';
import type { PendingEdit } from '../types/index.ts';

/**
 * The edits that wait for the server, laid over what the server says: a person sees what he changed, whatever is read or
 * heard meanwhile. Those in conflict stay visible until the person decides.
 */
export class PendingEdits {
  /** Told when another set of edits waits. */
  readonly all: ObservableValue<readonly PendingEdit[]> = new ObservableValue<readonly PendingEdit[]>([]);

  /** True when what is shown of this thing is not what the server has. */
  has(targetId: string): boolean {
    return this.all.value.some((edit) => edit.targetId === targetId);
  }

  /** A thing with what waits for it. */
  over<T extends { id: string }>(thing: T): T {
    let shown = thing;
    for (const { kind, targetId, changes } of this.all.value) {
      if (targetId === thing.id && kind !== 'machine.create') shown = { ...shown, ...changes };
    }
    return shown;
  }

  /** A machine that only this device knows yet, or undefined. */
  created(id: string): MachineRecord | undefined {
    const edit = this.all.value.find(({ kind, targetId }) => kind === 'machine.create' && targetId === id);
    return edit && this.over(newMachine(id, edit.changes, edit.editedAt));
  }

  /** The list with what waits for it, new machines included; the very list when nothing does. */
  overMachines(machines: readonly MachineRecord[]): readonly MachineRecord[] {
    if (!this.all.value.some(({ kind }) => kind.startsWith('machine.'))) return machines;
    const known = new Set(machines.map(({ id }) => id));
    const created = this.all.value
      .filter(({ kind, targetId }) => kind === 'machine.create' && !known.has(targetId))
      .map(({ targetId, changes, editedAt }) => newMachine(targetId, changes, editedAt));
    const all = [...machines, ...created];
    const shown = all.map((machine) => this.over(machine));
    const isInOrder = created.length === 0 && shown.every(({ name }, index) => name === all[index]?.name);
    return isInOrder ? shown : shown.sort(byName);
  }
}

/** A machine that only this device knows yet. */
export function newMachine(id: string, changes: object, updatedAt: string): MachineRecord {
  return {
    externalId: null,
    name: '',
    type: null,
    status: 'offline',
    healthScore: null,
    healthParts: [],
    gridPositionX: null,
    gridPositionY: null,
    metadata: {},
    latest: null,
    updatedAt,
    ...changes,
    id,
  };
}
