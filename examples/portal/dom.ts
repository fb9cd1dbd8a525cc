/** The element with this id, checked: a page that lost it should say so at once. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T;
export function byId<K extends keyof HTMLElementTagNameMap>(id: string, tag: K): HTMLElementTagNameMap[K];
export function byId(id: string, kind: string | (new () => HTMLElement)): HTMLElement {
  const element = document.getElementById(id);
  const fits = typeof kind === 'string' ? element?.localName === kind : element instanceof kind;
  if (element === null || !fits) throw new Error(`The page has no fitting element #${id}.`);
  return element;
}
