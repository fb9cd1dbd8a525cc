import type { Machine } from '@nexus-mfg/sdk';
import { alertLevel } from '../drawing/alert-level.ts';
import { STATUS_ORDER } from '../drawing/status.ts';
import type { GridSort } from './choices.ts';

/** What machines can be sorted by that their values decide about. */
type ValueSort = Exclude<GridSort, 'name'>;

/** Sorts after everything that has a value. */
const NOTHING = 2 ** 34;
/** Moves negative values up: the sorter takes whole numbers from 0 on. */
const ZERO = 1e6;
const ALERT_RANK = { critical: 0, warning: 1, none: 2 } as const;

/**
 * Indices of `included`, which are in the order of `machines`, in the order of `sort`. The SDK gives machines by name, so
 * their index is their place by name too. Each machine becomes one whole number, its value before its index, so that ten
 * thousand are sorted without a call for each comparison: a millisecond in place of twenty.
 */
export function sorted(
  machines: readonly Machine[],
  included: readonly number[],
  sort: ValueSort,
  descending: boolean,
): readonly number[] {
  const size = machines.length;
  const placeOf = valueFor(sort, machines);
  const keys = Float64Array.from(included, (index) => {
    const value = placeOf(machines[index] as Machine);
    // Those without a value come last either way, and equal ones by name from A on.
    const place = value === NOTHING || !descending ? value : NOTHING - 1 - value;
    return place * size + index;
  });
  return Array.from(keys.sort(), (key) => key % size);
}

/** Whether a change of values can move a machine. */
export function isMoved(before: Machine, after: Machine, sort: ValueSort): boolean {
  switch (sort) {
    case 'status':
    case 'type':
      return before[sort] !== after[sort];
    case 'health':
      return before.healthScore !== after.healthScore;
    case 'attention':
      return before.status !== after.status || before.healthScore !== after.healthScore;
    case 'updated':
      return before.latest?.timestamp !== after.latest?.timestamp;
    default:
      return before.latest?.[sort] !== after.latest?.[sort];
  }
}

function valueFor(sort: ValueSort, machines: readonly Machine[]): (machine: Machine) => number {
  switch (sort) {
    case 'status':
      return ({ status }) => STATUS_ORDER.indexOf(status);
    case 'type': {
      const types = [...new Set(machines.map(({ type }) => type ?? ''))].sort();
      const places = new Map(types.map((type, place) => [type, place]));
      return ({ type }) => (type === null ? NOTHING : (places.get(type) ?? NOTHING));
    }
    case 'health':
      return ({ healthScore }) => scaled(healthScore);
    case 'attention':
      return (machine) => {
        const score = machine.healthScore ?? 100;
        const status = machine.status === 'fault' ? 0 : 1;
        return (ALERT_RANK[alertLevel(machine)] * 2 + status) * 100_000 + Math.round(score * 100);
      };
    case 'updated':
      return ({ latest }) => {
        const seconds = Date.parse(latest?.timestamp ?? '') / 1_000;
        return Number.isFinite(seconds) ? Math.round(seconds) : NOTHING;
      };
    default:
      return ({ latest }) => scaled(latest?.[sort]);
  }
}

/** A measured value in steps of a thousandth. */
function scaled(value: number | null | undefined): number {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  return Math.min(NOTHING - 1, Math.max(0, Math.round((value + ZERO) * 1_000)));
}
