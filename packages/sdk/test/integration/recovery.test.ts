import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus } from '../../src/nexus.ts';
import type { Connection, Machine } from '../../src/types/index.ts';
import { type FreezableProxy, startFreezableProxy } from '../support/freezable-proxy.ts';
import { startTestStack, who } from '../support/stack.ts';
import { Recorder, until } from '../support/waiting.ts';

const API_PORT = 58_010;
const PROXY_PORT = 58_011;

const isOnline = (connection: Connection): boolean => connection.state === 'online';
const isDown = (connection: Connection): boolean =>
  connection.state === 'offline' || connection.state === 'reconnecting';

describe('recovery', () => {
  let dataDir: string;
  let stack: Stack;
  let proxy: FreezableProxy;
  let nexus: Nexus;
  let machineId: string;
  const heard = new Recorder<readonly Machine[]>();

  const startStack = (): Promise<Stack> => startTestStack({ dataDir, apiPort: API_PORT });
  /** Behind the SDK's back, as if another gateway had recorded while this client was away. */
  const recordElsewhere = async (): Promise<string> => {
    const other = createNexus({ url: stack.url, publishableKey: stack.publishableKey });
    await other.session.signIn(who('gateway', 'alpenwerk'));
    const timestamp = new Date().toISOString();
    await other.telemetry.record({ machineId, timestamp, rpm: 1_234 });
    await other.close();
    return timestamp;
  };
  const showsReadingOf =
    (timestamp: string) =>
    (machines: readonly Machine[]): boolean =>
      machines.some(
        (one) => one.id === machineId && one.latest?.timestamp === timestamp && one.freshness === 'live',
      );

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'nexus-sdk-recovery-'));
    stack = await startStack();
    proxy = await startFreezableProxy(stack.url, PROXY_PORT);
    nexus = createNexus({ url: proxy.url, publishableKey: stack.publishableKey });
    await nexus.session.signIn(who('ceo', 'alpenwerk'));
    nexus.machines.subscribe(heard.listen);
    await until(nexus.connection, isOnline, 10_000);
    machineId = (await heard.next((machines) => machines.length > 0))[0]?.id ?? '';
  });
  after(async () => {
    await nexus?.close();
    await proxy?.close();
    await stack?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('comes back after the server dropped its connection, and reads what was missed', async () => {
    const lost = new Recorder<Connection>();
    const stop = nexus.connection.subscribe(lost.listen);
    stack.dropRealtimeClients();
    await lost.next(isDown, 0, 5_000);
    const timestamp = await recordElsewhere();
    await until(nexus.connection, isOnline, 5_000);
    await heard.next(showsReadingOf(timestamp), 0, 3_000);
    stop();
  });

  it('notices within 5.5 s that a network is dead which never said so, and recovers within 3.5 s', async () => {
    proxy.freeze();
    const cutAt = Date.now();
    await until(nexus.connection, isDown, 5_500);
    await heard.next(
      (machines) => machines.every((one) => one.freshness === 'offline'),
      heard.calls.length - 1,
      1_000,
    );
    const noticedMs = Date.now() - cutAt;
    const timestamp = await recordElsewhere();
    proxy.thaw();
    const restoredAt = Date.now();
    await until(nexus.connection, isOnline, 3_500);
    await heard.next(showsReadingOf(timestamp), 0, 3_000);
    console.log(`noticed after ${noticedMs} ms, recovered ${Date.now() - restoredAt} ms after the network`);
  });

  it('survives a restart of the server on the same data', async () => {
    await stack.stop();
    await until(nexus.connection, isDown, 5_500);
    await until(nexus.connection, (connection) => connection.state === 'offline', 10_000);
    stack = await startStack();
    const readyAt = Date.now();
    const timestamp = await recordElsewhere();
    // A try made while the server was still starting may hang until its own limit; the next one gets through.
    await until(nexus.connection, isOnline, 8_500);
    const onlineMs = Date.now() - readyAt;
    await heard.next(showsReadingOf(timestamp), 0, 3_000);
    console.log(`online ${onlineMs} ms, right ${Date.now() - readyAt} ms after the server`);
    assert.equal(nexus.session.current.value?.email, who('ceo', 'alpenwerk').email);
  });
});
