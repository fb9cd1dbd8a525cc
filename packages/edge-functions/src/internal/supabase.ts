// The one door to supabase-js: as the person who asks, so that row level security decides, or as the service.
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { bearerOf } from './bearer.ts';
import { databaseRefusal } from './database-refusal.ts';
import type { Context } from './deps.ts';
import { Refusal } from './refusal.ts';

/** A client for one request. Nothing of it is kept. */
export type Database = SupabaseClient;

/** As the caller: the token of the request, whatever it may. @throws Refusal 401 `not_signed_in` without one */
export function asCaller(request: Request, context: Context): Database {
  const token = bearerOf(request);
  if (token === '') {
    throw new Refusal(401, {
      code: 'not_signed_in',
      message: 'The request carries no sign-in.',
      hint: 'Send authorization: Bearer <access token>.',
    });
  }
  return open(context, setting(context, 'SUPABASE_ANON_KEY'), { authorization: `Bearer ${token}` });
}

/** As the service, past row level security: only through functions that check for themselves. */
export function asService(context: Context): Database {
  return open(context, setting(context, 'SUPABASE_SERVICE_ROLE_KEY'));
}

/** As nobody in particular: for what signs somebody in. */
export function asAnyone(context: Context): Database {
  return open(context, setting(context, 'SUPABASE_ANON_KEY'));
}

/** Calls a database function. @throws Refusal for what the database refuses, with its words */
export async function call<Answer>(
  database: Database,
  name: string,
  args: Record<string, unknown> = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const asked = database.rpc(name, args);
  const { data, error } = await (signal === undefined ? asked : asked.abortSignal(signal));
  if (error) throw databaseRefusal(error);
  return data as Answer;
}

function open(context: Context, key: string, headers: Record<string, string> = {}): Database {
  return createClient(setting(context, 'SUPABASE_URL'), key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: context.fetch, headers: { ...headers, 'x-request-id': context.requestId } },
  });
}

/** A setting without which nothing works. */
function setting(context: Context, name: string): string {
  const value = context.env(name);
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
