import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataService } from '../../src/data/data-service.ts';
import type { QualityImage, StoredDocument } from '../../src/types/index.ts';
import { rejectsWith } from '../support/waiting.ts';
import { type Suite, UNKNOWN_ID } from './suite.ts';

const text = (content: string, name: string = 'notes.txt'): File =>
  new File([content], name, { type: 'text/plain' });
/** Not a picture that anybody could look at: what is inside is nobody's business here. */
const picture = (name: string = 'part.png', size: number = 64): File =>
  new File([new Uint8Array(size).fill(7)], name, { type: 'image/png' });

/** Documents and quality images: sending, finding, describing, fetching, deleting. */
export function filesContract(suite: Suite): void {
  describe('documents', () => {
    it('are sent with what is said about them, and come back whole', async () => {
      const { admin } = await suite.openTenant('Basic');
      const machine = await suite.newMachine(admin);
      const content = 'line\n'.repeat(40_000);
      const sent: number[] = [];
      const stored = await admin.files.documents.upload(
        text(content, 'übersicht.txt'),
        { name: 'Übersicht', description: 'Of everything', machineId: machine.id },
        { onProgress: (bytes) => sent.push(bytes) },
      );
      const { id, createdAt, updatedAt, ...said } = stored;
      assert.deepEqual(said, {
        name: 'Übersicht',
        description: 'Of everything',
        machineId: machine.id,
        mimeType: 'text/plain',
        sizeBytes: content.length,
        uploadedBy: admin.session.value?.userId,
      });
      assert.ok(Date.parse(createdAt) > 0 && Date.parse(updatedAt) > 0);
      assert.equal(sent.at(-1), content.length);
      assert.ok(
        sent.every((bytes, index) => index === 0 || bytes >= (sent[index - 1] as number)),
        'progress never goes back',
      );
      assert.deepEqual(await admin.files.documents.get(id), stored);
      const blob = await admin.files.documents.download(id);
      assert.equal(await blob.text(), content);
      assert.match(blob.type, /^text\/plain/);
      const shown = await fetch(await admin.files.documents.previewUrl(id, 60));
      assert.equal(await shown.text(), content);
    });

    it('are called as their file when nobody says otherwise', async () => {
      const { admin } = await suite.openTenant('Basic');
      const stored = await admin.files.documents.upload(text('x', 'Plan B.txt'), {});
      assert.deepEqual([stored.name, stored.description, stored.machineId], ['Plan B.txt', null, null]);
    });

    it('are listed newest first, page by page, and found by name, machine and type', async () => {
      const { admin } = await suite.openTenant('Basic');
      const machine = await suite.newMachine(admin);
      const names = ['Alpha', 'Beta (1)', 'Gamma', 'Delta', 'alphabet'];
      for (const [index, name] of names.entries()) {
        await admin.files.documents.upload(
          index === 2 ? new File(['a;b'], 'g.csv', { type: 'text/csv' }) : text(name),
          { name, ...(index === 3 ? { machineId: machine.id } : {}) },
        );
      }
      const pages: string[][] = [];
      for (let after: string | undefined; ; ) {
        const page = await admin.files.documents.list({ limit: 2, ...(after ? { after } : {}) });
        pages.push(page.items.map(({ name }) => name));
        if (page.next === null) break;
        after = page.next;
      }
      assert.deepEqual(pages, [['alphabet', 'Delta'], ['Gamma', 'Beta (1)'], ['Alpha']]);
      const found = async (
        params: Parameters<DataService['files']['documents']['list']>[0],
      ): Promise<string[]> => (await admin.files.documents.list(params)).items.map(({ name }) => name);
      assert.deepEqual(await found({ search: 'ALPHA' }), ['alphabet', 'Alpha']);
      assert.deepEqual(await found({ search: '(1)' }), ['Beta (1)'], 'a search is text, not a pattern');
      assert.deepEqual(await found({ search: '%' }), []);
      assert.deepEqual(await found({ machineId: machine.id }), ['Delta']);
      assert.deepEqual(await found({ mimeType: 'text/csv' }), ['Gamma']);
      for (const params of [{ limit: 0 }, { limit: 201 }, { after: 'nonsense' }]) {
        await rejectsWith(admin.files.documents.list(params), 'validation_failed');
      }
    });

    it('are described anew, only as they were read where that is asked', async () => {
      const { admin } = await suite.openTenant('Basic');
      const machine = await suite.newMachine(admin);
      const { documents } = admin.files;
      const stored = await documents.upload(text('x'), { name: 'First', description: 'Something' });
      const changed = await documents.update(
        stored.id,
        { name: 'Second', description: null, machineId: machine.id },
        { ifUpdatedAt: stored.updatedAt },
      );
      assert.deepEqual([changed.name, changed.description, changed.machineId], ['Second', null, machine.id]);
      const late = documents.update(stored.id, { name: 'Third' }, { ifUpdatedAt: stored.updatedAt });
      const error = await rejectsWith(late, 'conflict');
      assert.deepEqual((error.details as { theirs: StoredDocument }).theirs, changed);
      await rejectsWith(documents.update(stored.id, { name: '' }), 'validation_failed');
      await rejectsWith(documents.update(stored.id, { machineId: UNKNOWN_ID }), 'validation_failed');
      await rejectsWith(documents.update(UNKNOWN_ID, { name: 'Nobody' }), 'not_found');
      await admin.deleteMachine(machine.id);
      assert.equal(
        (await documents.get(stored.id)).machineId,
        null,
        'a deleted machine leaves its documents',
      );
    });

    it('are gone with one call', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { documents } = admin.files;
      const { id } = await documents.upload(text('x'), {});
      await documents.delete(id);
      for (const call of [
        () => documents.get(id),
        () => documents.download(id),
        () => documents.previewUrl(id, 60),
        () => documents.delete(id),
      ]) {
        await rejectsWith(call(), 'not_found');
      }
      assert.deepEqual(await documents.list({}), { items: [], next: null });
    });

    it('of a wrong type or size, or with a machine that is none, are not taken', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { documents, quality } = admin.files;
      const page = new File(['<p>'], 'a.html', { type: 'text/html' });
      const refused = await rejectsWith(documents.upload(page, {}), 'file_type_refused');
      assert.equal(refused.details?.type, 'text/html');
      await rejectsWith(documents.upload(new Blob(['x']), {}), 'file_type_refused');
      await rejectsWith(quality.upload(text('x'), {}), 'file_type_refused');
      const large = await rejectsWith(
        quality.upload(picture('a.png', 20 * 1024 ** 2 + 1), {}),
        'file_too_large',
      );
      assert.equal(large.details?.limit, 20 * 1024 ** 2);
      await rejectsWith(documents.upload(text(''), {}), 'validation_failed');
      await rejectsWith(documents.upload(text('x'), { machineId: UNKNOWN_ID }), 'not_found');
      await rejectsWith(documents.upload(text('x'), { name: 'x'.repeat(256) }), 'validation_failed');
      const longName = new File(['x'], 'x'.repeat(256), { type: 'text/plain' });
      await rejectsWith(documents.upload(longName, {}), 'validation_failed');
      assert.deepEqual((await documents.list({})).items, []);
      assert.deepEqual((await quality.list({})).items, []);
    });

    it("are the own tenant's: who may read reads, who may write writes, nobody else does either", async () => {
      const { admin } = await suite.openTenant('Basic');
      const { id } = await admin.files.documents.upload(text('secret'), { name: 'Ours' });
      const { service: sales } = await suite.join(admin, { role: 'sales' });
      const own = await sales.files.documents.upload(text('by sales'), { name: 'Sales' });
      assert.equal((await admin.files.documents.get(own.id)).name, 'Sales');

      const { service: reader } = await suite.join(admin, { role: 'c_level' });
      assert.equal((await reader.files.documents.list({})).items.length, 2);
      assert.equal(await (await reader.files.documents.download(id)).text(), 'secret');
      await rejectsWith(reader.files.documents.upload(text('x'), {}), 'permission_denied');
      await rejectsWith(reader.files.documents.update(id, { name: 'Mine' }), 'permission_denied');
      await rejectsWith(reader.files.documents.delete(id), 'permission_denied');

      const blind = await suite.join(admin, { role: 'sales', permissions: { 'documents.read': false } });
      const { admin: stranger } = await suite.openTenant('Basic');
      for (const { documents } of [blind.service.files, stranger.files]) {
        assert.deepEqual((await documents.list({})).items, []);
        await rejectsWith(documents.get(id), 'not_found');
        await rejectsWith(documents.download(id), 'not_found');
        await rejectsWith(documents.previewUrl(id, 60), 'not_found');
        await rejectsWith(documents.update(id, { name: 'Mine' }), 'not_found');
        await rejectsWith(documents.delete(id), 'not_found');
      }
      const nobody = suite.fresh().files.documents;
      await rejectsWith(nobody.list({}), 'not_signed_in');
      await rejectsWith(nobody.get(id), 'not_signed_in');
      await rejectsWith(nobody.upload(text('x'), {}), 'not_signed_in');
      await rejectsWith(nobody.delete(id), 'not_signed_in');
      assert.equal((await admin.files.documents.get(id)).name, 'Ours');
    });

    it('leave nothing behind when they are given up on the way', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { documents } = admin.files;
      const controller = new AbortController();
      const given = documents.upload(
        text('x'.repeat(400_000)),
        {},
        { signal: controller.signal, onProgress: () => controller.abort() },
      );
      await rejectsWith(given, 'aborted');
      assert.deepEqual((await documents.list({})).items, []);
      const again = await documents.upload(text('x'.repeat(400_000)), {});
      assert.equal(again.sizeBytes, 400_000);
    });

    it('are shown by a URL for 1 s to a week', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { id } = await admin.files.documents.upload(text('x'), {});
      for (const seconds of [0, 604_801, 1.5]) {
        await rejectsWith(admin.files.documents.previewUrl(id, seconds), 'validation_failed');
      }
      assert.ok(URL.canParse(await admin.files.documents.previewUrl(id, 604_800)));
    });
  });

  describe('quality images', () => {
    const at = (minute: number): string => new Date(Date.UTC(2026, 4, 1, 8, minute)).toISOString();

    it('are sent with machine and time, and listed by time of capture, machine and result', async () => {
      const { admin } = await suite.openTenant('Basic');
      const machine = await suite.newMachine(admin);
      const { quality } = admin.files;
      const stored: QualityImage[] = [];
      for (const minute of [10, 30, 20]) {
        const params = { capturedAt: at(minute), ...(minute === 30 ? { machineId: machine.id } : {}) };
        stored.push(await quality.upload(picture(`${minute}.png`), params));
      }
      const [first] = stored as [QualityImage];
      const { id, createdAt: _, updatedAt: __, ...said } = first;
      assert.deepEqual(said, {
        name: '10.png',
        machineId: null,
        mimeType: 'image/png',
        sizeBytes: 64,
        capturedAt: at(10),
        uploadedBy: admin.session.value?.userId,
        result: null,
        defects: [],
        notes: null,
        inspectedBy: null,
        inspectedAt: null,
        model: null,
      });
      await quality.update(id, { result: 'pass' });
      const names = async (params: Parameters<typeof quality.list>[0]): Promise<string[]> =>
        (await quality.list(params)).items.map(({ name }) => name);
      assert.deepEqual(await names({}), ['30.png', '20.png', '10.png']);
      assert.deepEqual(await names({ from: at(20), to: at(30) }), ['20.png'], 'from counts, to does not');
      assert.deepEqual(await names({ machineId: machine.id }), ['30.png']);
      assert.deepEqual(await names({ result: 'pass' }), ['10.png']);
      assert.deepEqual(await names({ result: 'none' }), ['30.png', '20.png']);
      const page = await quality.list({ limit: 2 });
      assert.deepEqual(await names({ after: page.next as string }), ['10.png']);
      assert.equal((await quality.download(id)).size, 64);
      assert.equal((await (await fetch(await quality.previewUrl(id, 60))).arrayBuffer()).byteLength, 64);
      await quality.delete(id);
      await rejectsWith(quality.get(id), 'not_found');
    });

    it('keep who inspected, and when', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { quality } = admin.files;
      const stored = await quality.upload(picture(), { name: 'Part' });
      const defect = { label: 'scratch', confidence: 0.5, box: [0.1, 0.2, 0.3, 0.4] } as const;
      const judged = await quality.update(
        stored.id,
        { result: 'fail', defects: [defect], notes: 'Deep' },
        { ifUpdatedAt: stored.updatedAt },
      );
      assert.deepEqual(
        [judged.result, judged.defects, judged.notes, judged.inspectedBy, judged.model],
        ['fail', [defect], 'Deep', 'person', null],
      );
      assert.ok(Date.parse(judged.inspectedAt ?? '') > 0);
      const late = quality.update(stored.id, { notes: 'No' }, { ifUpdatedAt: stored.updatedAt });
      const error = await rejectsWith(late, 'conflict');
      assert.equal((error.details as { theirs: QualityImage }).theirs.notes, 'Deep');
      const renamed = await quality.update(stored.id, { name: 'Part 2' });
      assert.equal(renamed.inspectedAt, judged.inspectedAt, 'another name is no inspection');
      const open = await quality.update(stored.id, { result: null });
      assert.deepEqual([open.result, open.inspectedBy, open.inspectedAt], [null, null, null]);
      await rejectsWith(quality.update(stored.id, { result: 'fine' as 'pass' }), 'validation_failed');
      const wrong = { ...defect, confidence: 2 };
      await rejectsWith(quality.update(stored.id, { defects: [wrong] }), 'validation_failed');
      await rejectsWith(quality.upload(picture(), { capturedAt: 'yesterday' }), 'validation_failed');
    });

    it('are changed by who may write, and not seen by who may not read', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { id } = await admin.files.quality.upload(picture(), { name: 'Ours' });
      const { service: reader } = await suite.join(admin, { role: 'c_level' });
      assert.equal((await reader.files.quality.get(id)).name, 'Ours');
      await rejectsWith(reader.files.quality.upload(picture(), {}), 'permission_denied');
      await rejectsWith(reader.files.quality.update(id, { result: 'pass' }), 'permission_denied');
      await rejectsWith(reader.files.quality.delete(id), 'permission_denied');
      const { service: sales } = await suite.join(admin, { role: 'sales' });
      assert.deepEqual((await sales.files.quality.list({})).items, []);
      await rejectsWith(sales.files.quality.get(id), 'not_found');
      await rejectsWith(sales.files.quality.upload(picture(), {}), 'permission_denied');
    });
  });
}
