import type { Cursor } from '../paging.ts';

/** The part of a query of rows that pages are made with. */
interface Pageable<TSelf> {
  order(column: string, options: { ascending: boolean }): TSelf;
  limit(count: number): TSelf;
  or(filters: string): TSelf;
}

/**
 * The rows behind a cursor, newest first and then by id; one more than the page has, which tells whether there is a next
 * page.
 *
 * @param column the time that they are sorted by
 */
export function newestFirst<T extends Pageable<T>>(
  query: T,
  column: string,
  size: number,
  cursor: Cursor | null,
): T {
  const sorted = query
    .order(column, { ascending: false })
    .order('id', { ascending: true })
    .limit(size + 1);
  if (!cursor) return sorted;
  const { value, id } = cursor;
  return sorted.or(`${column}.lt."${value}",and(${column}.eq."${value}",id.gt.${id})`);
}
