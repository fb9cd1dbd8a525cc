import type { Machine } from '@nexus-mfg/sdk';
import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community';
import { CELLS_IN_SIGHT, type OpenAdapter } from './adapter.ts';
import { COLUMNS } from './words.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

/** AG Grid as its manual advises for high rates: rows known by id, changes as asynchronous transactions. */
export const openAgGrid: OpenAdapter = (stage, machines) => {
  const api = createGrid<Machine>(stage, {
    columnDefs: COLUMNS.map(({ title, text, isFigure }) => ({
      headerName: title,
      flex: 1,
      ...(isFigure ? { type: 'rightAligned' } : {}),
      valueGetter: ({ data }) => (data ? text(data) : ''),
    })),
    rowData: [...machines],
    getRowId: ({ data }) => data.id,
    rowHeight: 36,
    headerHeight: 36,
    animateRows: false,
    asyncTransactionWaitMillis: 50,
  });
  return {
    scroller: () => stage.querySelector('.ag-body-viewport, .ag-grid-viewport'),
    isDrawn: () => stage.querySelectorAll('.ag-cell').length >= CELLS_IN_SIGHT,
    update: (_machines, changed) => {
      api.applyTransactionAsync({ update: [...changed] });
    },
  };
};
