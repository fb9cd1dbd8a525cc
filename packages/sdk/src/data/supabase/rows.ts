import type { Database } from './database.types.ts';
import type { Answer } from './requests.ts';
import type { Rest, RestRequest } from './rest.ts';

type Tables = Database['public']['Tables'];
export type TableName = string & keyof Tables;
type Column<TName extends TableName> = string & keyof Tables[TName]['Row'];
type Value<TName extends TableName, TColumn extends Column<TName>> = NonNullable<
  Tables[TName]['Row'][TColumn & keyof Tables[TName]['Row']]
>;
/** Columns of a row that belongs to this one: `latest:machine_latest(timestamp,rpm)`. */
type Embedded = `${string}:${TableName}(${string})`;

/**
 * Rows of one table: which, in which order, and what becomes of them. Sent by `first` or `all`.
 * https://docs.postgrest.org/en/stable/references/api/tables_views.html
 */
export class Rows<TName extends TableName> {
  readonly #rest: Rest;
  readonly #table: TName;
  readonly #parameters: URLSearchParams = new URLSearchParams();
  #request: Omit<RestRequest, 'path'> = { method: 'GET' };

  constructor(rest: Rest, table: TName) {
    this.#rest = rest;
    this.#table = table;
  }

  /** What is told of the rows; all columns without it. */
  select(...columns: (Column<TName> | '*' | Embedded)[]): this {
    return this.#with('select', columns.join(','));
  }

  insert(row: Tables[TName]['Insert']): this {
    return this.#change({ method: 'POST', body: row });
  }

  update(columns: Tables[TName]['Update']): this {
    return this.#change({ method: 'PATCH', body: columns });
  }

  delete(): this {
    return this.#change({ method: 'DELETE' });
  }

  eq<TColumn extends Column<TName>>(column: TColumn, value: Value<TName, TColumn>): this {
    return this.#with(column, `eq.${value}`);
  }

  isNull(column: Column<TName>): this {
    return this.#with(column, 'is.null');
  }

  /** From `value` on. */
  gte<TColumn extends Column<TName>>(column: TColumn, value: Value<TName, TColumn>): this {
    return this.#with(column, `gte.${value}`);
  }

  /** Before `value`. */
  lt<TColumn extends Column<TName>>(column: TColumn, value: Value<TName, TColumn>): this {
    return this.#with(column, `lt.${value}`);
  }

  /** Texts in which a regular expression is found, whatever the case. */
  matches(column: Column<TName>, expression: string): this {
    return this.#with(column, `imatch.${expression}`);
  }

  /** Any of several filters, as PostgREST writes them. */
  or(filters: string): this {
    return this.#with('or', `(${filters})`);
  }

  /** Sorted by each of these: `created_at.desc`. */
  order(...columns: `${Column<TName>}.${'asc' | 'desc'}`[]): this {
    return this.#with('order', columns.join(','));
  }

  limit(count: number): this {
    return this.#with('limit', String(count));
  }

  all(signal: AbortSignal): Promise<Answer> {
    return this.#rest.send({ ...this.#request, path: `${this.#table}?${this.#parameters}` }, signal);
  }

  /** The only one that there can be, or null. */
  async first(signal: AbortSignal): Promise<Answer> {
    const answer = await this.all(signal);
    return Array.isArray(answer.data) ? { ...answer, data: answer.data[0] ?? null } : answer;
  }

  /** Whoever changes rows is told them. */
  #change(request: Omit<RestRequest, 'path' | 'prefer'>): this {
    this.#request = { ...request, prefer: 'return=representation' };
    return this;
  }

  #with(name: string, value: string): this {
    this.#parameters.append(name, value);
    return this;
  }
}
