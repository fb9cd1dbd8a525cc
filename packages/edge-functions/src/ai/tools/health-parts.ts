import * as v from 'valibot';
import { objectSchema } from '../json-schema.ts';
import { source } from '../references.ts';
import { MACHINE_IDS, machineIds } from './machine-ids.ts';
import { isoOf, machineNames, rowsOf } from './rows.ts';
import { NotVisible, type Tool } from './tool.ts';

const args = v.strictObject({ machineIds });

interface Row {
  machine_id: string;
  health_score: number | null;
  health_parts: { name: string; score: number; reason: string; at: string }[];
}

/** Why health scores are what they are. */
export const healthParts: Tool<v.InferOutput<typeof args>> = {
  name: 'health_parts',
  description:
    'The health score of machines (0 worst to 100 best; below 80 degraded, below 50 critical) and each part of it with the reason, the worst first.',
  parameters: objectSchema({ machineIds: MACHINE_IDS }),
  args,
  run: async ({ machineIds: ids }, kit) => {
    const names = await machineNames(ids, kit);
    if (names.size === 0) throw new NotVisible('machine');
    const rows = await rowsOf<Row>(
      kit.database
        .from('machine_latest')
        .select('machine_id, health_score, health_parts')
        .in('machine_id', [...names.keys()])
        .abortSignal(kit.signal),
    );
    return {
      about: {
        machines: rows.map((row) => ({
          machineId: row.machine_id,
          name: names.get(row.machine_id),
          healthScore: row.health_score,
        })),
        notFound: ids.filter((id) => !names.has(id)),
      },
      items: rows.flatMap((row) =>
        row.health_parts.map((part) => ({
          from: source({
            machineId: row.machine_id,
            machineName: names.get(row.machine_id) ?? null,
            metric: 'health',
            from: isoOf(part.at),
            to: isoOf(part.at),
          }),
          data: {
            machineId: row.machine_id,
            healthScore: row.health_score,
            part: part.name,
            score: part.score,
            reason: part.reason,
            at: isoOf(part.at),
          },
        })),
      ),
    };
  },
};
