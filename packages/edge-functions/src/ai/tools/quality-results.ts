import * as v from 'valibot';
import { isoTime } from '../iso-time.ts';
import { objectSchema } from '../json-schema.ts';
import { source } from '../references.ts';
import { isoOf, machineNames, rowsOf } from './rows.ts';
import type { Tool } from './tool.ts';

const RESULTS = ['pass', 'fail', 'review'] as const;
const MOST = 50;

const args = v.strictObject({
  machineId: v.optional(v.pipe(v.string(), v.uuid())),
  result: v.optional(v.picklist(RESULTS)),
  from: v.optional(isoTime),
  to: v.optional(isoTime),
});

interface Row {
  id: string;
  name: string;
  machine_id: string | null;
  captured_at: string;
  result: string | null;
  defects: { label: string; confidence: number }[];
  notes: string | null;
  inspected_by: string | null;
}

/** What inspections of parts found. */
export const qualityResults: Tool<v.InferOutput<typeof args>> = {
  name: 'quality_results',
  description:
    'Results of quality inspections of parts, with the defects that were found, the newest first; at most 50.',
  parameters: objectSchema(
    {
      machineId: { type: 'string', description: 'Only parts that this machine made.' },
      result: { type: 'string', enum: RESULTS },
      from: { type: 'string', description: 'ISO 8601 with a zone.' },
      to: { type: 'string', description: 'ISO 8601 with a zone.' },
    },
    ['machineId', 'result', 'from', 'to'],
  ),
  args,
  run: async ({ machineId, result, from, to }, kit) => {
    const query = kit.database
      .from('quality_images')
      .select('id, name, machine_id, captured_at, result, defects, notes, inspected_by')
      .order('captured_at', { ascending: false })
      .limit(MOST)
      .abortSignal(kit.signal);
    if (machineId) query.eq('machine_id', machineId);
    if (result) query.eq('result', result);
    if (from) query.gte('captured_at', from);
    if (to) query.lt('captured_at', to);
    const rows = await rowsOf<Row>(query);
    const names = await machineNames(
      rows.map((row) => row.machine_id),
      kit,
    );
    return {
      about: { passed: count(rows, 'pass'), failed: count(rows, 'fail') },
      items: rows.map((row) => ({
        from: source({
          imageId: row.id,
          machineId: row.machine_id,
          machineName: names.get(row.machine_id ?? '') ?? null,
          from: isoOf(row.captured_at),
          to: isoOf(row.captured_at),
        }),
        data: {
          imageId: row.id,
          name: row.name,
          machineId: row.machine_id,
          capturedAt: isoOf(row.captured_at),
          result: row.result ?? 'not inspected',
          defects: row.defects.map(({ label, confidence }) => ({ label, confidence })),
          notes: row.notes,
          inspectedBy: row.inspected_by,
        },
      })),
    };
  },
};

const count = (rows: readonly Row[], result: string): number =>
  rows.filter((row) => row.result === result).length;
