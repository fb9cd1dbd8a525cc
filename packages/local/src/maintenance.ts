import type { Database } from './engine/database.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The database's own upkeep, each a transaction of its own. On Supabase pg_cron runs these. */
const JOBS = [
  { call: 'private.run_upkeep()', everyMs: MINUTE_MS },
  { call: 'private.run_maintenance()', everyMs: DAY_MS },
  { call: 'private.delete_expired_readings()', everyMs: DAY_MS },
  { call: 'private.rewrite_closed_month()', everyMs: DAY_MS },
] as const;

/**
 * Runs the database's upkeep at the start and then as often as each job asks for, one after the other: roll-ups, usual
 * ranges and silent machines every minute; months, retention and key order daily. A database without a job's function
 * needs none of it.
 *
 * @param failed told of a job that failed; the others go on
 * @returns how to stop; what is running is waited for
 */
export function scheduleMaintenance(
  database: Database,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const run = async (call: string): Promise<void> => {
    if (isStopped) return;
    const [found] = await database.query<{ name: string | null }>('select to_regproc($1)::text as name', [
      call.slice(0, -'()'.length),
    ]);
    if (found?.name) await database.query(`select ${call}`);
  };
  const queue = (call: string): void => {
    running = running.then(() => run(call)).catch(failed);
  };
  const timers = JOBS.map(({ call, everyMs }) => {
    queue(call);
    const timer = setInterval(() => queue(call), everyMs);
    timer.unref();
    return timer;
  });
  return async () => {
    isStopped = true;
    for (const timer of timers) clearInterval(timer);
    await running;
  };
}
