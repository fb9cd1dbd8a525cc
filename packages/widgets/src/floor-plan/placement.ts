import type { Machine } from '@nexus-mfg/sdk';

/** A part of the plan in grid cells; machines stand in the middle of theirs. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where machines stand, in grid cells. Points at machines by their position in the list it was made from. */
export interface Placement {
  /** Position in the list, of those that have a place, row by row. */
  readonly placed: readonly number[];
  /** Position in the list, of those that have none. */
  readonly unplaced: readonly number[];
  /** Middle of each machine by position in the list; NaN without a place. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Around all cells that are taken; null when none is. */
  readonly bounds: Area | null;
  /** Most machines side by side in one cell. */
  readonly crowd: number;
}

/** More rows than a plan can have, so that column and row make one number. */
const ROWS = 40_000;

/** Machines of one cell are spread over it, so that they come apart when the cell is large enough. */
export function placeMachines(machines: readonly Machine[]): Placement {
  const x = new Float64Array(machines.length).fill(Number.NaN);
  const y = new Float64Array(machines.length).fill(Number.NaN);
  const unplaced: number[] = [];
  const cells = new Map<number, number[]>();
  machines.forEach(({ gridPositionX: column, gridPositionY: row }, index) => {
    if (column === null || row === null) {
      unplaced.push(index);
      return;
    }
    const key = column * ROWS + row;
    const cell = cells.get(key);
    if (cell) cell.push(index);
    else cells.set(key, [index]);
  });
  let bounds: Area | null = null;
  let crowd = 1;
  for (const members of cells.values()) {
    const { gridPositionX, gridPositionY } = machines[members[0] ?? 0] ?? {};
    const column = gridPositionX ?? 0;
    const row = gridPositionY ?? 0;
    const across = Math.ceil(Math.sqrt(members.length));
    crowd = Math.max(crowd, across);
    members.forEach((index, place) => {
      x[index] = column + ((place % across) + 0.5) / across;
      y[index] = row + (Math.floor(place / across) + 0.5) / across;
    });
    bounds = around(bounds, { left: column, top: row, right: column + 1, bottom: row + 1 });
  }
  const at = (list: Float64Array, index: number): number => list[index] ?? 0;
  const placed = [...cells.values()].flat();
  placed.sort((a, b) => at(y, a) - at(y, b) || at(x, a) - at(x, b));
  return { placed, unplaced, x, y, bounds, crowd };
}

/** The smallest area that holds both. */
export function around(a: Area | null, b: Area): Area {
  if (a === null) return b;
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Whether the machines of two lists stand at the same places in the same order: readings move nobody. */
export function samePlaces(a: readonly Machine[], b: readonly Machine[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    const one = a[index];
    const other = b[index];
    if (one === other) continue;
    if (
      one?.id !== other?.id ||
      one?.gridPositionX !== other?.gridPositionX ||
      one?.gridPositionY !== other?.gridPositionY
    )
      return false;
  }
  return true;
}
