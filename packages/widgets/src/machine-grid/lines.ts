import type { Section } from './sections.ts';

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

interface Block {
  readonly section: Section;
  readonly isOpen: boolean;
  readonly firstLine: number;
  readonly top: number;
}

/** Where everything stands: lines from top to bottom, of two heights, in sections. Lines are made when asked for. */
export class Lines {
  readonly count: number;
  readonly height: number;
  readonly #blocks: readonly Block[];
  readonly #lengths: LineLengths;
  readonly #heads: 0 | 1;

  constructor(
    sections: readonly Section[],
    closed: ReadonlySet<string>,
    hasHeads: boolean,
    lengths: LineLengths,
  ) {
    this.#lengths = lengths;
    this.#heads = hasHeads ? 1 : 0;
    let [line, top] = [0, 0];
    const blocks: Block[] = [];
    for (const section of sections) {
      const isOpen = !(hasHeads && closed.has(section.key));
      blocks.push({ section, isOpen, firstLine: line, top });
      const rows = isOpen ? Math.ceil(section.indices.length / lengths.columns) : 0;
      line += this.#heads + rows;
      top += this.#heads * lengths.headHeight + rows * lengths.rowHeight;
    }
    this.#blocks = blocks;
    this.count = line;
    this.height = top;
  }

  at(line: number): Line | undefined {
    if (line < 0 || line >= this.count) return undefined;
    const block = this.#find((candidate) => candidate.firstLine <= line);
    if (block === undefined) return undefined;
    const { section, isOpen, firstLine, top } = block;
    const { columns, rowHeight, headHeight } = this.#lengths;
    if (this.#heads === 1 && line === firstLine)
      return { section, isOpen, isHead: true, from: 0, cells: 1, top };
    const row = line - firstLine - this.#heads;
    const from = row * columns;
    const cells = Math.min(columns, section.indices.length - from);
    return {
      section,
      isOpen,
      isHead: false,
      from,
      cells,
      top: top + this.#heads * headHeight + row * rowHeight,
    };
  }

  heightOf(line: Line): number {
    return line.isHead ? this.#lengths.headHeight : this.#lengths.rowHeight;
  }

  /** The line at a height from the top, in px. */
  lineAt(y: number): number {
    const block = this.#find((candidate) => candidate.top <= Math.max(0, y));
    if (block === undefined) return 0;
    const { rowHeight, headHeight } = this.#lengths;
    const below = y - block.top - this.#heads * headHeight;
    const line = block.firstLine + (below < 0 ? 0 : this.#heads + Math.floor(below / rowHeight));
    return Math.max(0, Math.min(line, this.count - 1));
  }

  /** Line and cell of the machine with this index; undefined when it is not shown. */
  placeOf(index: number): { line: number; column: number } | undefined {
    for (const { section, isOpen, firstLine } of this.#blocks) {
      const at = isOpen ? section.indices.indexOf(index) : -1;
      const { columns } = this.#lengths;
      if (at >= 0) return { line: firstLine + this.#heads + Math.floor(at / columns), column: at % columns };
    }
    return undefined;
  }

  /** Line of a group's head. */
  lineOfHead(key: string): number | undefined {
    return this.#heads === 0 ? undefined : this.#blocks.find(({ section }) => section.key === key)?.firstLine;
  }

  /** Indices of the machines of open sections, in order. */
  open(): readonly number[] {
    const blocks = this.#blocks.filter(({ isOpen }) => isOpen);
    return blocks.length === 1
      ? (blocks[0]?.section.indices ?? [])
      : blocks.flatMap(({ section }) => section.indices);
  }

  /** The last block that `isBefore`; they stand in order. */
  #find(isBefore: (block: Block) => boolean): Block | undefined {
    let [low, high] = [0, this.#blocks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (isBefore(this.#blocks[middle] as Block)) low = middle;
      else high = middle - 1;
    }
    return this.#blocks[low];
  }
}
