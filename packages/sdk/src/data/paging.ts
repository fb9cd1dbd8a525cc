import { invalid } from '../errors/invalid.ts';
import type { Page } from '../types/index.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** How many items a page has. @throws NexusError `validation_failed` */
export function pageSize(doing: string, limit: number = DEFAULT_LIMIT): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw invalid(
    `Could not ${doing}: a page of ${limit} is not 1 to ${MAX_LIMIT} long.`,
    `Give a limit of 1 to ${MAX_LIMIT}.`,
  );
}

/** Where a page begins: after the row with this value of the sorted column and this id. */
export interface Cursor {
  value: string;
  id: string;
}

/** Reads what {@link cursorText} wrote. @throws NexusError `validation_failed` */
export function parseCursor(doing: string, after: string | null | undefined): Cursor | null {
  // `next` of the last page, handed on as it is, begins anew as the absence of one does.
  if (after === undefined || after === null) return null;
  const [value, id] = String(after).split('|');
  // What was not written here must not reach the filter of a request.
  if (value && id && /^[\w:.+ -]+$/.test(value) && /^[\w-]+$/.test(id)) return { value, id };
  throw invalid(
    `Could not ${doing}: "${after}" continues no list.`,
    'Give `next` of the page before as it is.',
  );
}

/** `next` of a page that ends with this row. */
function cursorText({ value, id }: Cursor): string {
  return `${value}|${id}`;
}

/**
 * One row more than the page has was asked for: whether it came tells whether there is a next page.
 *
 * @param cursor where the row stands, in the exact words of the server: cutting a time to ms would lose rows
 */
export function keysetPage<TRow, T>(
  rows: readonly TRow[],
  size: number,
  parse: (row: TRow) => T,
  cursor: (row: TRow) => Cursor,
): Page<T> {
  const kept = rows.slice(0, size);
  const last = kept.at(-1);
  return { items: kept.map(parse), next: rows.length > size && last ? cursorText(cursor(last)) : null };
}
