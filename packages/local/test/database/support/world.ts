import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type Database, openDatabase, type Session } from '../../../src/index.ts';
import { ACCOUNTS, type Actor } from './actors.ts';

type Row = Record<string, unknown>;

/** A deed of an actor: SQL, its parameters, and what Realtime would have set. */
export interface Deed {
  readonly params?: readonly unknown[];
  /** Settings of the statement's transaction, as the API services make them. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** One test's view of the database. Everything in it is rolled back at the end. */
export interface World {
  /** Runs a statement as the API would for this actor: its role, its claims. */
  as<T extends Row = Row>(actor: Actor, sql: string, deed?: Deed): Promise<T[]>;
  /** Runs a statement as the database's owner, to set a scene or to look at what really happened. */
  owner<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Asserts that the deed fails with this SQLSTATE. */
  refused(code: string, actor: Actor, sql: string, deed?: Deed): Promise<void>;
  /** Asserts that the deed returns or touches no row. */
  nothing(actor: Actor, sql: string, deed?: Deed): Promise<void>;
}

const ROLLBACK = Symbol('the end of a test');

/** Which engine the suite runs on: `NEXUS_TEST_ENGINE=pglite|postgres`, default pglite. */
const ENGINE: 'pglite' | 'postgres' = process.env.NEXUS_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite';

/** A server to run on instead, such as another version of PostgreSQL: `NEXUS_TEST_DATABASE_URL=postgres://…`. */
const SERVER: string | undefined = process.env.NEXUS_TEST_DATABASE_URL;

let opened: Database | undefined;

// One database for all topics: opening it costs more than most of them.
before(async () => {
  opened = await openDatabase(
    SERVER === undefined ? { dataDir: 'memory', engine: ENGINE } : { databaseUrl: SERVER },
  );
  await opened.query(
    `insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', 'stranger@example.com') on conflict (id) do nothing`,
    [ACCOUNTS.stranger],
  );
});
after(() => opened?.close());

/** The seeded database with one addition, a stranger who signed up and belongs nowhere. Open while tests run. */
export function database(): Database {
  assert.ok(opened, 'the database is open while tests run');
  return opened;
}

/**
 * Runs one test in a transaction that is rolled back.
 *
 * @example
 * it('shows a member the own machines', () => inWorld(async (world) => { … }));
 */
export async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  try {
    await database().transaction(async (session) => {
      await work(createWorld(session));
      throw ROLLBACK;
    });
  } catch (error) {
    if (error !== ROLLBACK) throw error;
  }
}

function createWorld(session: Session): World {
  const world: World = {
    owner: (sql, params) => session.query(sql, params),
    as: async (actor, sql, deed = {}) => {
      await session.exec('savepoint deed');
      try {
        await session.exec(impersonation(actor, deed.settings));
        const rows = await session.query<never>(sql, deed.params);
        // A deferred or statement-end failure belongs to the deed; so does the role, which ends with it.
        await session.exec(`reset role; ${FORGET} release savepoint deed`);
        return rows;
      } catch (error) {
        await session.exec('rollback to savepoint deed; release savepoint deed');
        throw error;
      }
    },
    refused: async (code, actor, sql, deed) => {
      const error = await world.as(actor, sql, deed).then(
        () => null,
        (reason: unknown) => reason as { code?: string; message: string },
      );
      assert.ok(error, `${actor} was not refused: ${sql}`);
      assert.equal(error.code, code, `${actor}: ${sql}: ${error.message}`);
    },
    nothing: async (actor, sql, deed) => {
      assert.deepEqual(await world.as(actor, sql, deed), [], `${actor} got rows: ${sql}`);
    },
  };
  return world;
}

const CLAIMS = ['request.jwt.claims', 'request.jwt.claim.sub', 'request.jwt.claim.role'];
const FORGET = CLAIMS.map((name) => `select set_config('${name}', '', true);`).join(' ');

function impersonation(actor: Actor, settings: Readonly<Record<string, string>> = {}): string {
  const sub = ACCOUNTS[actor] ?? '';
  const role = actor === 'anon' || actor === 'service_role' ? actor : 'authenticated';
  const claims = JSON.stringify(sub === '' ? { role } : { sub, role });
  const values = {
    'request.jwt.claims': claims,
    'request.jwt.claim.sub': sub,
    'request.jwt.claim.role': role,
    ...settings,
  };
  const calls = Object.entries(values).map(
    ([name, value]) => `select set_config('${name}', '${value}', true);`,
  );
  return `${calls.join(' ')} set local role ${role}`;
}
