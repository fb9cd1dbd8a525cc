/** Machines that stand together under one head; without groups all of them, without a head. */
export interface Section {
  /** A status, a type or a state of health; empty for machines without a type, and without groups. */
  readonly key: string;
  /** Indices of its machines, in order. */
  readonly indices: readonly number[];
}

/** Lengths of a layout, in px. */
export interface LineLengths {
  readonly columns: number;
  readonly rowHeight: number;
  readonly headHeight: number;
}

/** One line of the grid: the head of a group, or a row of machines. */
export interface Line {
  readonly section: Section;
  /** The head's group is open, or the row is part of it. */
  readonly isOpen: boolean;
  readonly isHead: boolean;
  /** Which of the section's machines come first in the row. */
  readonly from: number;
  /** How many cells it has. */
  readonly cells: number;
  readonly top: number;
}

/** Where everything stands: lines from top to bottom. Lines are made when asked for. */
export interface Lines {
  readonly count: number;
  /** Of all together, in px. */
  readonly height: number;
  at(line: number): Line | undefined;
  heightOf(line: Line): number;
  /** The line at a height from the top, in px. */
  lineAt(y: number): number;
  /** Line and cell of the machine with this index; undefined when it is not shown. */
  placeOf(index: number): { line: number; column: number } | undefined;
  /** Line of a group's head. */
  lineOfHead(key: string): number | undefined;
  /** Indices of the machines of open sections, in order. */
  open(): readonly number[];
}

/** Lines of one section without a head: what the first view needs. With heads there are `GroupedLines`. */
export class FlatLines implements Lines {
  readonly count: number;
  readonly height: number;
  readonly #section: Section;
  readonly #lengths: LineLengths;

  constructor(section: Section, lengths: LineLengths) {
    this.#section = section;
    this.#lengths = lengths;
    this.count = Math.ceil(section.indices.length / lengths.columns);
    this.height = this.count * lengths.rowHeight;
  }

  at(line: number): Line | undefined {
    if (line < 0 || line >= this.count) return undefined;
    const section = this.#section;
    const { columns, rowHeight } = this.#lengths;
    const from = line * columns;
    const cells = Math.min(columns, section.indices.length - from);
    return { section, isOpen: true, isHead: false, from, cells, top: line * rowHeight };
  }

  heightOf(): number {
    return this.#lengths.rowHeight;
  }

  lineAt(y: number): number {
    return Math.max(0, Math.min(Math.floor(y / this.#lengths.rowHeight), this.count - 1));
  }

  placeOf(index: number): { line: number; column: number } | undefined {
    const at = this.#section.indices.indexOf(index);
    const { columns } = this.#lengths;
    return at < 0 ? undefined : { line: Math.floor(at / columns), column: at % columns };
  }

  lineOfHead(): undefined {
    return undefined;
  }

  open(): readonly number[] {
    return this.#section.indices;
  }
}
