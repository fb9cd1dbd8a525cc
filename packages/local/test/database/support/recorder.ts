import assert from 'node:assert/strict';
import { type Database, EngineError, openDatabase, type Session } from '../../../src/index.ts';
import { ACCOUNTS, TENANT_A } from './actors.ts';

/** What record_readings answers. */
export interface Answer {
  stored: number;
  duplicate: number;
  duplicates: number[];
  refused: unknown[];
}

/** A PostgreSQL of its own with several sessions, or undefined where none can run. PGlite has one session only. */
export async function openSessions(): Promise<Database | undefined> {
  try {
    return await openDatabase({ dataDir: 'memory', engine: 'postgres' });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return undefined;
  }
}

/** Makes the rest of a transaction that of a member. */
export async function actAs(session: Session, actor: 'adminA' | 'maintenanceA'): Promise<void> {
  const sub = ACCOUNTS[actor];
  await session.exec(
    `select set_config('request.jwt.claims', '{"sub": "${sub}", "role": "authenticated"}', true),
       set_config('request.jwt.claim.sub', '${sub}', true);
     set local role authenticated`,
  );
}

/** Records a batch as maintenanceA, in a session and a transaction of its own. */
export function record(db: Database, readings: unknown[]): Promise<Answer> {
  return db.transaction(async (session) => {
    await actAs(session, 'maintenanceA');
    const rows = await session.query<{ a: Answer }>('select public.record_readings($1) as a', [
      JSON.stringify(readings),
    ]);
    assert.ok(rows[0]);
    return rows[0].a;
  });
}

/** The machines of tenant A. */
export async function machinesOfA(db: Database): Promise<string[]> {
  const rows = await db.query<{ id: string }>('select id from public.machines where tenant_id = $1', [
    TENANT_A,
  ]);
  return rows.map(({ id }) => id);
}
