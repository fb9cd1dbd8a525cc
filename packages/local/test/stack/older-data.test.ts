import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/index.ts';
import { ALPENWERK, copySupabase, ENGINE, withFolder } from '../support/test-stack.ts';

test('files from before they had rows get them; what lies outside every tenant stays without', () =>
  withFolder(async (dataDir) => {
    const supabaseDir = await copySupabase((config) => config);
    try {
      const migrations = join(supabaseDir, 'migrations');
      for (const file of await readdir(migrations)) {
        if (file >= '20261124') await rm(join(migrations, file));
      }
      const old = await openDatabase({ engine: ENGINE, dataDir, supabaseDir });
      const owner = 'a1000000-0000-4000-8000-000000000101';
      await old.query(
        `insert into storage.objects (bucket_id, name, owner, metadata) values
           ('documents', $1 || '/a/plan.pdf', $2::uuid, '{"size": 7, "mimetype": "application/pdf"}'),
           ('quality-images', $1 || '/part.png', gen_random_uuid(), null),
           ('documents', 'nowhere.pdf', null, null)`,
        [ALPENWERK, owner],
      );
      await old.close();

      const now = await openDatabase({ engine: ENGINE, dataDir });
      const rows = await now.query(
        `select kept.name, kept.size_bytes, kept.mime_type, kept.uploaded_by
         from storage.objects as object
         join (select id, name, size_bytes, mime_type, uploaded_by from public.documents
               union all select id, name, size_bytes, mime_type, uploaded_by from public.quality_images) as kept using (id)
         order by 1`,
      );
      assert.deepEqual(rows, [
        { name: 'part.png', size_bytes: null, mime_type: null, uploaded_by: null },
        { name: 'plan.pdf', size_bytes: 7, mime_type: 'application/pdf', uploaded_by: owner },
      ]);
      // They may go all the same.
      await now.query('delete from storage.objects');
      assert.deepEqual(await now.query('select id from public.documents'), []);
      await now.close();
    } finally {
      await rm(supabaseDir, { recursive: true });
    }
  }));
