import { Refusal } from '../../internal/refusal.ts';
import type { Database } from '../../internal/supabase.ts';
import { rowsOf } from '../tools/rows.ts';

/** @throws Refusal 404 for a machine that the caller does not see */
export async function requireMachine(id: string, database: Database): Promise<void> {
  const rows = await rowsOf(database.from('machines').select('id').eq('id', id));
  if (rows.length > 0) return;
  throw new Refusal(404, {
    code: 'not_found',
    message: 'There is no such machine in this tenant.',
    details: { what: 'machine' },
  });
}
