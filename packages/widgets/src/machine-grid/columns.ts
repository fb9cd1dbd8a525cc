import { machineMessages } from '../drawing/messages.ts';
import type { Words } from '../locale/words.ts';
import type { GridSort } from './choices.ts';
import { extrasMessages } from './extras-messages.ts';

/** A column of the table; the machines can be sorted by each. */
export interface GridColumn {
  readonly sort: GridSort;
  /** Figures stand at the end of the cell, under each other. */
  readonly isFigure: boolean;
}

/** From what a machine is to what it says: the order of a tile, from left to right. */
export const GRID_COLUMNS: readonly GridColumn[] = [
  { sort: 'name', isFigure: false },
  { sort: 'status', isFigure: false },
  { sort: 'type', isFigure: false },
  { sort: 'health', isFigure: false },
  { sort: 'vibration', isFigure: true },
  { sort: 'temperature', isFigure: true },
  { sort: 'rpm', isFigure: true },
  { sort: 'power_kwh', isFigure: true },
  { sort: 'updated', isFigure: true },
];

/** What can be sorted by, in words. */
export function sortWord(words: Words, sort: GridSort): string {
  switch (sort) {
    case 'name':
      return words.text(extrasMessages, 'machine');
    case 'attention':
      return words.text(extrasMessages, 'byUrgency');
    case 'updated':
      return words.text(extrasMessages, 'lastReading');
    case 'status':
    case 'type':
      return words.text(extrasMessages, sort);
    default:
      return words.text(machineMessages, sort);
  }
}
