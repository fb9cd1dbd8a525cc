import type { HealthState } from '@nexus-mfg/sdk';
import type { StatusFilter } from './filter.ts';

/** How the machines are laid out. */
export const GRID_LAYOUTS = ['tiles', 'rows', 'plan'] as const;
/** One of {@link GRID_LAYOUTS}. */
export type GridLayoutName = (typeof GRID_LAYOUTS)[number];

/** What machines can be sorted by. `attention`: what needs a look first; `updated`: time of the newest reading. */
export const GRID_SORTS = [
  'name',
  'attention',
  'status',
  'type',
  'health',
  'vibration',
  'temperature',
  'rpm',
  'power_kwh',
  'updated',
] as const;
/** One of {@link GRID_SORTS}. */
export type GridSort = (typeof GRID_SORTS)[number];

/** What machines can be grouped by. */
export const GRID_GROUPS = ['none', 'status', 'type', 'health'] as const;
/** One of {@link GRID_GROUPS}. */
export type GridGroup = (typeof GRID_GROUPS)[number];

/** How many machines can be selected at once. */
export const GRID_SELECTIONS = ['none', 'single', 'multiple'] as const;
/** One of {@link GRID_SELECTIONS}. */
export type GridSelection = (typeof GRID_SELECTIONS)[number];

/** Which machines are shown and in which order: what a person chose, or the page. */
export interface Choice {
  readonly search: string;
  readonly filter: StatusFilter;
  /** Empty for all. */
  readonly machineType: string;
  /** Empty for any. */
  readonly health: HealthState | '';
  readonly sort: GridSort;
  readonly descending: boolean;
  readonly group: GridGroup;
}

/**
 * The choice that an element's properties make. A property is null where its attribute has been taken away, and undefined
 * where a framework says so; what is unknown counts as the first of the known ones.
 */
export function choiceOf({ search, filter, machineType, health, sort, descending, group }: Choice): Choice {
  return {
    search: search ?? '',
    filter: filter ?? '',
    machineType: machineType ?? '',
    health: health ?? '',
    descending,
    sort: known(GRID_SORTS, sort),
    group: known(GRID_GROUPS, group),
  };
}

/** All machines, in the order they are in. */
export const NO_FILTERS: Pick<Choice, 'search' | 'filter' | 'machineType' | 'health'> = {
  search: '',
  filter: '',
  machineType: '',
  health: '',
};

/** A value that the page wrote, where it is one of the known ones; else the first of them. */
export function known<T extends string>(values: readonly T[], value: T): T {
  return values.includes(value) ? value : (values[0] as T);
}
