/** A focus inside what goes from sight would be lost: the display takes it. */
export function keepFocus(host: HTMLElement, root: ParentNode): void {
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  const isInWhatGoes =
    focused?.closest('.view, .alarm-call') || (focused === null && host.matches(':focus-within'));
  if (isInWhatGoes) root.querySelector<HTMLElement>('.base')?.focus({ preventScroll: true });
}
