import { PostgrestClient } from '@supabase/postgrest-js';
import type { Database } from './database.types.ts';

/** The database with the types that are generated from the migrations: a changed column or call does not compile. */
export type NexusRest = PostgrestClient<Database>;

/** Where the server is. */
export interface ServerAddress {
  /** Base URL of the project, without a slash at the end. */
  url: string;
  publishableKey: string;
}

/** The one place where a client of the database's API is made. */
export function createRest({ url, publishableKey }: ServerAddress, fetchAsPerson: typeof fetch): NexusRest {
  return new PostgrestClient<Database>(`${url}/rest/v1`, {
    headers: { apikey: publishableKey, authorization: `Bearer ${publishableKey}` },
    fetch: fetchAsPerson,
    // The query cache decides about retries; twice would multiply them.
    retry: false,
  });
}
