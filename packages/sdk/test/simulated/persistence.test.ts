import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DEMO_PASSWORD,
  SimulatedDataService,
  type SimulatedDataServiceOptions,
  type SimulatedStorage,
} from '../../src/simulated.ts';
import { rejectsWith } from '../support/waiting.ts';

const START = Date.UTC(2026, 4, 12, 9);
const HOUR = 3_600_000;
const ADMIN = 'admin@alpenwerk.example';

/** Web Storage in memory, with as much room as wished. */
class Shelf implements SimulatedStorage {
  readonly texts: Map<string, string> = new Map();
  room: number = Number.POSITIVE_INFINITY;

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new DOMException('no room', 'QuotaExceededError');
    this.texts.set(key, value);
  }

  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

const KEY = 'nexus-simulated:demo';

function open(storage: SimulatedStorage, options: SimulatedDataServiceOptions = {}): SimulatedDataService {
  return new SimulatedDataService({
    now: () => START,
    tickMs: 0,
    signedInAs: ADMIN,
    persistAs: 'demo',
    storage,
    ...options,
  });
}

const codes = (service: SimulatedDataService): string[] => service.notices.value.map(({ code }) => code);

describe('a simulated world that is kept', () => {
  it('is there again after a reload: machines, members, brand, files, logs', async () => {
    const shelf = new Shelf();
    const before = open(shelf);
    const created = await before.createMachine({
      name: 'Made by hand',
      externalId: 'H-1',
      metadata: { line: 'X' },
    });
    const [first] = await before.listMachines();
    await before.updateMachine(first?.id ?? '', { name: 'Called anew', status: 'maintenance' });
    await before.recordReadings([
      { machineId: created.id, timestamp: new Date(START - 2 * HOUR).toISOString(), rpm: 100 },
      { machineId: created.id, timestamp: new Date(START - 1_000).toISOString(), vibration: 1.5 },
    ]);
    const sales = (await before.members.list()).find(({ role }) => role === 'sales');
    await before.members.update(sales?.userId ?? '', { permissions: { 'ai.use': false } });
    await before.members.invite({ email: 'new@alpenwerk.example', role: 'c_level' });
    await before.tenants.setBrand({ primaryColor: '#112233' });
    const document = await before.files.documents.upload(
      new File(['kept'], 'kept.txt', { type: 'text/plain' }),
      {},
    );
    const [demo] = (await before.files.documents.list({ search: 'Maintenance plan' })).items;
    await before.files.documents.update(demo?.id ?? '', { name: 'Plan' });
    const seen = async (service: SimulatedDataService): Promise<unknown> => [
      // Health is judged anew by what is known now, a state of maintenance among it.
      (await service.listMachines()).map(({ healthScore: _, healthParts: __, ...machine }) => machine),
      await service.members.list(),
      await service.members.invitations(),
      await service.membership(),
      await service.files.documents.list({}),
      await service.files.quality.list({}),
      await service.tenants.auditLog({}),
      await service.tenants.usage(),
    ];
    const expected = await seen(before);
    await before.close();

    const after = open(shelf);
    assert.deepEqual(codes(after), []);
    assert.deepEqual(await seen(after), expected);
    assert.equal(await (await after.files.documents.download(document.id)).text(), 'kept');
    const plan = await after.files.documents.download(demo?.id ?? '');
    assert.match(await plan.text(), /^%PDF/, 'a demo file is made anew');
    const series = await after.series({
      machineId: created.id,
      from: new Date(START - 3 * HOUR).toISOString(),
      to: new Date(START).toISOString(),
    });
    assert.deepEqual([...series.times], [START - 1_000], 'readings of the last hour');
    assert.notEqual((await after.createMachine({ name: 'Another' })).id, created.id);
  });

  it('keeps a machine that was deleted away, and a fresh one without readings deletable', async () => {
    const shelf = new Shelf();
    const before = open(shelf);
    const [kept, gone] = [
      await before.createMachine({ name: 'Stays' }),
      await before.createMachine({ name: 'Goes' }),
    ];
    await before.deleteMachine(gone.id);
    await before.recordReadings([
      { machineId: kept.id, timestamp: new Date(START - 5 * HOUR).toISOString(), rpm: 1 },
    ]);
    await before.close();
    const after = open(shelf);
    await rejectsWith(after.getMachine(gone.id), 'not_found');
    await rejectsWith(after.deleteMachine(kept.id), 'validation_failed');
  });

  it('keeps no password, whatever was chosen', async () => {
    const shelf = new Shelf();
    const before = open(shelf);
    await before.signIns.setPassword('my-real-password-elsewhere');
    await before.close();
    assert.ok(![...shelf.texts.values()].some((text) => text.includes('my-real-password')));
    const after = open(shelf, { signedInAs: 'ceo@alpenwerk.example' });
    assert.equal((await after.signIn({ email: ADMIN, password: DEMO_PASSWORD })).email, ADMIN);
  });

  it('keeps rows of large files without their content, and says so', async () => {
    const shelf = new Shelf();
    const before = open(shelf);
    const file = new File(['x'.repeat(70_000)], 'large.txt', { type: 'text/plain' });
    const { id } = await before.files.documents.upload(file, {});
    assert.equal((await before.files.documents.download(id)).size, 70_000);
    await before.close();
    const after = open(shelf);
    assert.equal((await after.files.documents.get(id)).sizeBytes, 70_000);
    const error = await rejectsWith(after.files.documents.download(id), 'not_found');
    assert.match(error.hint ?? '', /64 KiB/);
  });

  it('begins anew from a broken or older state, tells it, and keeps the text', async () => {
    const shelf = new Shelf();
    const before = open(shelf);
    await before.createMachine({ name: 'Lost' });
    await before.close();
    const good = shelf.texts.get(KEY) ?? '';
    for (const [text, code] of [
      [good.slice(0, -20), 'state_broken'],
      [good.replace('Lost', 'Lest'), 'state_broken'],
      ['{"some": "thing else"}', 'state_broken'],
      [good.replace('nexus-simulated 1 ', 'nexus-simulated 0 '), 'state_older'],
    ] as const) {
      shelf.texts.clear();
      shelf.texts.set(KEY, text);
      const after = open(shelf);
      assert.deepEqual(codes(after), [code]);
      assert.equal((await after.listMachines()).length, 28);
      const aside = [...shelf.texts].find(([key]) => key !== KEY);
      assert.equal(aside?.[1], text, 'nothing is lost');
      assert.ok(after.notices.value[0]?.message.includes(aside?.[0] ?? ' none '));
      await after.createMachine({ name: 'Goes on' });
      await after.close();
      assert.deepEqual(codes(open(shelf)), []);
    }
  });

  it('does without readings, then without contents, when there is no room, and tells what is left out', async () => {
    const shelf = new Shelf();
    const service = open(shelf);
    const { id } = await service.createMachine({ name: 'Busy' });
    const { id: documentId } = await service.files.documents.upload(
      new File(['y'.repeat(50_000)], 'y.txt', { type: 'text/plain' }),
      {},
    );
    service.world.flush();
    const withContent = shelf.texts.get(KEY)?.length ?? 0;
    shelf.room = withContent + 2_000;
    await service.recordReadings(
      Array.from({ length: 1_000 }, (_, second) => ({
        machineId: id,
        timestamp: new Date(START - second * 1_000).toISOString(),
        rpm: 1_000,
      })),
    );
    service.world.flush();
    assert.deepEqual(codes(service), ['storage_full']);
    assert.match(service.notices.value[0]?.message ?? '', /recorded readings/);
    const later = open(shelf);
    assert.equal((await later.files.documents.download(documentId)).size, 50_000);

    shelf.room = withContent - 10_000;
    await service.createMachine({ name: 'One more' });
    service.world.flush();
    assert.match(service.notices.value.at(-1)?.message ?? '', /contents of files/);
    assert.ok((await open(shelf).listMachines()).some(({ name }) => name === 'One more'));

    shelf.room = 10;
    await service.createMachine({ name: 'Not kept' });
    service.world.flush();
    assert.match(service.notices.value.at(-1)?.message ?? '', /last changes/);
    assert.ok(
      (await service.listMachines()).some(({ name }) => name === 'Not kept'),
      'it goes on in memory',
    );
  });

  it('lives in memory where there is no storage or it is denied', async () => {
    const nowhere = new SimulatedDataService({ persistAs: 'demo', tickMs: 0, signedInAs: ADMIN });
    assert.deepEqual(codes(nowhere), ['storage_denied']);
    await nowhere.createMachine({ name: 'In memory' });
    const denied: SimulatedStorage = {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      removeItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const service = open(denied);
    assert.deepEqual(codes(service), ['storage_denied']);
    await service.createMachine({ name: 'In memory' });
    assert.equal((await service.listMachines()).length, 29);
    service.reset();
    await service.close();
  });

  it('is not kept unless asked', async () => {
    const shelf = new Shelf();
    const service = new SimulatedDataService({ storage: shelf, tickMs: 0, signedInAs: ADMIN });
    await service.createMachine({ name: 'Gone soon' });
    await service.close();
    assert.equal(shelf.texts.size, 0);
    assert.deepEqual(codes(service), []);
    assert.equal(service.origin, undefined);
    assert.equal(open(shelf).origin, 'simulated:demo');
  });

  it('begins anew when asked to, and goes on telling its listeners', async () => {
    const shelf = new Shelf();
    const service = open(shelf);
    await service.createMachine({ name: 'Gone' });
    await service.tenants.setBrand({});
    const heard: string[] = [];
    service.subscribe(({ type }) => heard.push(type));
    await service.listMachines();
    service.reset();
    assert.ok(heard.includes('tenant') && heard.lastIndexOf('resync') > heard.indexOf('tenant'));
    assert.equal((await service.listMachines()).length, 28);
    assert.equal((await service.membership()).tenant.brand.primaryColor, '#14532d');
    assert.equal(shelf.texts.size, 0);
    service.advance(4_000);
    assert.equal(heard.at(-1), 'readings');
    assert.ok((await open(shelf).listMachines()).length === 28);

    service.world.addAccount({ email: 'passing@x.example', password: DEMO_PASSWORD });
    await service.signIn({ email: 'passing@x.example', password: DEMO_PASSWORD });
    service.reset();
    assert.equal(service.session.value, null, 'a session ends with its account');
    await service.close();
  });

  it('of two tabs is the one that changed something last', async () => {
    const shelf = new Shelf();
    const [one, two] = [open(shelf), open(shelf)];
    await one.createMachine({ name: 'Of one' });
    one.world.flush();
    await two.createMachine({ name: 'Of two' });
    two.world.flush();
    const names = (await open(shelf).listMachines()).map(({ name }) => name);
    assert.ok(names.includes('Of two') && !names.includes('Of one'));
  });
});
