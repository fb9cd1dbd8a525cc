const MACHINES = '.viewport, .plan, .state .button';
const FILTERS = '.chip';

/**
 * What had focus may be gone after a draw: a machine, a button that did its work, a filter that shows nothing any more. Then
 * whatever comes in its place gets it, also when that takes a while.
 */
export class FocusDebt {
  /** Selects who is to get it. */
  #heirs = '';

  /** Called before each draw. */
  note(root: ShadowRoot | null): void {
    const active = root?.activeElement;
    if (active) this.#heirs = active.closest('.toolbar, .panel') ? FILTERS : MACHINES;
  }

  /** Called after each draw. */
  pay(root: HTMLElement | DocumentFragment): void {
    const heir = this.#heirs === '' ? null : root.querySelector<HTMLElement>(this.#heirs);
    if (heir === null) return;
    this.#heirs = '';
    const { activeElement, body } = heir.ownerDocument;
    // Who still has it, or has gone on to something else meanwhile, stays there.
    if (activeElement === body || activeElement === null) heir.focus({ preventScroll: true });
  }
}
