import type { Database } from './engine/database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Runs the database's own maintenance, `private.run_maintenance()`, at the start and once a day: partitions ahead and
 * retention. On Supabase pg_cron does this. A database without that function needs none.
 *
 * @returns how to stop
 */
export function scheduleMaintenance(
  database: Database,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const maintain = async (): Promise<void> => {
    const [found] = await database.query<{ name: string | null }>(
      `select to_regprocedure('private.run_maintenance()')::text as name`,
    );
    if (found?.name) await database.query('select private.run_maintenance()');
  };
  const run = (): void => {
    running = maintain().catch(failed);
  };
  run();
  const timer = setInterval(run, DAY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
