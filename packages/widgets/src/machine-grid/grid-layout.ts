/** Lengths of a laid-out grid, in px. They come from the page, so that zoom, density and a host's own sizes all count. */
export class GridLayout {
  tileWidth = 232;
  tileHeight = 168;
  gap = 8;
  /** Width for tiles. */
  width = 0;
  /** Height of what is seen at once. */
  height = 0;

  get rowHeight(): number {
    return this.tileHeight + this.gap;
  }

  get columns(): number {
    return Math.max(1, Math.floor((this.width + this.gap) / (this.tileWidth + this.gap)));
  }

  /** Rows that Page Up and Page Down leap over. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight));
  }

  /** Where to scroll from `scrollTop` so that the whole row of cell `index` is in sight, and no farther. */
  scrollTopFor(index: number, scrollTop: number): number {
    const top = Math.floor(index / this.columns) * this.rowHeight;
    return Math.min(top, Math.max(scrollTop, top + this.rowHeight - this.height));
  }

  /** Reads the lengths again; true when one is different. `sizer` is as large as the narrowest tile. */
  measure(viewport: HTMLElement, sizer: HTMLElement): boolean {
    const next = {
      tileWidth: Math.max(1, sizer.offsetWidth),
      tileHeight: Math.max(1, sizer.offsetHeight),
      gap: Number.parseFloat(getComputedStyle(sizer).marginBottom) || 0,
      width: sizer.parentElement?.clientWidth ?? 0,
      height: viewport.clientHeight,
    };
    const isSame = Object.entries(next).every(([name, value]) => this[name as keyof typeof next] === value);
    Object.assign(this, next);
    return !isSame;
  }
}
