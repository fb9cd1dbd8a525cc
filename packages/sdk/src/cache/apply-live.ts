import { replaceEqualDeep } from '@tanstack/query-core';
import type { LiveEvent, LiveReading, MachineRecord } from '../data/data-service.ts';
import type { Reading } from '../types/index.ts';

/** By name as people count (`Press 2` before `Press 10`), equal names by id so that the order never jumps. */
const collator = new Intl.Collator('en', { numeric: true });
export function byName(a: MachineRecord, b: MachineRecord): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

/** The list after an event. Machines that the event does not touch, and an untouched list, keep their identity. */
export function applyLiveEvent(
  machines: readonly MachineRecord[],
  event: LiveEvent,
): readonly MachineRecord[] {
  if (event.type === 'readings') return applyReadings(machines, event.readings);
  if (event.type !== 'machines') return machines;
  if (event.change === 'delete') {
    const gone = new Set(event.machineIds);
    const rest = machines.filter((machine) => !gone.has(machine.id));
    return rest.length === machines.length ? machines : rest;
  }
  return applyMachines(machines, event.machines);
}

/** The read list with everything that live events said while it was on its way. */
export function applyJournal(read: readonly MachineRecord[], journal: readonly LiveEvent[]): MachineRecord[] {
  let machines: readonly MachineRecord[] = [...read].sort(byName);
  for (const event of journal) machines = applyLiveEvent(machines, event);
  return machines as MachineRecord[];
}

/** TanStack Query's `structuralSharing` for the list: a machine that says the same keeps its object. */
export function shareMachines(before: unknown, after: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(after)) return after;
  const known = new Map((before as MachineRecord[]).map((machine) => [machine.id, machine]));
  let same = before.length === after.length;
  const shared = (after as MachineRecord[]).map((machine, index) => {
    const old = known.get(machine.id);
    const kept = old ? replaceEqualDeep(old, machine) : machine;
    if (kept !== before[index]) same = false;
    return kept;
  });
  return same ? before : shared;
}

/** True when `a` was measured later than `b`. */
export function isNewer(a: Reading, b: Reading | null): boolean {
  return b === null || Date.parse(a.timestamp) > Date.parse(b.timestamp);
}

function applyMachines(
  machines: readonly MachineRecord[],
  changed: readonly MachineRecord[],
): readonly MachineRecord[] {
  const incoming = new Map(changed.map((machine) => [machine.id, machine]));
  let touched = false;
  let reorder = false;
  const next = machines.map((known) => {
    const machine = incoming.get(known.id);
    if (!machine) return known;
    incoming.delete(known.id);
    // Messages can overtake each other and a fresh read: the older version of a row never wins.
    if (Date.parse(machine.updatedAt) < Date.parse(known.updatedAt)) return known;
    const merged = keepNewest(known, machine);
    if (merged !== known) touched = true;
    if (merged.name !== known.name) reorder = true;
    return merged;
  });
  if (incoming.size > 0) return [...next, ...incoming.values()].sort(byName);
  if (!touched) return machines;
  return reorder ? next.sort(byName) : next;
}

function applyReadings(
  machines: readonly MachineRecord[],
  readings: readonly LiveReading[],
): readonly MachineRecord[] {
  const newest = new Map<string, LiveReading>();
  for (const reading of readings) {
    if (isNewer(reading, newest.get(reading.machineId) ?? null)) newest.set(reading.machineId, reading);
  }
  let touched = false;
  const next = machines.map((machine) => {
    const live = newest.get(machine.id);
    // A reading that is known already comes again when it has aged, with the health that it is good for now.
    if (!live || (machine.latest && isNewer(machine.latest, live))) return machine;
    const { healthScore, healthParts, ...latest } = live;
    const merged = replaceEqualDeep(machine, { ...machine, latest, healthScore, healthParts });
    if (merged !== machine) touched = true;
    return merged;
  });
  return touched ? next : machines;
}

/** The incoming row, but never with an older reading (and the health that follows from it) than the known one. */
function keepNewest(known: MachineRecord, incoming: MachineRecord): MachineRecord {
  const keep = known.latest && (!incoming.latest || isNewer(known.latest, incoming.latest));
  const merged = keep
    ? { ...incoming, latest: known.latest, healthScore: known.healthScore, healthParts: known.healthParts }
    : incoming;
  return replaceEqualDeep(known, merged);
}
