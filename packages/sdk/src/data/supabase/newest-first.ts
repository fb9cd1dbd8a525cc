import type { Page } from '../../types/index.ts';
import { type Cursor, keysetPage } from '../paging.ts';
import { array, type JsonObject, object, text } from './wire.ts';

/** The part of a query of rows that pages are made with. */
interface Pageable<TSelf> {
  order(...columns: string[]): TSelf;
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
  const sorted = query.order(`${column}.desc`, 'id.asc').limit(size + 1);
  if (!cursor) return sorted;
  const { value, id } = cursor;
  return sorted.or(`${column}.lt."${value}",and(${column}.eq."${value}",id.gt.${id})`);
}

/** The page that those rows make. @param what names the answer in messages */
export function newestPage<T>(
  data: unknown,
  what: string,
  column: string,
  size: number,
  parse: (row: JsonObject) => T,
): Page<T> {
  const rows = array(data, what).map((row) => object(row, what));
  return keysetPage(rows, size, parse, (row) => ({
    value: text(row, column, what),
    id: text(row, 'id', what),
  }));
}
