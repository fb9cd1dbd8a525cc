import type { Connection } from '@supabase/lite';

/**
 * Keeps @supabase/lite from opening every table. On its first request it would `grant all` on each schema that has a
 * row level security policy, `private` and `auth` among them, to `anon` and `authenticated`, and would so undo every
 * explicit grant of the migrations. It does this once per connection, while this private state says "unknown"; with
 * "active" it switches roles per request, as it should, and grants nothing.
 */
export function keepExplicitGrants(connection: Connection): void {
  const inner = connection as unknown as { rlsState?: string };
  if (inner.rlsState !== 'unknown') {
    throw new Error(
      'This version of @supabase/lite handles roles differently: check that it grants nothing by itself',
    );
  }
  inner.rlsState = 'active';
}
