import type { NexusProvider } from '../provider/provider.ts';

/** The nearest provider around an element, also out of shadow roots and through slots; undefined when there is none. */
export function providerAround(element: Element, tag: string): NexusProvider | undefined {
  let node: Node | null = element;
  while (node !== null) {
    if (node instanceof Element && node.localName === tag) return node as NexusProvider;
    node = parentOf(node);
  }
  return undefined;
}

function parentOf(node: Node): Node | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}
