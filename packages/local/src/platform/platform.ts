import { App, type Connection, setExperimental } from '@supabase/lite';
import type { Database } from '../engine/database.ts';
import { AUTH_SQL } from './auth.sql.ts';
import { REALTIME_SQL } from './realtime.sql.ts';
import { ROLES_SQL } from './roles.sql.ts';
import { VAULT_SQL } from './vault.sql.ts';

/** Any non-null value makes @supabase/lite provision its storage schema. */
const PROVISIONING_ONLY = {};

/**
 * Brings the schemas that every Supabase project has: roles, extensions, `auth`, `storage`, `realtime`, `vault` and the
 * migration history. Runs at every start, and changes nothing the second time.
 */
export async function ensurePlatform(database: Database): Promise<void> {
  // The first `init` of the process prints a warning for each experiment that is on. Ours is told in our documentation.
  await new App({ connection: database.connection as Connection }).init();
  // An environment variable would be read too early, at the import of the library.
  setExperimental('storage', true);
  const app = new App({
    connection: database.connection as Connection,
    auth: { enabled: true, jwt_secret: 'used-for-provisioning-only-and-never-to-sign-anything' },
    storage: { enabled: true },
  });
  (app as { _storageAdapter?: unknown })._storageAdapter = PROVISIONING_ONLY;
  await database.exclusive(() => app.ensureSystemSchema());
  await database.transaction(async (session) => {
    await session.exec(ROLES_SQL);
    await session.exec(AUTH_SQL);
    await session.exec(REALTIME_SQL);
    await session.exec(VAULT_SQL);
  });
}
