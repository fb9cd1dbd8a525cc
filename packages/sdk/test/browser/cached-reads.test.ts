/// <reference types="mocha" />
import { QueryClient } from '@tanstack/query-core';
import { createStore, keys } from 'idb-keyval';
import { openIdbPersister } from '../../src/cache/idb-persister.ts';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus } from '../../src/nexus.ts';
import type { Machine } from '../../src/types/index.ts';
import { machine } from '../support/memory-data-service.ts';
import { RecordingServer, unreachable } from '../support/recording-server.ts';
import { holds, same } from '../support/same.ts';

/** An engine of a server with this name, whose values may be kept on the device. */
class NamedServer extends RecordingServer {
  readonly origin: string;

  constructor(origin: string, userId: string) {
    super(userId);
    this.origin = origin;
    this.machines = [machine('m1', { name: `One of ${userId}` })];
  }

  /** Nothing can be read. */
  cut(): void {
    this.listMachines = async () => Promise.reject(unreachable());
    this.membership = async () => Promise.reject(unreachable());
    this.connect('offline');
  }
}

let count = 0;
const newOrigin = (): string => `https://cached-reads-${Date.now()}-${++count}.example`;
const kept = (origin: string): Promise<IDBValidKey[]> => keys(createStore(`nexus-cache:${origin}`, 'people'));

/** The list that a new page shows first, or null when it shows none within the time. */
async function firstList(nexus: Nexus, limitMs: number): Promise<readonly Machine[] | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(null), limitMs);
    const stop = nexus.machines.subscribe((machines) => end(machines));
    function end(machines: readonly Machine[] | null): void {
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve(machines);
    }
  });
}

describe('cached reads over a reload', () => {
  const opened: Nexus[] = [];
  const open = (server: NamedServer): Nexus => {
    const nexus = createNexus({ data: server });
    opened.push(nexus);
    return nexus;
  };
  /** A page that has read its machines and is gone. */
  const visit = async (server: NamedServer): Promise<void> => {
    const nexus = open(server);
    await nexus.machines.list();
    globalThis.dispatchEvent(new Event('pagehide'));
    await nexus.close();
  };
  afterEach(async () => {
    for (const nexus of opened.splice(0)) await nexus.close();
  });

  it('begins with what was last known, and says that it is offline', async () => {
    const origin = newOrigin();
    await visit(new NamedServer(origin, 'ann'));
    const server = new NamedServer(origin, 'ann');
    server.cut();
    const list = await firstList(open(server), 3_000);
    same(
      list?.map(({ name, freshness }) => [name, freshness]),
      [['One of ann', 'offline']],
    );
  });

  it('shows nobody what another person read', async () => {
    const origin = newOrigin();
    await visit(new NamedServer(origin, 'ann'));
    const server = new NamedServer(origin, 'bob');
    server.cut();
    same(await firstList(open(server), 300), null);
  });

  it('forgets everything of a person who signs out, before the sign-out is done', async () => {
    const origin = newOrigin();
    await visit(new NamedServer(origin, 'ann'));
    same(await kept(origin), ['ann']);
    const nexus = open(new NamedServer(origin, 'ann'));
    await nexus.machines.list();
    await nexus.session.signOut();
    same(await kept(origin), []);
    globalThis.dispatchEvent(new Event('pagehide'));
    await nexus.close();
    same(await kept(origin), []);
  });

  it('brings nothing back of a person who leaves while it is being read', async () => {
    const origin = newOrigin();
    await visit(new NamedServer(origin, 'ann'));
    const client = new QueryClient();
    const persister = await openIdbPersister(origin, client);
    const restoring = persister?.restore('ann');
    await Promise.all([persister?.wipe('ann'), restoring]);
    same(client.getQueryCache().getAll().length, 0);
    client.setQueryData(['nexus', 'ann', 'membership'], 'late');
    persister?.close();
    same(await kept(origin), []);
  });

  it('keeps how old a value is and whether it was outdated, and leaves alone what is newer', async () => {
    const origin = newOrigin();
    const [list, files] = [
      ['nexus', 'ann', 'tenant-a', 'machines'],
      ['nexus', 'ann', 'tenant-a', 'documents', {}],
    ];
    const before = new QueryClient();
    const former = await openIdbPersister(origin, before);
    await former?.restore('ann');
    before.setQueryData(list, ['old'], { updatedAt: 1_000 });
    before.setQueryData(files, ['outdated'], { updatedAt: 2_000 });
    await before.invalidateQueries({ queryKey: files });
    former?.close();
    same(await kept(origin), ['ann']);

    const client = new QueryClient();
    client.setQueryData(list, ['newer'], { updatedAt: 5_000 });
    const persister = await openIdbPersister(origin, client);
    await persister?.restore('ann');
    same(client.getQueryData(list), ['newer']);
    const state = client.getQueryState(files);
    same([state?.data, state?.dataUpdatedAt, state?.isInvalidated], [['outdated'], 2_000, true]);
    persister?.close();
  });

  it('asks anew who the person is, and answers meanwhile with what was kept', async () => {
    const origin = newOrigin();
    await visit(new NamedServer(origin, 'ann'));
    const server = new NamedServer(origin, 'ann');
    server.tenantId = 'tenant-b';
    const nexus = open(server);
    same((await nexus.tenant.current()).tenant.id, 'tenant-a');
    for (let look = 0; look < 100; look += 1) {
      if ((await nexus.tenant.current()).tenant.id === 'tenant-b') return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the membership is still the one from before the reload');
  });

  it('keeps nothing where the host says so', async () => {
    const origin = newOrigin();
    const nexus = createNexus({ data: new NamedServer(origin, 'ann'), persistCache: false });
    opened.push(nexus);
    await nexus.machines.list();
    globalThis.dispatchEvent(new Event('pagehide'));
    await nexus.close();
    holds(!(await indexedDB.databases()).some(({ name }) => name === `nexus-cache:${origin}`), 'no database');
  });
});
