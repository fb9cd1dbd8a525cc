import assert from 'node:assert/strict';
import type { Actor } from './actors.ts';
import type { World } from './world.ts';

/** What a refused call carries. `detail` is parsed where it is JSON. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly detail: Record<string, unknown>;
}

/** Calls a function as an actor and returns its one value. */
export async function call<T>(
  world: World,
  actor: Actor,
  expression: string,
  params: readonly unknown[] = [],
): Promise<T> {
  const rows = await world.as<{ a: T }>(actor, `select ${expression} as a`, { params });
  return rows[0]?.a as T;
}

/** Runs a statement that must fail, and returns how. */
export async function refusal(
  world: World,
  actor: Actor,
  sql: string,
  params: readonly unknown[] = [],
): Promise<Refusal> {
  const error = await world.as(actor, sql, { params }).then(
    () => null,
    (reason: unknown) => reason as { code: string; message: string; hint?: string; detail?: string },
  );
  assert.ok(error, `${actor} was not refused: ${sql}`);
  const detail = error.detail?.startsWith('{') ? (JSON.parse(error.detail) as Record<string, unknown>) : {};
  return { code: error.code, message: error.message, hint: error.hint, detail };
}

/** Asserts with which SQLSTATE each actor is refused. */
export async function refusedAs(
  world: World,
  sql: string,
  codes: Readonly<Record<string, readonly Actor[]>>,
  params: readonly unknown[] = [],
): Promise<void> {
  for (const [code, actors] of Object.entries(codes)) {
    for (const actor of actors) await world.refused(code, actor, sql, { params });
  }
}

/** Fails as the owner too: the statement must raise this SQLSTATE. What came before in the world stays. */
export async function ownerRefused(world: World, code: string, sql: string): Promise<void> {
  await world.owner('savepoint owners_deed');
  const error = await world.owner(sql).then(
    () => null,
    (reason: unknown) => reason as { code: string; message: string },
  );
  await world.owner('rollback to savepoint owners_deed');
  assert.ok(error, `the owner was not refused: ${sql}`);
  assert.equal(error.code, code, `${sql}: ${error.message}`);
}
