import * as v from 'valibot';
import { objectSchema } from '../json-schema.ts';
import { source } from '../references.ts';
import { containing, rowsOf } from './rows.ts';
import type { Tool } from './tool.ts';

const STATUSES = ['running', 'idle', 'fault', 'maintenance', 'offline'] as const;
const MOST = 100;

const args = v.strictObject({
  search: v.optional(v.pipe(v.string(), v.maxLength(100))),
  status: v.optional(v.picklist(STATUSES)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST)), 50),
});

interface Row {
  id: string;
  name: string;
  type: string | null;
  status: string;
  external_id: string | null;
  health_score: number | null;
  line: string | null;
}

/** Which machines there are. */
export const listMachines: Tool<v.InferOutput<typeof args>> = {
  name: 'list_machines',
  description:
    'Lists machines with id, name, type, status, line and health score (0 worst to 100 best), the worst first. Use it to find the id of a machine that is named.',
  parameters: objectSchema(
    {
      search: { type: 'string', description: 'A part of the name.' },
      status: { type: 'string', enum: STATUSES },
      limit: { type: 'integer', minimum: 1, maximum: MOST, description: '50 when missing.' },
    },
    ['search', 'status', 'limit'],
  ),
  args,
  run: async ({ search, status, limit }, { database, signal }) => {
    const query = database
      .from('machines')
      .select('id, name, type, status, external_id, health_score, line:metadata->>line')
      .order('health_score', { ascending: true, nullsFirst: false })
      .order('name')
      .limit(limit + 1)
      .abortSignal(signal);
    if (search) query.ilike('name', containing(search));
    if (status) query.eq('status', status);
    const rows = await rowsOf<Row>(query);
    return {
      about: { thereAreMore: rows.length > limit },
      items: rows.slice(0, limit).map((row) => ({
        from: source({ machineId: row.id, machineName: row.name, metric: 'status' }),
        data: {
          machineId: row.id,
          name: row.name,
          type: row.type,
          status: row.status,
          plantId: row.external_id,
          line: row.line,
          healthScore: row.health_score,
        },
      })),
    };
  },
};
