import * as v from 'valibot';
import { objectSchema } from '../json-schema.ts';
import { source } from '../references.ts';
import { MACHINE_IDS, machineIds } from './machine-ids.ts';
import { METRICS, type Metric, rounded, UNITS } from './metrics.ts';
import { isoOf, machineNames, rowsOf } from './rows.ts';
import { NotVisible, type Tool } from './tool.ts';

const args = v.strictObject({ machineIds });

type Row = { machine_id: string; timestamp: string } & Record<Metric, number | null>;

/** The newest reading of machines. */
export const latest: Tool<v.InferOutput<typeof args>> = {
  name: 'latest',
  description: 'The newest value of each metric of machines, with its time.',
  parameters: objectSchema({ machineIds: MACHINE_IDS }),
  args,
  run: async ({ machineIds: ids }, kit) => {
    const names = await machineNames(ids, kit);
    if (names.size === 0) throw new NotVisible('machine');
    const rows = await rowsOf<Row>(
      kit.database
        .from('machine_latest')
        .select('machine_id, timestamp, vibration, temperature, rpm, power_kwh')
        .in('machine_id', [...names.keys()])
        .abortSignal(kit.signal),
    );
    return {
      about: {
        machines: [...names].map(([machineId, name]) => ({ machineId, name })),
        notFound: ids.filter((id) => !names.has(id)),
      },
      items: rows.flatMap((row) =>
        METRICS.filter((metric) => row[metric] !== null).map((metric) => ({
          from: source({
            machineId: row.machine_id,
            machineName: names.get(row.machine_id) ?? null,
            metric,
            from: isoOf(row.timestamp),
            to: isoOf(row.timestamp),
          }),
          data: {
            machineId: row.machine_id,
            metric,
            value: rounded(row[metric]),
            unit: UNITS[metric],
            at: isoOf(row.timestamp),
          },
        })),
      ),
    };
  },
};
