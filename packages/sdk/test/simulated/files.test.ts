import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { SimulatedDataService, type SimulatedDataServiceOptions } from '../../src/simulated.ts';
import { rejectsWith } from '../support/waiting.ts';

const START = Date.UTC(2026, 4, 12, 9);
const CHUNK = 65_536;
const large = new File([new Uint8Array(4 * CHUNK + 100).map((_, index) => index % 251)], 'large.txt', {
  type: 'text/plain',
});

function still(options: SimulatedDataServiceOptions = {}): SimulatedDataService {
  return new SimulatedDataService({
    now: () => START,
    tickMs: 0,
    signedInAs: 'maintenance@alpenwerk.example',
    ...options,
  });
}

describe('files of the simulated world', () => {
  it('are there from the start, and what they say they are', async () => {
    const { documents, quality } = still().files;
    const types = new Map<string | null, Uint8Array>();
    for (const { id, mimeType, sizeBytes } of (await documents.list({})).items) {
      const bytes = new Uint8Array(await (await documents.download(id)).arrayBuffer());
      assert.equal(bytes.length, sizeBytes);
      types.set(mimeType, bytes);
    }
    assert.deepEqual([...types.keys()].sort(), ['application/pdf', 'text/csv', 'text/markdown']);
    const pdf = new TextDecoder().decode(types.get('application/pdf'));
    const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    assert.ok(pdf.startsWith('%PDF-1.4') && pdf.slice(start).startsWith('xref'));
    for (const [, offset] of pdf.matchAll(/^(\d{10}) 00000 n $/gm)) {
      assert.match(pdf.slice(Number(offset)), /^\d 0 obj/);
    }
    const pictures = (await quality.list({})).items;
    assert.equal(pictures.length, 4);
    for (const { id } of pictures) {
      checkPng(new Uint8Array(await (await quality.download(id)).arrayBuffer()));
    }
    assert.deepEqual(await still().files.documents.list({}), await still().files.documents.list({}));
    assert.equal((await still({ withMachines: false }).files.documents.list({})).items.length, 0);
  });

  it('travel in parts, as fast as the network lets them', async () => {
    const service = still({ uploadBytesPerSecond: 20 * 1024 * 1024 });
    const sent: number[] = [];
    const began = performance.now();
    await service.files.documents.upload(large, {}, { onProgress: (bytes) => sent.push(bytes) });
    assert.deepEqual(sent, [CHUNK, 2 * CHUNK, 3 * CHUNK, 4 * CHUNK, 4 * CHUNK + 100]);
    assert.ok(performance.now() - began >= 10, 'a quarter of a megabyte takes a while');
  });

  it('go on where the network was cut, and not for somebody else', async () => {
    const service = still();
    const { documents } = service.files;
    const cutAt = (bytes: number) => ({
      onProgress: (sent: number) => {
        if (sent === bytes) service.setOffline(true);
      },
    });
    await rejectsWith(documents.upload(large, {}, cutAt(2 * CHUNK)), 'network_unreachable');
    service.setOffline(false);
    assert.equal((await documents.list({ search: 'large' })).items.length, 0);

    const other = new SimulatedDataService({ world: service.world, signedInAs: 'admin@alpenwerk.example' });
    const theirs: number[] = [];
    await other.files.documents.upload(large, {}, { onProgress: (sent) => theirs.push(sent) });
    assert.equal(theirs[0], CHUNK);

    const sent: number[] = [];
    const { id } = await documents.upload(large, {}, { onProgress: (bytes) => sent.push(bytes) });
    assert.deepEqual(sent, [3 * CHUNK, 4 * CHUNK, 4 * CHUNK + 100]);
    const arrived = new Uint8Array(await (await documents.download(id)).arrayBuffer());
    assert.deepEqual(arrived, new Uint8Array(await large.arrayBuffer()));
  });

  it('begin anew when they were given up, or are not the same file', async () => {
    const service = still();
    const { documents } = service.files;
    const controller = new AbortController();
    const given = documents.upload(
      large,
      {},
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await rejectsWith(given, 'aborted');
    const sent: number[] = [];
    const listen = { onProgress: (bytes: number) => sent.push(bytes) };
    service.failNext('server_error');
    await rejectsWith(documents.upload(large, {}, listen), 'server_error');
    await documents.upload(large, {}, listen);
    assert.equal(sent[0], CHUNK);
  });

  it('are refused when the right went while they travelled', async () => {
    const service = still();
    const { documents } = service.files;
    const suspend = (): void => service.world.changeTenant('alpenwerk', { status: 'Suspended' });
    await rejectsWith(documents.upload(large, {}, { onProgress: suspend }), 'tenant_suspended');
    service.world.changeTenant('alpenwerk', { status: 'Active' });
    assert.equal((await documents.list({ search: 'large' })).items.length, 0);
  });

  it('show themselves by a URL that works without the service', async () => {
    const { documents } = still().files;
    const content = new File([new Uint8Array(600_000).fill(65)], 'a.txt', { type: 'text/plain' });
    const { id } = await documents.upload(content, {});
    const url = await documents.previewUrl(id, 60);
    assert.ok(url.startsWith('blob:'), 'too long for a data URL');
    assert.equal((await (await fetch(url)).blob()).size, 600_000);
    URL.revokeObjectURL(url);
  });
});

/** Checks signature, checksums and size of a PNG, as a viewer does. */
function checkPng(bytes: Uint8Array): void {
  assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let width = 0;
  let height = 0;
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    assert.equal(view.getUint32(at + 8 + length), crc32(body));
    const type = new TextDecoder().decode(body.subarray(0, 4));
    if (type === 'IHDR') [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (type === 'IDAT') assert.equal(inflateSync(body.subarray(4)).length, height * (1 + width * 3));
    at += 12 + length;
  }
  assert.ok(width > 0 && height > 0);
}
