/**
 * Registers an element. A tag that is taken keeps its first class: browsers cannot replace one, so a second copy of
 * the library only says so.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const existing = customElements.get(tag);
  if (existing === undefined) customElements.define(tag, element);
  else if (existing !== element)
    console.warn(
      `[nexus] <${tag}> is registered already by another copy of @nexus-mfg/widgets; that copy stays in use.`,
    );
}
