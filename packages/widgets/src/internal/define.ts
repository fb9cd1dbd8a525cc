import type { NexusElement } from './nexus-element.ts';

/** A class with the last part of its tag: `machine-grid`. */
export type ElementClass = CustomElementConstructor & { readonly baseName: string };

/**
 * Registers elements under `prefix`. A tag that is taken keeps its first class: browsers cannot replace one, so a
 * second copy of the library only says so.
 */
export function define(elements: readonly ElementClass[], prefix = 'nexus'): void {
  for (const element of elements) {
    const tag = `${prefix}-${element.baseName}`;
    const existing = customElements.get(tag);
    if (existing === undefined)
      customElements.define(tag, prefix === 'nexus' ? element : prefixed(element, prefix));
    else if (!isOrExtends(existing, element))
      console.warn(
        `[nexus] <${tag}> is registered already by another copy of @nexus-mfg/widgets; that copy stays in use. Give this copy tags of its own: defineAll({ prefix: 'acme' }).`,
      );
  }
}

/** A class can be registered once, and has to know the tags of its neighbours: each prefix has classes of its own. */
function prefixed(element: ElementClass, prefix: string): CustomElementConstructor {
  const made = class extends element {};
  Object.assign(made, { prefix } satisfies Pick<typeof NexusElement, 'prefix'>);
  return made;
}

function isOrExtends(existing: CustomElementConstructor, element: ElementClass): boolean {
  return existing === element || Object.getPrototypeOf(existing) === element;
}
