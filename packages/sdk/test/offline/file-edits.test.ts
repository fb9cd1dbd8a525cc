import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import type { DataService } from '../../src/data/data-service.ts';
import { RecordingServer, unreachable } from '../support/recording-server.ts';

/** A library with one document, which can be made unreachable. */
function openLibrary(): { server: RecordingServer; names: () => string[]; cut: () => () => void } {
  const server = new RecordingServer('ann');
  const stored = [{ id: 'd1', name: 'One', updatedAt: '2026-01-01T00:00:00.000Z' }];
  let isCut = false;
  const reached = <T>(answer: () => T): Promise<T> =>
    isCut ? Promise.reject(unreachable()) : Promise.resolve(answer());
  const documents = {
    list: () => reached(() => ({ items: structuredClone(stored), total: stored.length })),
    get: () => reached(() => structuredClone(stored[0])),
    update: (_: string, params: object) =>
      reached(() => structuredClone(Object.assign(stored[0] ?? {}, params))),
  } as unknown as DataService['files']['documents'];
  Object.assign(server, { files: { ...server.files, documents } });
  return {
    server,
    names: () => stored.map(({ name }) => name),
    cut: () => {
      isCut = true;
      server.connect('offline');
      return () => {
        isCut = false;
        server.connect('online');
      };
    },
  };
}

describe('a document that is changed without network', () => {
  it('is kept when it was in a list that was read, and is shown as it will be', async () => {
    const { server, names, cut } = openLibrary();
    const nexus = createNexus({ data: server });
    await nexus.documents.list();
    const restore = cut();
    const changed = await nexus.documents.update('d1', { name: 'Uno' });
    assert.equal(changed.name, 'Uno');
    assert.deepEqual(names(), ['One']);
    restore();
    assert.equal((await nexus.documents.list()).items[0]?.name, 'Uno');
    await nexus.buffer.flush();
    assert.deepEqual(names(), ['Uno']);
    await nexus.close();
  });

  it('is not known to the next person', async () => {
    const { server, cut } = openLibrary();
    const nexus = createNexus({ data: server });
    await nexus.documents.list();
    await nexus.session.signOut();
    await server.signIn({ email: 'bob', password: '' });
    await nexus.tenant.current();
    cut();
    await assert.rejects(nexus.documents.update('d1', { name: 'Uno' }), { code: 'network_unreachable' });
    await nexus.close();
  });
});
