/** Files that are marked. Shift marks everything from the last one that was touched. */
export class Selection {
  #ids: ReadonlySet<string> = new Set();
  #last: string | undefined;

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** @param order ids in the order in which they are shown */
  set(id: string, isOn: boolean, order: readonly string[], isRange: boolean): void {
    const ids = new Set(this.#ids);
    const [from, to] = [order.indexOf(this.#last ?? id), order.indexOf(id)];
    const touched = isRange && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    for (const one of touched) {
      if (isOn) ids.add(one);
      else ids.delete(one);
    }
    this.#ids = ids;
    this.#last = id;
  }

  setAll(order: readonly string[]): void {
    this.#ids = new Set(order);
  }

  /** Forgets what is not there any more. */
  keep(order: readonly string[]): void {
    if ([...this.#ids].every((id) => order.includes(id))) return;
    this.#ids = new Set(order.filter((id) => this.#ids.has(id)));
  }
}
