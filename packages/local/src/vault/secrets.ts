import type { Database } from '../engine/database.ts';

/**
 * Keeps a secret in the vault under a name, in place of what was there.
 *
 * @returns whether anything changed
 */
export function keepSecret(database: Database, name: string, value: string): Promise<boolean> {
  return database.transaction(async (session) => {
    const [kept] = await session.query<{ id: string; value: string }>(
      'select id, decrypted_secret as value from vault.decrypted_secrets where name = $1',
      [name],
    );
    if (kept?.value === value) return false;
    if (kept) await session.query('select vault.update_secret($1, $2)', [kept.id, value]);
    else await session.query('select vault.create_secret($1, $2)', [value, name]);
    return true;
  });
}

/** @returns whether there was one */
export async function removeSecret(database: Database, name: string): Promise<boolean> {
  const removed = await database.query('delete from vault.secrets where name = $1 returning id', [name]);
  return removed.length > 0;
}

/** Names only, and when each was last changed. */
export function listSecrets(database: Database): Promise<{ name: string; updated: string }[]> {
  return database.query(
    `select name, to_char(updated_at, 'YYYY-MM-DD HH24:MI "UTC"') as updated from vault.secrets where name is not null order by name`,
  );
}
