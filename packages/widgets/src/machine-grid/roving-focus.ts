/**
 * Focus in a grid whose cells are drawn again for other machines as it scrolls. Either one cell of the window is the
 * active one, or focus waits on the viewport, so that it never slides onto another machine by itself.
 */
export class RovingFocus {
  /** Id of the machine whose cell is in the tab order. */
  activeId = '';
  #isPending = false;

  /** Asks for focus on the active cell once it is drawn. */
  request(id: string): void {
    this.activeId = id;
    this.#isPending = true;
  }

  /** Called after each draw. */
  settle(viewport: HTMLElement): void {
    const root = viewport.getRootNode() as ShadowRoot;
    const focused = root.activeElement;
    const isInCell = focused instanceof HTMLElement && focused.matches('.cell');
    if (this.#isPending) {
      const cell = viewport.querySelector<HTMLElement>(`.cell[data-id="${CSS.escape(this.activeId)}"]`);
      if (cell === null) return;
      this.#isPending = false;
      cell.focus({ preventScroll: true });
    } else if (isInCell && focused.dataset.id !== this.activeId) viewport.focus({ preventScroll: true });
  }
}
