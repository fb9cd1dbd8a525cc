/** Which rows are drawn. `pool` rows of DOM show the rows from `first` on; row r always sits in slot r modulo pool. */
export interface RowWindow {
  first: number;
  pool: number;
}

/** Rows drawn above and below what is seen, so that a quick flick does not show emptiness. */
const OVERSCAN = 2;

/** Rows to draw for a scroll position; all lengths in px. */
export function rowWindow(
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
  rowCount: number,
): RowWindow {
  const visible = Math.ceil(viewportHeight / rowHeight) + 1;
  const pool = Math.min(rowCount, visible + 2 * OVERSCAN);
  const wanted = Math.floor(scrollTop / rowHeight) - OVERSCAN;
  return { first: Math.max(0, Math.min(wanted, rowCount - pool)), pool };
}

/** Row that a slot of the pool shows. */
export function rowOfSlot(slot: number, { first, pool }: RowWindow): number {
  const turn = first % pool;
  return first - turn + slot + (slot < turn ? pool : 0);
}

/** Where a key leads from cell `index` in a grid of `count` cells; undefined when the key is none of the grid's. */
export function moveByKey(
  key: string,
  withControl: boolean,
  index: number,
  count: number,
  columns: number,
  pageRows: number,
  rightToLeft: boolean,
): number | undefined {
  const rowStart = index - (index % columns);
  const clamp = (target: number): number => Math.max(0, Math.min(count - 1, target));
  // Up and down keep the column; at the last, shorter row the nearest cell is taken.
  const vertical = (rows: number): number => {
    const target = index + rows * columns;
    if (target < 0) return rows === -1 ? index : index % columns;
    if (target < count) return target;
    const lastRowStart = count - 1 - ((count - 1) % columns);
    return rowStart === lastRowStart ? index : count - 1;
  };
  const horizontal = rightToLeft ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return clamp(index + horizontal);
    case 'ArrowLeft':
      return clamp(index - horizontal);
    case 'ArrowDown':
      return vertical(1);
    case 'ArrowUp':
      return vertical(-1);
    case 'PageDown':
      return vertical(pageRows);
    case 'PageUp':
      return vertical(-pageRows);
    case 'Home':
      return withControl ? 0 : rowStart;
    case 'End':
      return withControl ? count - 1 : clamp(rowStart + columns - 1);
    default:
      return undefined;
  }
}
