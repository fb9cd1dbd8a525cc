import type { Machine } from '@nexus-mfg/sdk';
import { TabulatorFull } from 'tabulator-tables';
import { CELLS_IN_SIGHT, type OpenAdapter } from './adapter.ts';
import { COLUMNS } from './words.ts';

type Row = Record<string, string>;

function rowOf(machine: Machine): Row {
  return {
    id: machine.id,
    ...Object.fromEntries(COLUMNS.map(({ text }, column) => [`c${column}`, text(machine)])),
  };
}

/** Tabulator with its virtual window and rows of one height; changes by `updateData`. */
export const openTabulator: OpenAdapter = (stage, machines) => {
  const table = new TabulatorFull(stage, {
    data: machines.map(rowOf),
    index: 'id',
    height: 760,
    rowHeight: 36,
    layout: 'fitColumns',
    columns: COLUMNS.map(({ title, isFigure }, column) => ({
      title,
      field: `c${column}`,
      hozAlign: isFigure ? ('right' as const) : ('left' as const),
    })),
  });
  let isBuilt = false;
  table.on('tableBuilt', () => {
    isBuilt = true;
  });
  return {
    scroller: () => stage.querySelector('.tabulator-tableholder'),
    isDrawn: () => isBuilt && stage.querySelectorAll('.tabulator-cell').length >= CELLS_IN_SIGHT,
    update: (_machines, changed) => {
      if (isBuilt) void table.updateData(changed.map(rowOf));
    },
  };
};
