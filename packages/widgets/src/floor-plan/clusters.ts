import type { Placement } from './placement.ts';

/** Machines that stand too close together to be told apart at a zoom, or a single one. */
export interface Group {
  /** Positions in the list of machines, row by row. */
  readonly members: readonly number[];
  /** Where the mark stands, in grid cells. */
  readonly x: number;
  readonly y: number;
}

/** How far from the middle of its field a mark may stand: what is left keeps neighbours apart. */
const LEEWAY = 0.2;

/** More fields than there can be one below the other, so that both numbers make one. */
const FIELDS = 2 ** 23;

/**
 * Width of the fields that machines are gathered in, in grid cells: the least power of two that is `minPx` wide. Below
 * one cell only where machines share one.
 *
 * @param exactPx - Where nobody shares a cell, a cell of this width is enough: its marks stand exactly in the middle.
 */
export function fieldSize(scale: number, minPx: number, crowd: number, exactPx: number = minPx): number {
  let size = 1;
  if (crowd === 1 && scale >= exactPx) return size;
  while (size * scale < minPx) size *= 2;
  if (size > 1 || crowd === 1) return size;
  while (size * crowd > 1 && (size / 2) * scale >= minPx) size /= 2;
  return size;
}

/** Gathers machines by fields of `size` grid cells. Each zoom step has one size, so this is done once a step. */
export function groupMachines({ placed, x, y, crowd }: Placement, size: number): Group[] {
  const fields = new Map<number, number[]>();
  for (const index of placed) {
    const key = Math.floor((x[index] ?? 0) / size) * FIELDS + Math.floor((y[index] ?? 0) / size);
    const field = fields.get(key);
    if (field) field.push(index);
    else fields.set(key, [index]);
  }
  const isExact = size === 1 && crowd === 1;
  return Array.from(fields.values(), (members) => {
    const [meanX, meanY] = [mean(x, members), mean(y, members)];
    if (isExact) return { members, x: meanX, y: meanY };
    return { members, x: towardsMiddle(meanX, size), y: towardsMiddle(meanY, size) };
  });
}

function mean(values: Float64Array, members: readonly number[]): number {
  let sum = 0;
  for (const index of members) sum += values[index] ?? 0;
  return sum / members.length;
}

function towardsMiddle(value: number, size: number): number {
  const middle = (Math.floor(value / size) + 0.5) * size;
  return Math.min(middle + LEEWAY * size, Math.max(middle - LEEWAY * size, value));
}
