import type { Selection } from './selection.ts';

/** What is selected with `id` when it was not in, without when it was. */
export function toggled(selection: Selection, id: string): readonly string[] {
  return selection.has(id) ? selection.ids.filter((other) => other !== id) : [...selection.ids, id];
}

/** From the anchor to `id`, both in; `order` is what is seen. With `keep` on top of what is selected already. */
export function rangeTo(
  selection: Selection,
  id: string,
  order: readonly string[],
  keep: boolean,
): readonly string[] {
  const to = order.indexOf(id);
  const from = order.indexOf(selection.anchor);
  if (to < 0) return selection.ids;
  const range = from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return keep ? [...new Set([...selection.ids, ...range])] : range;
}
