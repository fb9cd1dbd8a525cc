/** Where focus goes from step to step, and where it comes back to when the pressed button was switched off meanwhile. */
export class StepFocus {
  #wanted: 'step' | 'error' | undefined;
  #wasBusy = false;
  #hadFocus = false;

  /** With the next drawing: to where the person goes on, or to the first wrong field. */
  want(where: 'step' | 'error' | undefined): void {
    this.#wanted = where;
  }

  /** Before a drawing: a button that is switched off while it works loses focus. */
  prepare(root: Node, isBusy: boolean): void {
    if (isBusy && !this.#wasBusy) this.#hadFocus = focusedIn(root) !== null;
    this.#wasBusy = isBusy;
  }

  /** After a drawing. */
  move(root: ParentNode, isBusy: boolean): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    const isLost = this.#hadFocus && !isBusy && isNowhere(focusedIn(root));
    if (!isBusy) this.#hadFocus = false;
    if (wanted === undefined && !isLost) return;
    const find = (selector: string): HTMLElement | null => root.querySelector<HTMLElement>(selector);
    const wrong = wanted === 'error' ? find('[aria-invalid="true"]') : null;
    if (wrong !== null) wrong.focus();
    else if (wanted === 'step' || isLost) (find('.step input:not([tabindex])') ?? find('.title'))?.focus();
  }
}

function focusedIn(root: Node): Element | null {
  return root instanceof ShadowRoot ? root.activeElement : null;
}

/** What is switched off has focus only until the page is drawn. Focus that went elsewhere on the page stays there. */
function isNowhere(active: Element | null): boolean {
  return active === null ? document.activeElement === document.body : active.matches(':disabled');
}
