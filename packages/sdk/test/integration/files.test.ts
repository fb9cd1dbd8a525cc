import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { FILE_RULES } from '../../src/data/file-rules.ts';
import { SupabaseDataService } from '../../src/data/supabase/supabase-data-service.ts';
import { isNexusError } from '../../src/errors/nexus-error.ts';
import type { DocumentListParams, QualityListParams } from '../../src/types/index.ts';
import { contentOf } from '../support/file-content.ts';
import { startTestStack, who } from '../support/stack.ts';
import { rejectsWith } from '../support/waiting.ts';

const MACHINE = 'a1000000-0000-4000-8000-000000020001';
const MACHINE_OF_OTHERS = 'b2000000-0000-4000-8000-000000020001';
const NAMES = [
  '100% Prüfung.txt',
  '100 Stück.txt',
  'a_b.txt',
  'axb.txt',
  'a*b.txt',
  'back\\slash.txt',
  'quote"d, (first).txt',
  "it's [7].txt",
  'plus+minus.txt',
  'Größe 😀.txt',
] as const;

const png = (content: string): Blob => new Blob([content], { type: 'image/png' });

describe('documents and quality images', () => {
  let stack: Stack;
  let admin: SupabaseDataService;
  let ceo: SupabaseDataService;
  let stranger: SupabaseDataService;
  const opened: SupabaseDataService[] = [];

  const open = async (mailbox: string, tenant: 'alpenwerk' | 'rio-bravo'): Promise<SupabaseDataService> => {
    const data = new SupabaseDataService({ url: stack.url, publishableKey: stack.publishableKey });
    opened.push(data);
    await data.signIn(who(mailbox, tenant));
    return data;
  };
  const store = (name: string, params = {}, type = 'text/plain') =>
    admin.files.documents.upload(new File([name], name, { type }), params);
  const found = async (params: DocumentListParams): Promise<string[]> =>
    (await admin.files.documents.list(params)).items.map(({ name }) => name);

  before(async () => {
    stack = await startTestStack();
    admin = await open('admin', 'alpenwerk');
    ceo = await open('ceo', 'alpenwerk');
    stranger = await open('admin', 'rio-bravo');
    for (const name of NAMES) await store(name);
  });
  after(async () => {
    await Promise.all(opened.map((data) => data.close()));
    await stack?.stop();
  });

  it('know the rules of the buckets as the migrations say them', async () => {
    const rows = await stack.db.query<{ id: string; limit: number; types: string[] }>(
      'select id, file_size_limit as limit, allowed_mime_types as types from storage.buckets',
    );
    const rules = new Map(rows.map(({ id, limit, types }) => [id, { maxBytes: limit, mimeTypes: types }]));
    assert.deepEqual(FILE_RULES.documents, rules.get('documents'));
    assert.deepEqual(FILE_RULES.quality, rules.get('quality-images'));
  });

  it('are listed newest first, page by page, each once, also when many came at the same moment', async () => {
    assert.deepEqual(await found({}), [...NAMES].reverse());
    await stack.db.query(
      `update public.documents set created_at = '2026-11-01 06:00:00.123456+00' where name not like '100%'`,
    );
    const seen: string[] = [];
    let after: string | null | undefined;
    for (let count = 0; count < 10 && after !== null; count += 1) {
      const page = await admin.files.documents.list({ limit: 3, ...(after ? { after } : {}) });
      assert.ok(page.items.length <= 3);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    assert.equal(after, null);
    const rows = await stack.db.query<{ id: string }>(
      'select id from public.documents order by created_at desc, id',
    );
    assert.deepEqual(
      seen,
      rows.map(({ id }) => id),
    );
    const all = await admin.files.documents.list({ limit: NAMES.length });
    assert.deepEqual([all.items.length, all.next], [NAMES.length, null]);
  });

  it('are found by any part of the name, in any case, and by nothing else', async () => {
    const cases: [search: string, names: readonly string[]][] = [
      ['100%', ['100% Prüfung.txt']],
      ['%', ['100% Prüfung.txt']],
      ['PRÜFUNG', ['100% Prüfung.txt']],
      ['_', ['a_b.txt']],
      ['a*b', ['a*b.txt']],
      ['a.b', []],
      ['\\', ['back\\slash.txt']],
      ['"d, (FIRST)', ['quote"d, (first).txt']],
      ["it's [7]", ["it's [7].txt"]],
      ['+', ['plus+minus.txt']],
      ['😀', ['Größe 😀.txt']],
      ['^a', []],
      ['$', []],
      ['a|b', []],
    ];
    for (const [search, names] of cases) assert.deepEqual(await found({ search }), names, search);
    assert.equal((await found({ search: '.TXT' })).length, NAMES.length);
    assert.equal((await found({ search: '' })).length, NAMES.length);
  });

  it('are listed by machine and by type', async () => {
    const { id } = await store('of a machine.json', { machineId: MACHINE }, 'application/json');
    assert.deepEqual(await found({ machineId: MACHINE }), ['of a machine.json']);
    assert.deepEqual(await found({ machineId: MACHINE_OF_OTHERS }), []);
    assert.deepEqual(await found({ mimeType: 'application/json' }), ['of a machine.json']);
    assert.deepEqual(await found({ mimeType: 'application/json', search: 'stück' }), []);
    await admin.files.documents.delete(id);
  });

  it('refuse a page that cannot be', async () => {
    for (const limit of [0, 201, 1.5, Number.NaN]) {
      await rejectsWith(admin.files.documents.list({ limit }), 'validation_failed');
      await rejectsWith(admin.files.quality.list({ limit }), 'validation_failed');
    }
    for (const after of ['', 'x', '2026-11-01|x"),or(id.neq.0', '1|2|3"']) {
      await rejectsWith(admin.files.documents.list({ after }), 'validation_failed');
    }
    await rejectsWith(admin.files.documents.list({ machineId: 'x' }), 'validation_failed');
  });

  it('list quality images by capture time, machine and result', async () => {
    const { quality } = admin.files;
    const days = ['2026-11-02', '2026-11-01', '2026-11-03'];
    const ids = new Map<string, string>();
    for (const day of days) {
      const params = { name: day, capturedAt: `${day}T06:00:00Z`, machineId: MACHINE };
      ids.set(day, (await quality.upload(png(day), params)).id);
    }
    const list = async (params: QualityListParams): Promise<string[]> =>
      (await quality.list(params)).items.map(({ name }) => name);
    assert.deepEqual(await list({}), ['2026-11-03', '2026-11-02', '2026-11-01']);
    const first = await quality.list({ limit: 2 });
    assert.deepEqual(await list({ limit: 2, after: first.next ?? '' }), ['2026-11-01']);
    const from = '2026-11-02T06:00:00Z';
    assert.deepEqual(await list({ from }), ['2026-11-03', '2026-11-02']);
    assert.deepEqual(await list({ to: from }), ['2026-11-01']);
    await quality.update(ids.get('2026-11-01') ?? '', { result: 'fail' });
    assert.deepEqual(await list({ result: 'fail' }), ['2026-11-01']);
    assert.deepEqual(await list({ result: 'none' }), ['2026-11-03', '2026-11-02']);
    assert.deepEqual(await list({ result: 'pass' }), []);
    assert.equal((await list({ machineId: MACHINE })).length, 3);
    for (const id of ids.values()) await quality.delete(id);
    assert.deepEqual(await list({}), []);
  });

  it('keep what a person found on a picture, and tell it as his', async () => {
    const { quality } = admin.files;
    const { id } = await quality.upload(png('inspected'), { name: 'inspected' });
    const defects = [{ label: 'Riss', confidence: 0.5, box: [0, 0.25, 0.5, 1] as const }];
    const inspected = await quality.update(id, { result: 'review', defects, notes: 'an der Kante' });
    assert.deepEqual(
      [inspected.result, inspected.defects, inspected.notes, inspected.inspectedBy],
      ['review', defects, 'an der Kante', 'person'],
    );
    assert.ok(inspected.inspectedAt);
    assert.deepEqual(await quality.get(id), inspected);
    const taken = await quality.update(id, { result: null, notes: null });
    assert.deepEqual(
      [taken.result, taken.inspectedBy, taken.inspectedAt, taken.notes],
      [null, null, null, null],
    );
    await rejectsWith(quality.update(id, { notes: '' }), 'validation_failed');
    await rejectsWith(quality.update(id, { result: 'good' as 'pass' }), 'validation_failed');
    for (const broken of [
      { label: '', confidence: 1, box: [0, 0, 1, 1] as const },
      { label: 'x', confidence: 2, box: [0, 0, 1, 1] as const },
      { label: 'x', confidence: 1, box: [0, 0, 1, Number.NaN] as const },
    ]) {
      await rejectsWith(quality.update(id, { defects: [broken] }), 'validation_failed');
    }
    const many = Array.from({ length: 101 }, () => defects[0] ?? assert.fail());
    await rejectsWith(quality.update(id, { defects: many }), 'validation_failed');
    await quality.delete(id);
  });

  it('change, and never over what somebody else changed', async () => {
    const { documents } = admin.files;
    const stored = await store('first.txt', { description: 'first' });
    const mine = await documents.update(stored.id, { name: 'second.txt' }, { ifUpdatedAt: stored.updatedAt });
    assert.deepEqual([mine.name, mine.description], ['second.txt', 'first']);
    await assert.rejects(
      documents.update(stored.id, { name: 'late.txt' }, { ifUpdatedAt: stored.updatedAt }),
      (error: unknown) => {
        assert.ok(isNexusError(error) && error.code === 'conflict', String(error));
        assert.deepEqual(error.details?.theirs, mine);
        return true;
      },
    );
    const cleared = await documents.update(stored.id, { description: null, machineId: MACHINE });
    assert.deepEqual([cleared.name, cleared.description, cleared.machineId], ['second.txt', null, MACHINE]);
    assert.deepEqual(await documents.update(stored.id, {}), cleared);
    await rejectsWith(documents.update(stored.id, { name: '' }), 'validation_failed');
    await rejectsWith(documents.update(stored.id, { machineId: MACHINE_OF_OTHERS }), 'validation_failed');
    await documents.delete(stored.id);
    await rejectsWith(documents.update(stored.id, { name: 'gone.txt' }), 'not_found');
    await rejectsWith(documents.delete(stored.id), 'not_found');
  });

  it('belong to those who may write them', async () => {
    const stored = await store('read-only.txt');
    const { documents } = ceo.files;
    assert.deepEqual(await documents.get(stored.id), stored);
    await rejectsWith(documents.update(stored.id, { name: 'x' }), 'permission_denied');
    const guarded = { ifUpdatedAt: stored.updatedAt };
    await rejectsWith(documents.update(stored.id, { name: 'x' }, guarded), 'permission_denied');
    await rejectsWith(documents.delete(stored.id), 'permission_denied');
    const sales = await open('sales', 'alpenwerk');
    assert.deepEqual((await sales.files.quality.list({})).items, []);
    await rejectsWith(sales.files.quality.upload(png('x'), {}), 'permission_denied');
    assert.deepEqual(await admin.files.documents.get(stored.id), stored);
    await admin.files.documents.delete(stored.id);
  });

  it('are not there for another tenant', async () => {
    const { id } = await store('secret.txt');
    const { documents, quality } = stranger.files;
    assert.deepEqual((await documents.list({})).items, []);
    for (const files of [documents, quality]) {
      await rejectsWith(files.get(id), 'not_found');
      await rejectsWith(files.update(id, { name: 'mine' }), 'not_found');
      await rejectsWith(files.delete(id), 'not_found');
      await rejectsWith(files.download(id), 'not_found');
      await rejectsWith(files.previewUrl(id, 60), 'not_found');
    }
    await rejectsWith(documents.get('no-uuid'), 'validation_failed');
    await admin.files.documents.delete(id);
  });

  it('come back byte for byte', async () => {
    const bytes = contentOf(300_001);
    const file = new File([bytes], 'bytes.pdf', { type: 'application/pdf' });
    const { id } = await admin.files.documents.upload(file, {});
    const blob = await admin.files.documents.download(id);
    assert.equal(blob.type, 'application/pdf');
    assert.ok(Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(bytes)));
    const given = AbortSignal.abort();
    await rejectsWith(admin.files.documents.download(id, { signal: given }), 'aborted');
    await admin.files.documents.delete(id);
  });

  it('open by a URL for whoever has it, until its time is over', async () => {
    const { documents } = admin.files;
    const stored = await store('shown.txt');
    const url = await documents.previewUrl(stored.id, 600);
    assert.ok(url.startsWith(`${stack.url}/storage/v1/object/sign/documents/`));
    const shown = await fetch(url);
    assert.deepEqual([shown.status, await shown.text()], [200, 'shown.txt']);
    for (const seconds of [0, 604_801, 1.5]) {
      await rejectsWith(documents.previewUrl(stored.id, seconds), 'validation_failed');
    }
    const short = await documents.previewUrl(stored.id, 1);
    const deadline = Date.now() + 10_000;
    while ((await fetch(short)).ok && Date.now() < deadline)
      await new Promise((done) => setTimeout(done, 50));
    assert.notEqual((await fetch(short)).status, 200);
    await documents.delete(stored.id);
    assert.notEqual((await fetch(url)).status, 200);
  });
});
