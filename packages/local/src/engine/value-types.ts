/** How both drivers turn Postgres text into JavaScript values, so that a query gives the same rows on every engine. */

const exactNumber = (text: string): number | string => {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : text;
};

const safeInteger = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

/** Objects become JSON; a string is already JSON text, as in SQL itself. */
export const toJsonText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** What the server reads back as text; a Date would otherwise be written in the words of the local zone. */
const toText = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

const asText = (text: string): string => text;

/** Parsers by type oid. */
const parsers: Record<number, (text: string) => unknown> = {
  20: safeInteger,
  114: (text) => JSON.parse(text) as unknown,
  1700: exactNumber,
  3802: (text) => JSON.parse(text) as unknown,
  1082: asText,
  1083: asText,
  1114: asText,
  1184: asText,
  1266: asText,
};

/** The same as types of the `postgres` driver. */
export const postgresTypes: Record<
  string,
  { to: number; from: number[]; serialize: (value: unknown) => unknown; parse: (text: string) => unknown }
> = Object.fromEntries(
  Object.entries(parsers).map(([oid, parse]) => {
    const to = Number(oid);
    const serialize = to === 114 || to === 3802 ? toJsonText : toText;
    return [`oid${oid}`, { to, from: [to], serialize, parse }];
  }),
);

/** By name, over those of @supabase/lite, which would write the JSON text that it has made as a JSON string. */
export const liteTypes: typeof postgresTypes = Object.fromEntries(
  [114, 3802].map((to) => [
    to === 114 ? 'json' : 'jsonb',
    { to, from: [to], serialize: toJsonText, parse: (text) => JSON.parse(text) as unknown },
  ]),
);
