/** Lengths of a laid-out grid, in px. They come from the page, so that zoom, density and a host's own sizes all count. */
export class GridLayout {
  /** Narrowest cell. */
  cellWidth = 232;
  cellHeight = 168;
  /** Between rows. */
  gap = 8;
  /** The head of a group, with what is below it. */
  headHeight = 40;
  /** Width for cells. */
  width = 0;
  /** Height of what is seen at once, below the column heads. */
  height = 0;

  get rowHeight(): number {
    return this.cellHeight + this.gap;
  }

  /** Tiles beside each other. */
  get columns(): number {
    return Math.max(1, Math.floor((this.width + this.gap) / (this.cellWidth + this.gap)));
  }

  /** Lines that Page Up and Page Down leap over. */
  get pageLines(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight));
  }

  /**
   * Reads the lengths again; true when one is different. `.sizer` is as large as the narrowest cell, with the gap as its
   * margin and a head inside; `.columns` are the heads that stay at the top.
   */
  measure(viewport: HTMLElement): boolean {
    const sizer = viewport.querySelector<HTMLElement>('.sizer');
    if (sizer === null) return false;
    const next = {
      cellWidth: Math.max(1, sizer.offsetWidth),
      cellHeight: Math.max(1, sizer.offsetHeight),
      gap: Number.parseFloat(getComputedStyle(sizer).marginBottom) || 0,
      headHeight: (sizer.firstElementChild as HTMLElement | null)?.offsetHeight ?? 0,
      width: sizer.parentElement?.clientWidth ?? 0,
      height: viewport.clientHeight - (viewport.querySelector<HTMLElement>('.columns')?.offsetHeight ?? 0),
    };
    const isSame = Object.entries(next).every(([name, value]) => this[name as keyof typeof next] === value);
    Object.assign(this, next);
    return !isSame;
  }
}
