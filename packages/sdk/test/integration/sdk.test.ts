import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus, SessionStorage } from '../../src/nexus.ts';
import type { Connection, Machine, Reading } from '../../src/types/index.ts';
import { type SocketSpy, spyOnSockets } from '../support/socket-spy.ts';
import { startTestStack, who } from '../support/stack.ts';
import { Recorder, rejectsWith, until } from '../support/waiting.ts';

const isOnline = (connection: Connection): boolean => connection.state === 'online';

describe('the whole SDK on the embedded stack', () => {
  let stack: Stack;
  let sockets: SocketSpy;
  const opened: Nexus[] = [];

  const open = (sessionStorage?: SessionStorage): Nexus => {
    const { url, publishableKey } = stack;
    const nexus = createNexus({ url, publishableKey, ...(sessionStorage ? { sessionStorage } : {}) });
    opened.push(nexus);
    return nexus;
  };
  const signedIn = async (mailbox: string, tenant: 'alpenwerk' | 'rio-bravo'): Promise<Nexus> => {
    const nexus = open();
    await nexus.session.signIn(who(mailbox, tenant));
    return nexus;
  };

  before(async () => {
    stack = await startTestStack();
    sockets = spyOnSockets();
  });
  after(async () => {
    await Promise.all(opened.map((nexus) => nexus.close()));
    sockets?.restore();
    await stack?.stop();
  });

  it('lists exactly the own machines, on two instances at once', async () => {
    const [alpenwerk, rioBravo] = await Promise.all([
      signedIn('ceo', 'alpenwerk'),
      signedIn('ceo', 'rio-bravo'),
    ]);
    for (const [nexus, slug] of [
      [alpenwerk, 'alpenwerk'],
      [rioBravo, 'rio-bravo'],
    ] as const) {
      const rows = await stack.db.query(
        'select m.id from public.machines m join public.tenants t on t.id = m.tenant_id where t.slug = $1',
        [slug],
      );
      const ids = (await nexus.machines.list()).map((machine) => machine.id);
      assert.deepEqual([...ids].sort(), rows.map((row) => String((row as { id: unknown }).id)).sort());
      assert.equal((await nexus.tenant.current()).tenant.slug, slug);
    }
  });

  it('hears a recorded reading within 2 s, in the list and as telemetry, over one socket and one channel', async () => {
    const [watcher, gateway] = await Promise.all([
      signedIn('ceo', 'alpenwerk'),
      signedIn('gateway', 'alpenwerk'),
    ]);
    const [socketsBefore, sentBefore] = [sockets.opened, sockets.sent.length];
    const [first, second, readings] = [
      new Recorder<readonly Machine[]>(),
      new Recorder<readonly Machine[]>(),
      new Recorder<Reading>(),
    ];
    const [machine] = await gateway.machines.list();
    assert.ok(machine);
    const stops = [
      watcher.machines.subscribe(first.listen),
      watcher.machines.subscribe(second.listen),
      watcher.telemetry.subscribe({ machineId: machine.id }, readings.listen),
    ];
    await until(watcher.connection, isOnline);
    await first.next();

    const startedAt = Date.now();
    const timestamp = new Date(startedAt - 1).toISOString();
    await gateway.telemetry.record({ machineId: machine.id, timestamp, vibration: 3.25 });
    const shows = (machines: readonly Machine[]): boolean =>
      machines.some((one) => one.id === machine.id && one.latest?.timestamp === timestamp);
    await Promise.all([
      first.next(shows, 0, 2_000),
      second.next(shows, 0, 2_000),
      readings.next((reading) => reading.timestamp === timestamp, 0, 2_000),
    ]);
    assert.ok(Date.now() - startedAt < 2_000);
    assert.equal(first.last?.find((one) => one.id === machine.id)?.freshness, 'live');
    assert.equal(sockets.opened - socketsBefore, 1);
    assert.equal(sockets.sent.slice(sentBefore).filter((text) => text.includes('phx_join')).length, 1);
    for (const stop of stops) stop();
  });

  it('tells a changed brand to those who watch the tenant', async () => {
    const nexus = await signedIn('admin', 'rio-bravo');
    const heard = new Recorder<string | undefined>();
    const stop = nexus.tenant.subscribe((membership) => heard.listen(membership?.tenant.brand.accentColor));
    await until(nexus.connection, isOnline);
    await heard.next((color) => color !== undefined);
    await stack.db.query(
      `update public.tenants set branding = branding || '{"accentColor":"#123456"}' where slug = 'rio-bravo'`,
    );
    await heard.next((color) => color === '#123456');
    stop();
  });

  it("finds nothing with the other tenant's ids in hand", async () => {
    const [own, stranger] = await Promise.all([
      signedIn('admin', 'alpenwerk'),
      signedIn('admin', 'rio-bravo'),
    ]);
    const foreign = (await stranger.machines.list())[0]?.id ?? assert.fail('no machine');
    await rejectsWith(own.machines.get(foreign), 'not_found');
    await rejectsWith(own.machines.update(foreign, { name: 'Mine' }), 'not_found', 'permission_denied');
    await rejectsWith(own.telemetry.latest(foreign), 'not_found');
    const range = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date().toISOString() };
    await rejectsWith(own.telemetry.series({ machineId: foreign, ...range }), 'not_found');
  });

  it('ends everything at sign-out: cache, live channel, socket; and starts anew for the next person', async () => {
    const nexus = await signedIn('ceo', 'alpenwerk');
    const heard = new Recorder<readonly Machine[]>();
    const socketsBefore = sockets.open;
    const stop = nexus.machines.subscribe(heard.listen);
    await until(nexus.connection, isOnline);
    await heard.next((machines) => machines.length > 0);
    const alpenwerk = new Set(heard.last?.map((machine) => machine.id));

    await nexus.session.signOut();
    assert.equal(nexus.session.current.value, null);
    await heard.next((machines) => machines.length === 0);
    assert.equal(nexus.queryClient.getQueryCache().getAll().length, 0);
    await rejectsWith(nexus.machines.list(), 'not_signed_in');

    const sentBefore = sockets.sent.length;
    await nexus.session.signIn(who('ceo', 'rio-bravo'));
    await until(nexus.connection, isOnline);
    const machines = await heard.next((list) => list.length > 0, heard.calls.length - 1);
    assert.ok(machines.every((machine) => !alpenwerk.has(machine.id)));
    const joins = sockets.sent.slice(sentBefore).filter((text) => text.includes('phx_join'));
    assert.equal(joins.length, 1, 'the channel of the person before is not joined again');
    assert.ok(sockets.open <= socketsBefore + 1);
    stop();
  });

  it('keeps sessions of two instances on one page apart, and finds each again after a reload', async () => {
    const storage = new Map<string, string>();
    const shared: SessionStorage = {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    };
    for (const nexus of opened.splice(0)) await nexus.close();
    const [one, two] = [open(shared), open(shared)];
    await one.session.signIn(who('ceo', 'alpenwerk'));
    await two.session.signIn(who('ceo', 'rio-bravo'));
    assert.equal(storage.size, 2);
    assert.equal((await one.tenant.current()).tenant.slug, 'alpenwerk');
    assert.equal((await two.tenant.current()).tenant.slug, 'rio-bravo');
    await Promise.all([one.close(), two.close()]);
    const [oneAgain, twoAgain] = [open(shared), open(shared)];
    assert.equal((await oneAgain.tenant.current()).tenant.slug, 'alpenwerk');
    assert.equal((await twoAgain.tenant.current()).tenant.slug, 'rio-bravo');
    await twoAgain.session.signOut();
    assert.equal(storage.size, 1);
    assert.equal((await oneAgain.machines.list()).length > 0, true);
  });

  it('renews a token that only the server finds expired, once, and goes on', async () => {
    const nexus = await signedIn('ceo', 'alpenwerk');
    const realFetch = globalThis.fetch;
    let refused = 0;
    globalThis.fetch = async (input, init) => {
      if (String(input).includes('/rpc/fleet_overview') && refused === 0) {
        refused += 1;
        return Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 });
      }
      return realFetch(input, init);
    };
    try {
      assert.ok((await nexus.machines.list()).length > 0);
      assert.equal(refused, 1);
    } finally {
      globalThis.fetch = realFetch;
    }
  });
});
