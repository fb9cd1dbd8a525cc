/**
 * Which machines are selected. `lead` is the one chosen last: what the neighbours look at. A range begins at `anchor`, the
 * last machine that was chosen without Shift.
 */
export class Selection {
  #ids: readonly string[] = [];
  #lead = '';
  #known: ReadonlySet<string> = new Set();
  anchor = '';

  get ids(): readonly string[] {
    return this.#ids;
  }

  get lead(): string {
    return this.#lead;
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** Replaces it; the last id leads unless another one is named. */
  set(ids: readonly string[], lead: string = ids.at(-1) ?? ''): void {
    this.#ids = ids;
    this.#known = new Set(ids);
    this.#lead = this.#known.has(lead) ? lead : (ids.at(-1) ?? '');
    if (!this.#known.has(this.anchor)) this.anchor = this.#lead;
  }
}
