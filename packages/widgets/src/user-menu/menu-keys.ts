/** Items of a menu in the order in which they are seen, those of slots included. */
export function menuItems(menu: Element): readonly HTMLElement[] {
  return [...menu.querySelectorAll('[role^="menuitem"], slot')].flatMap((node) => {
    const found = node instanceof HTMLSlotElement ? node.assignedElements() : [node];
    return found.filter(
      (one): one is HTMLElement =>
        one instanceof HTMLElement &&
        !one.hasAttribute('disabled') &&
        one.getAttribute('aria-disabled') !== 'true',
    );
  });
}

/** What a page puts into the menu becomes an item of it, unless the page has said otherwise. */
export function adoptItems(slot: HTMLSlotElement): void {
  for (const item of slot.assignedElements()) {
    if (!item.hasAttribute('role')) item.setAttribute('role', 'menuitem');
    if (!item.hasAttribute('tabindex')) item.setAttribute('tabindex', '-1');
  }
}

/** The item that a key leads to from `current`; undefined when the key is not one that moves. */
export function itemByKey(
  items: readonly HTMLElement[],
  current: number,
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
): HTMLElement | undefined {
  const count = items.length;
  if (count === 0 || ctrlKey || metaKey || altKey) return undefined;
  switch (key) {
    case 'ArrowDown':
      return items[(current + 1) % count];
    case 'ArrowUp':
      return items[(current - 1 + count) % count] ?? items[count - 1];
    case 'Home':
      return items[0];
    case 'End':
      return items[count - 1];
  }
  if (key.length !== 1 || key === ' ') return undefined;
  // The next one that begins with the letter, round the end.
  const wanted = key.toLocaleLowerCase();
  const order = [...items.slice(current + 1), ...items.slice(0, current + 1)];
  return order.find((item) => (item.textContent ?? '').trim().toLocaleLowerCase().startsWith(wanted));
}
