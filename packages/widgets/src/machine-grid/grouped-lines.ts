import type { Line, LineLengths, Lines, Section } from './lines.ts';

interface Block {
  readonly section: Section;
  readonly isOpen: boolean;
  readonly firstLine: number;
  readonly top: number;
}

/** Lines of two heights: the heads of groups, and the rows of those that are open. */
export class GroupedLines implements Lines {
  readonly count: number;
  readonly height: number;
  readonly #blocks: readonly Block[];
  readonly #lengths: LineLengths;

  constructor(sections: readonly Section[], closed: ReadonlySet<string>, lengths: LineLengths) {
    this.#lengths = lengths;
    let [line, top] = [0, 0];
    const blocks: Block[] = [];
    for (const section of sections) {
      const isOpen = !closed.has(section.key);
      blocks.push({ section, isOpen, firstLine: line, top });
      const rows = isOpen ? Math.ceil(section.indices.length / lengths.columns) : 0;
      line += 1 + rows;
      top += lengths.headHeight + rows * lengths.rowHeight;
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
    if (line === firstLine) return { section, isOpen, isHead: true, from: 0, cells: 1, top };
    const row = line - firstLine - 1;
    const from = row * columns;
    const cells = Math.min(columns, section.indices.length - from);
    return {
      section,
      isOpen,
      isHead: false,
      from,
      cells,
      top: top + headHeight + row * rowHeight,
    };
  }

  heightOf(line: Line): number {
    return line.isHead ? this.#lengths.headHeight : this.#lengths.rowHeight;
  }

  lineAt(y: number): number {
    const block = this.#find((candidate) => candidate.top <= Math.max(0, y));
    if (block === undefined) return 0;
    const { rowHeight, headHeight } = this.#lengths;
    const below = y - block.top - headHeight;
    const line = block.firstLine + (below < 0 ? 0 : 1 + Math.floor(below / rowHeight));
    return Math.max(0, Math.min(line, this.count - 1));
  }

  placeOf(index: number): { line: number; column: number } | undefined {
    for (const { section, isOpen, firstLine } of this.#blocks) {
      const at = isOpen ? section.indices.indexOf(index) : -1;
      const { columns } = this.#lengths;
      if (at >= 0) return { line: firstLine + 1 + Math.floor(at / columns), column: at % columns };
    }
    return undefined;
  }

  lineOfHead(key: string): number | undefined {
    return this.#blocks.find(({ section }) => section.key === key)?.firstLine;
  }

  open(): readonly number[] {
    return this.#blocks.flatMap(({ section, isOpen }) => (isOpen ? section.indices : []));
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
