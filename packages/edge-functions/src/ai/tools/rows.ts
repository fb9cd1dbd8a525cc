import { databaseRefusal } from '../../internal/database-refusal.ts';
import type { ToolKit } from './tool.ts';

/** What a query of PostgREST answers with. */
interface Answer<Row> {
  data: Row[] | null;
  error: { code?: string; message: string; hint?: string | null; details?: string | null } | null;
}

/** Rows of a query, as whoever asks may see them. @throws Refusal for what the database refuses */
export async function rowsOf<Row>(query: PromiseLike<Answer<unknown>>): Promise<Row[]> {
  const { data, error } = await query;
  if (error) throw databaseRefusal(error);
  return (data ?? []) as Row[];
}

/** Names of those machines that the caller sees, by id. */
export async function machineNames(
  ids: readonly (string | null)[],
  { database, signal }: ToolKit,
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; name: string }>(
    database.from('machines').select('id, name').in('id', wanted).abortSignal(signal),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A pattern for `ilike` that finds the text itself wherever it stands. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_*]/gu, (sign) => (sign === '*' ? '_' : `\\${sign}`))}%`;
}

/** A time of the database as ISO 8601, whichever way the API wrote it. */
export function isoOf(time: string): string {
  return new Date(time).toISOString();
}
