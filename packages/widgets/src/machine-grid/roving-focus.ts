/** What can have focus: a machine by its id, the head of a group, or a column head. */
export function groupStop(key: string): string {
  return `group:${key}`;
}

/** Name of the column heads' line. */
export const HEADS = 'heads';

/** How a cell of a table is known: by its line's name and its column. */
export function cellStop(name: string, column: number): string {
  return `${name}|${column}`;
}

/**
 * Focus in a grid whose cells are drawn again for other machines as it scrolls. Either one cell of the window is the
 * active one, or focus waits on the viewport, so that it never slides onto another machine by itself. Exactly one cell
 * takes Tab; it is marked here and not in the templates, so that moving it draws nothing.
 */
export class RovingFocus {
  /** Name of the active stop: a machine's id, a group's head, or `HEADS`. */
  name = '';
  /** Column of the active cell in a table. */
  column = 0;
  /** Column that up and down keep to; −1 until the first of them. */
  wish = -1;
  #isPending = false;
  #tabStop: HTMLElement | undefined;

  /** Asks for focus on a stop once it is drawn. */
  request(name: string, column: number): void {
    this.name = name;
    this.column = column;
    this.#isPending = true;
  }

  /**
   * Called after each draw.
   *
   * @param others - Stops that take Tab while the active one is not drawn, the best first.
   */
  settle(viewport: HTMLElement, others: () => readonly string[]): void {
    const root = viewport.getRootNode() as ShadowRoot;
    const focused = root.activeElement;
    const active = this.name === '' ? null : this.#find(viewport, this.name);
    if (this.#isPending && active !== null) {
      this.#isPending = false;
      this.#mark(active);
      active.focus({ preventScroll: true });
      return;
    }
    if (
      !this.#isPending &&
      focused instanceof HTMLElement &&
      focused !== active &&
      focused.matches('[data-stop]')
    ) {
      viewport.focus({ preventScroll: true });
    }
    if (active) this.#mark(active);
    else {
      for (const name of others()) {
        const found = this.#find(viewport, name);
        if (found === null) continue;
        this.#mark(found);
        return;
      }
    }
  }

  /** By class, which the browser keeps lists of: a search by attribute each frame would cost more than drawing does. */
  #find(viewport: HTMLElement, name: string): HTMLElement | null {
    const [exact, first] = [cellStop(name, this.column), cellStop(name, 0)];
    let found: HTMLElement | null = null;
    for (const kind of ['cell', 'group', 'column'])
      for (const element of viewport.getElementsByClassName(kind)) {
        const { stop } = (element as HTMLElement).dataset;
        if (stop === name || stop === exact) return element as HTMLElement;
        if (stop === first) found = element as HTMLElement;
      }
    return found;
  }

  #mark(stop: HTMLElement): void {
    if (this.#tabStop !== stop) this.#tabStop?.setAttribute('tabindex', '-1');
    if (stop.tabIndex !== 0) stop.tabIndex = 0;
    this.#tabStop = stop;
  }
}
