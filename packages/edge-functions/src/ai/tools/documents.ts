import * as v from 'valibot';
import { objectSchema } from '../json-schema.ts';
import { source } from '../references.ts';
import { containing, isoOf, machineNames, rowsOf } from './rows.ts';
import { NotVisible, type Tool, type ToolKit } from './tool.ts';

const MOST = 20;
const MOST_CHARACTERS = 8_000;
/** Of a file that is read at all. */
const MOST_BYTES = 2 * 1024 * 1024;
const READABLE = ['text/plain', 'text/csv', 'text/markdown', 'application/json'];

const args = v.strictObject({
  machineId: v.optional(v.pipe(v.string(), v.uuid())),
  documentId: v.optional(v.pipe(v.string(), v.uuid())),
  search: v.optional(v.pipe(v.string(), v.maxLength(100))),
});

interface Row {
  id: string;
  name: string;
  description: string | null;
  machine_id: string | null;
  path: string;
  mime_type: string | null;
  size_bytes: number | null;
  created_at: string;
}

/** What papers there are, and what stands in one. */
export const documents: Tool<v.InferOutput<typeof args>> = {
  name: 'documents',
  description:
    'Lists documents (manuals, protocols) with name and description, the newest first. With documentId it gives the beginning of that document where it is plain text.',
  parameters: objectSchema(
    {
      machineId: { type: 'string', description: 'Only those about this machine.' },
      documentId: { type: 'string', description: 'Only this one, with its text.' },
      search: { type: 'string', description: 'A part of the name.' },
    },
    ['machineId', 'documentId', 'search'],
  ),
  args,
  run: async ({ machineId, documentId, search }, kit) => {
    const query = kit.database
      .from('documents')
      .select('id, name, description, machine_id, path, mime_type, size_bytes, created_at')
      .order('created_at', { ascending: false })
      .limit(MOST)
      .abortSignal(kit.signal);
    if (machineId) query.eq('machine_id', machineId);
    if (documentId) query.eq('id', documentId);
    if (search) query.ilike('name', containing(search));
    const rows = await rowsOf<Row>(query);
    if (documentId && rows.length === 0) throw new NotVisible('document');
    const names = await machineNames(
      rows.map((row) => row.machine_id),
      kit,
    );
    const text = documentId && rows[0] ? await beginningOf(rows[0], kit) : undefined;
    return {
      items: rows.map((row) => ({
        from: source({
          documentId: row.id,
          machineId: row.machine_id,
          machineName: names.get(row.machine_id ?? '') ?? null,
        }),
        data: {
          documentId: row.id,
          name: row.name,
          description: row.description,
          machineId: row.machine_id,
          type: row.mime_type,
          addedAt: isoOf(row.created_at),
          ...(text === undefined ? {} : { text }),
        },
      })),
    };
  },
};

/** Undefined for what is no text, or cannot be read by whoever asks. */
async function beginningOf(row: Row, { database, signal }: ToolKit): Promise<string | undefined> {
  if (!READABLE.includes(row.mime_type ?? '') || (row.size_bytes ?? 0) > MOST_BYTES) return undefined;
  const { data } = await database.storage.from('documents').download(row.path, {}, { signal });
  return (await data?.slice(0, MOST_CHARACTERS * 4).text())?.slice(0, MOST_CHARACTERS);
}
