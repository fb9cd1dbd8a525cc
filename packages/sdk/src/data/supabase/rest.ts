import type { Database } from './database.types.ts';
import type { Answer } from './requests.ts';
import { Rows, type TableName } from './rows.ts';

type Functions = Database['public']['Functions'];
type Given<TArgs> = [TArgs] extends [never] ? [] : [args: TArgs];

/** Where the server is. */
export interface ServerAddress {
  /** Base URL of the project, without a slash at the end. */
  url: string;
  publishableKey: string;
}

/** One request to PostgREST. */
export interface RestRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind `/rest/v1/`, with its parameters. */
  path: string;
  body?: unknown;
  /** What else the server is asked for: https://docs.postgrest.org/en/stable/references/api/preferences.html */
  prefer?: string;
}

/**
 * The database's API, with the types that are generated from the migrations: a changed column or call does not compile.
 * Nothing is tried again here: the query cache decides about that, and twice would multiply it.
 */
export class Rest {
  readonly #server: ServerAddress;
  readonly #fetch: typeof fetch;

  constructor(server: ServerAddress, fetchAsPerson: typeof fetch) {
    this.#server = server;
    this.#fetch = fetchAsPerson;
  }

  /** Calls a function of the database. */
  rpc<TName extends string & keyof Functions>(
    name: TName,
    signal: AbortSignal,
    ...[args]: Given<Functions[TName]['Args']>
  ): Promise<Answer> {
    return this.send({ method: 'POST', path: `rpc/${name}`, body: args ?? {} }, signal);
  }

  /** Rows of a table, to be read or changed. */
  from<TName extends TableName>(table: TName): Rows<TName> {
    return new Rows(this, table);
  }

  /** Never rejects: what `fetch` rejected with is the answer's error. */
  async send({ method, path, body, prefer }: RestRequest, signal: AbortSignal): Promise<Answer> {
    const { url, publishableKey } = this.#server;
    const init: RequestInit = {
      method,
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${publishableKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(prefer === undefined ? {} : { prefer }),
      },
      signal,
    };
    if (body !== undefined) init.body = JSON.stringify(body);
    try {
      const response = await this.#fetch(`${url}/rest/v1/${path}`, init);
      const { ok, status } = response;
      const text = await response.text();
      const answer = parsed(text);
      // A text where JSON was expected: something else answered.
      if (answer === undefined) return { data: null, error: { message: text }, status };
      return ok
        ? { data: answer, error: null, status }
        : { data: null, error: answer ?? { message: text }, status };
    } catch (error) {
      return { data: null, error, status: 0 };
    }
  }
}

/** Null for an answer without a body, undefined for one that is no JSON. */
function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
