/** Room for a few points more, even where there is none yet. */
const LEAST_ROOM = 64;

/**
 * Columns of equal length that grow at their end and shrink at their beginning, each step in constant time on average.
 * What was handed out as a view is never moved: where room runs out, or a point goes between others, the columns move
 * to new memory and the view keeps the old.
 */
export class PointStore {
  #columns: Float64Array[];
  #start = 0;
  #end: number;

  /** @param columns of equal length, the times first; they are not written to */
  constructor(columns: readonly Float64Array[]) {
    this.#columns = [...columns];
    this.#end = columns[0]?.length ?? 0;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** The value at a position, counted from the first point that is still there; undefined outside. */
  at(column: number, index: number): number | undefined {
    return index < 0 || index >= this.length ? undefined : this.#columns[column]?.[this.#start + index];
  }

  /** Writes over a value of the last point. */
  setLast(column: number, value: number): void {
    const values = this.#columns[column];
    if (values) values[this.#end - 1] = value;
  }

  push(point: readonly number[]): void {
    if (this.#end === this.#columns[0]?.length) this.#move(this.length, 0, []);
    point.forEach((value, column) => {
      (this.#columns[column] as Float64Array)[this.#end] = value;
    });
    this.#end += 1;
  }

  /** Puts `points` in the place of `count` others. */
  replace(index: number, count: number, points: readonly (readonly number[])[]): void {
    this.#move(index, count, points);
  }

  dropFirst(count: number): void {
    this.#start += count;
  }

  /** All points of a column, in the memory of the store. */
  view(column: number): Float64Array {
    return (this.#columns[column] as Float64Array).subarray(this.#start, this.#end);
  }

  #move(index: number, count: number, points: readonly (readonly number[])[]): void {
    const length = this.length - count + points.length;
    this.#columns = this.#columns.map((_, column) => {
      const before = this.view(column);
      const moved = new Float64Array(2 * length + LEAST_ROOM);
      moved.set(before.subarray(0, index));
      points.forEach((point, offset) => {
        moved[index + offset] = point[column] as number;
      });
      moved.set(before.subarray(index + count), index + points.length);
      return moved;
    });
    this.#start = 0;
    this.#end = length;
  }
}
