import type { Database, Session } from '../../packages/local/src/index.ts';
import type { BenchRow } from '../run.ts';

/** Times of one way of doing something, in ms. */
export interface Times {
  readonly min: number;
  /** Lower quartile: what rows of the bench show. On a busy machine it moves far less than the median. */
  readonly quartile: number;
  readonly median: number;
}

/** How the bench tells what it is doing; the long ones would otherwise look stuck. */
export const say = (text: string): void => console.error(text);

/**
 * Measures ways of doing the same thing in turns, so that a busy moment hits all of them, with the order turned round
 * every other round. The first round is thrown away.
 */
export async function inTurns<Way extends string>(
  rounds: number,
  ways: Readonly<Record<Way, () => Promise<number>>>,
): Promise<Record<Way, Times>> {
  const names = Object.keys(ways) as Way[];
  const values = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const value = await ways[name]();
      if (round > 0) values.get(name)?.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, timesOf(values.get(name) ?? [])])) as Record<
    Way,
    Times
  >;
}

export function timesOf(values: readonly number[]): Times {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { min: at(0), quartile: at(0.25), median: at(0.5) };
}

/** Runs `work` and answers how many ms it took, as the caller waits for it. */
export async function clocked(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

interface Explained {
  readonly 'Planning Time': number;
  readonly 'Execution Time': number;
  readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
}

async function explain(session: Session, options: string, sql: string): Promise<Explained> {
  const [row] = await session.query<{ 'QUERY PLAN': Explained[] }>(
    `explain (analyze, timing off, format json${options}) ${sql}`,
  );
  const explained = row?.['QUERY PLAN'][0];
  if (!explained) throw new Error(`no plan for ${sql}`);
  return explained;
}

/** ms that the server spends on planning and running a statement, without the way there and back. */
export async function serverTime(session: Session, sql: string): Promise<number> {
  const explained = await explain(session, '', sql);
  return explained['Planning Time'] + explained['Execution Time'];
}

/** Pages of 8 kB that a statement looks at, wherever it finds them. */
export async function pagesOf(session: Session, sql: string): Promise<number> {
  const { Plan } = await explain(session, ', buffers', sql);
  return Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
}

/** The only value of the only row. */
export async function one<Value>(session: Session, sql: string, params?: readonly unknown[]): Promise<Value> {
  const [row] = await session.query<Record<string, Value>>(sql, params);
  return Object.values(row ?? {})[0] as Value;
}

/** Runs `work` in a transaction as a signed-in user, the way the API does: role and claims first. */
export function asMember<T>(db: Database, user: string, work: (session: Session) => Promise<T>): Promise<T> {
  return db.transaction(async (session) => {
    await session.exec(
      `select set_config('request.jwt.claims', '{"sub":"${user}","role":"authenticated"}', true); set local role authenticated`,
    );
    return work(session);
  });
}

/** As {@link asMember} with the same number of steps, but as the owner, whom no policy binds. */
export function asOwner<T>(db: Database, work: (session: Session) => Promise<T>): Promise<T> {
  return db.transaction(async (session) => {
    await session.exec(`select set_config('request.jwt.claims', '', true); set local role none`);
    return work(session);
  });
}

const rounded = (value: number): number => Number(value.toPrecision(value < 1 ? 2 : 3));

/** What {@link row} takes. */
export interface Given {
  readonly case: string;
  readonly ours: number;
  readonly peers?: Readonly<Record<string, number>>;
  /** Default: ours by the smallest peer. */
  readonly ratio?: number;
  /** What may be at most: the ratio, or `ours` itself. None: for information. */
  readonly limit?: { readonly ratio: number } | { readonly ours: number };
  readonly target?: string;
  /** Told on stderr only. */
  readonly detail?: string;
}

/** A row of the table. Also told at once. */
export function row(given: Given): BenchRow {
  const { peers = {}, limit } = given;
  const best = Math.min(...Object.values(peers));
  const ratio = given.ratio ?? (Number.isFinite(best) ? given.ours / best : null);
  const isWithin =
    limit === undefined ||
    ('ratio' in limit ? ratio !== null && ratio <= limit.ratio : given.ours <= limit.ours);
  const made: BenchRow = {
    case: given.case,
    ours: rounded(given.ours),
    peers: Object.fromEntries(Object.entries(peers).map(([name, value]) => [name, rounded(value)])),
    limit: limit === undefined ? null : 'ratio' in limit ? limit.ratio : limit.ours,
    ratio: ratio === null ? null : rounded(ratio),
    target: given.target ?? 'for information',
    pass: isWithin,
  };
  say(
    `  ${made.pass ? ' ' : '!'} ${made.case}: ${made.ours} ${JSON.stringify(made.peers)} ratio ${made.ratio} ${given.detail ?? ''}`,
  );
  return made;
}
