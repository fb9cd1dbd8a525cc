import type { Database } from '../../packages/local/src/index.ts';
import type { BenchRow } from '../run.ts';
import { clocked, one, row, timesOf } from './measure.ts';

const HOURS = 5000;

/**
 * What the jobs of every minute take: each part with as much to do as it takes at once, then all with nothing to do.
 * Leaves every machine judged, as upkeep would have long ago.
 */
export async function measureUpkeep(db: Database): Promise<BenchRow[]> {
  await db.exec(`insert into private.dirty_hours (tenant_id, machine_id, hour)
    select tenant_id, machine_id, hour from public.telemetry_hourly order by hour desc, machine_id limit ${HOURS} on conflict do nothing`);
  const repair = await clocked(() => db.exec(`select private.repair_rollups(${HOURS})`));

  const learning: number[] = [];
  for (let learned = 1; learned > 0; ) {
    learning.push(
      await clocked(async () => {
        learned = await one<number>(db, 'select private.learn_baselines(1000)');
      }),
    );
  }

  await db.exec(`update public.machine_latest set age_stage = 5`);
  let judged = 0;
  const silence = await clocked(async () => {
    judged = await one<number>(db, 'select private.watch_silence(5000)');
  });

  const idle: number[] = [];
  for (let turn = 0; turn < 10; turn += 1)
    idle.push(await clocked(() => db.exec('select private.run_upkeep()')));
  for (const table of ['telemetry_hourly', 'machine_latest', 'machines'])
    await db.exec(`vacuum (analyze) public.${table}`);
  return [
    row({ case: `upkeep, ms: ${HOURS.toLocaleString('en')} hours repaired`, ours: repair }),
    row({ case: 'upkeep, ms: usual ranges of 1,000 machines', ours: Math.max(...learning.slice(0, -1)) }),
    row({ case: `upkeep, ms: ${judged.toLocaleString('en')} silent machines judged`, ours: silence }),
    row({ case: 'upkeep, ms: nothing to do', ours: timesOf(idle).quartile }),
  ];
}
