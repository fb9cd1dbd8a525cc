import type { Claims } from '../auth/access-token.ts';
import { actAs } from '../auth/act-as.ts';
import type { Database, Session } from '../engine/database.ts';

/** What a token's holder may do on a topic. */
export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
  readonly readPresence: boolean;
  readonly writePresence: boolean;
}

/** Carries the answer out of a transaction that must not commit. */
class RolledBack extends Error {
  readonly rights: Rights;
  constructor(rights: Rights) {
    super('rolled back on purpose');
    this.rights = rights;
  }
}

/**
 * Asks row level security on `realtime.messages`, as hosted Realtime does: can this user see a message on this topic (the
 * select policies), and add one (the insert policies)? The probe is rolled back, so nobody hears of it.
 */
export async function authorize(database: Database, topic: string, claims: Claims): Promise<Rights> {
  try {
    return await database.transaction(async (session) => {
      throw new RolledBack(await probe(session, topic, claims));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.rights;
    throw error;
  }
}

async function probe(session: Session, topic: string, claims: Claims): Promise<Rights> {
  await session.query(
    `insert into realtime.messages (topic, extension) values ($1, 'broadcast'), ($1, 'presence')`,
    [topic],
  );
  await actAs(session, claims, { 'realtime.topic': topic });
  const visible = await session.query<{ extension: string }>(
    'select distinct extension from realtime.messages where topic = $1 and event is null and inserted_at = now()',
    [topic],
  );
  const sees = new Set(visible.map((row) => row.extension));
  return {
    read: sees.has('broadcast'),
    readPresence: sees.has('presence'),
    write: await mayInsert(session, topic, 'broadcast'),
    writePresence: await mayInsert(session, topic, 'presence'),
  };
}

async function mayInsert(session: Session, topic: string, extension: string): Promise<boolean> {
  await session.exec('savepoint probe');
  try {
    await session.query('insert into realtime.messages (topic, extension) values ($1, $2)', [
      topic,
      extension,
    ]);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false;
    throw error;
  } finally {
    await session.exec('rollback to savepoint probe');
  }
}
