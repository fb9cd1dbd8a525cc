/** A place that focus can be at: a line, and a cell in it. */
export interface Stop {
  readonly line: number;
  readonly column: number;
}

/** What keys move in. */
export interface StopField {
  /** −1 where the line of column heads can be reached, else 0. */
  readonly firstLine: number;
  readonly lineCount: number;
  /** Lines that Page Up and Page Down leap over. */
  readonly pageLines: number;
  /** Left and right go on in the next line, as one reads. In a table they end at its edges. */
  readonly wraps: boolean;
  cells(line: number): number;
}

/**
 * Where a key leads; undefined when the key is none of the grid's.
 *
 * @param wish - The column that up and down keep, also on the way through shorter lines.
 */
export function moveByKey(
  key: string,
  withControl: boolean,
  { line, column }: Stop,
  wish: number,
  field: StopField,
  rightToLeft: boolean,
): Stop | undefined {
  const { firstLine, lineCount, pageLines } = field;
  const lastCell = (of: number): number => Math.max(0, field.cells(of) - 1);
  const vertical = (to: number, first = firstLine): Stop => {
    const target = Math.max(first, Math.min(lineCount - 1, to));
    return { line: target, column: Math.min(wish, lastCell(target)) };
  };
  const horizontal = (by: 1 | -1): Stop => {
    const to = column + by;
    if (to >= 0 && to <= lastCell(line)) return { line, column: to };
    const next = line + by;
    if (!field.wraps || next < firstLine || next >= lineCount) return { line, column };
    return { line: next, column: by === 1 ? 0 : lastCell(next) };
  };
  switch (key) {
    case 'ArrowRight':
      return horizontal(rightToLeft ? -1 : 1);
    case 'ArrowLeft':
      return horizontal(rightToLeft ? 1 : -1);
    case 'ArrowDown':
      return vertical(line + 1);
    case 'ArrowUp':
      return vertical(line - 1);
    case 'PageDown':
      return vertical(line + pageLines, 0);
    case 'PageUp':
      return vertical(line - pageLines, 0);
    case 'Home':
      return withControl ? { line: 0, column: 0 } : { line, column: 0 };
    case 'End':
      return withControl
        ? { line: lineCount - 1, column: lastCell(lineCount - 1) }
        : { line, column: lastCell(line) };
    default:
      return undefined;
  }
}
