import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus, SessionStorage } from '../../src/nexus.ts';
import type { Connection, HostSession, Machine, Session } from '../../src/types/index.ts';
import { type SocketSpy, spyOnSockets } from '../support/socket-spy.ts';
import { startTestStack, who } from '../support/stack.ts';
import { Recorder, rejectsWith, until } from '../support/waiting.ts';

const isOnline = (connection: Connection): boolean => connection.state === 'online';
const signedIn = (nexus: Nexus): Session | null | undefined => nexus.session.current.value;

describe('two instances on one page, one with its own sign-in and one with that of the host', () => {
  let stack: Stack;
  let sockets: SocketSpy;
  let own: Nexus;
  let hosted: Nexus;
  /** Who is signed in at the host. */
  let hostUser: 'ceo' | 'admin' | null = 'ceo';
  let hostCalls = 0;
  const values = new Map<string, string>();
  const sessionStorage: SessionStorage = {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
  const list = new Recorder<readonly Machine[]>();
  const hostList = new Recorder<readonly Machine[]>();

  /** The host's back end: signs its own user in, and hands the token on. */
  const getSession = async ({ signal }: { signal: AbortSignal }): Promise<HostSession | null> => {
    hostCalls += 1;
    if (!hostUser) return null;
    const answer = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify(who(hostUser, 'rio-bravo')),
      signal,
    });
    const { access_token, expires_at } = (await answer.json()) as {
      access_token: string;
      expires_at: number;
    };
    return { accessToken: access_token, expiresAt: expires_at };
  };

  before(async () => {
    stack = await startTestStack();
    sockets = spyOnSockets();
    const { url, publishableKey } = stack;
    own = createNexus({ url, publishableKey, sessionStorage });
    hosted = createNexus({ url, publishableKey, sessionStorage, getSession });
  });
  after(async () => {
    await Promise.all([own, hosted].map((nexus) => nexus?.close()));
    sockets?.restore();
    await stack?.stop();
  });

  it('asks nobody before the first use', async () => {
    assert.equal(signedIn(hosted), undefined);
    assert.equal(hostCalls, 0);
    assert.equal(sockets.opened, 0);
  });

  it('keeps session, storage, cache and socket of each apart', async () => {
    await own.session.signIn(who('ceo', 'alpenwerk'));
    own.machines.subscribe(list.listen);
    hosted.machines.subscribe(hostList.listen);
    await Promise.all([
      until(own.connection, isOnline),
      until(hosted.connection, isOnline),
      list.next((machines) => machines.length > 0),
      hostList.next((machines) => machines.length > 0),
    ]);
    assert.equal((await own.tenant.current()).tenant.slug, 'alpenwerk');
    assert.equal((await hosted.tenant.current()).tenant.slug, 'rio-bravo');
    const ids = new Set(list.last?.map(({ id }) => id));
    assert.ok(hostList.last?.every(({ id }) => !ids.has(id)));
    assert.deepEqual(
      [...values.keys()],
      [`nexus-session:${stack.url}`],
      "the host's session is stored nowhere",
    );
    assert.equal(sockets.open, 2);
    const userIds = (nexus: Nexus): unknown[] =>
      nexus.queryClient
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey[1]);
    assert.ok(userIds(own).every((id) => id === signedIn(own)?.userId));
    assert.ok(userIds(hosted).every((id) => id === signedIn(hosted)?.userId));
    assert.equal(hostCalls, 1);
  });

  it('tells the instance of the host alone when another user signs in there', async () => {
    const before = signedIn(own);
    const formerId = signedIn(hosted)?.userId;
    hostUser = 'admin';
    await hosted.session.refresh();
    await until(hosted.connection, isOnline);
    assert.equal(signedIn(hosted)?.email, who('admin', 'rio-bravo').email);
    assert.equal((await hosted.tenant.current()).role, 'master_admin');
    const left = hosted.queryClient.getQueryCache().findAll({ queryKey: ['nexus', formerId] });
    assert.deepEqual(left, [], "nothing of the host's former user is left");
    assert.equal(signedIn(own), before);
  });

  it('leaves the other alone when one signs out', async () => {
    const calls = hostCalls;
    await hosted.session.signOut();
    await rejectsWith(hosted.machines.list(), 'not_signed_in');
    assert.equal(hostCalls, calls, 'the host is not asked any more');
    assert.equal(own.connection.value.state, 'online');
    assert.ok((await own.machines.list()).length > 0);
    assert.equal(sockets.open, 1);

    await hosted.session.refresh();
    await until(hosted.connection, isOnline);
    await own.session.signOut();
    assert.equal(values.size, 0);
    assert.ok((await hosted.machines.list()).length > 0);
    assert.equal(hosted.connection.value.state, 'online');
  });

  it('lets one be closed without touching the other', async () => {
    await own.close();
    assert.ok((await hosted.machines.list()).length > 0);
    assert.equal(hosted.connection.value.state, 'online');
  });
});
