// Nothing of the tenant wall depends on the front end: with the other tenant's ids in hand, raw calls give nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RunningStack, runStack } from '../../../scripts/lib/running-stack.ts';
import { type RawClient, rawClient } from './support/raw-client.ts';

interface MachineRow {
  id: string;
  tenant_id: string;
  name: string;
}

describe('the tenant wall, against raw calls', () => {
  let stack: RunningStack;
  let attacker: RawClient;
  let victim: RawClient;
  let machine: MachineRow;

  const rpc = (client: RawClient, name: string, body: unknown): Promise<Response> =>
    client.call(`/rest/v1/rpc/${name}`, { method: 'POST', body: JSON.stringify(body) });
  const rows = async (client: RawClient, path: string): Promise<unknown[]> => {
    const response = await client.call(`/rest/v1/${path}`);
    return response.ok ? ((await response.json()) as unknown[]) : [];
  };
  const record = (client: RawClient, vibration: number): Promise<Response> =>
    rpc(client, 'record_readings', {
      readings: [{ machine_id: machine.id, timestamp: new Date().toISOString(), vibration }],
    });

  before(async () => {
    stack = await runStack(['--no-simulator']);
    attacker = await rawClient(stack, 'admin@rio-bravo.example');
    victim = await rawClient(stack, 'admin@alpenwerk.example');
    const machines = (await (await rpc(victim, 'fleet_overview', {})).json()) as MachineRow[];
    machine = machines[0] ?? assert.fail('the victim has no machine');
    const answer = (await (await record(victim, 2.5)).json()) as { stored: number };
    assert.equal(answer.stored, 1, 'the victim itself can record');
  });
  after(() => stack?.stop());

  it('REST: tables filtered by the other tenant’s ids are empty', async () => {
    for (const path of [
      `machines?id=eq.${machine.id}`,
      `machines?tenant_id=eq.${victim.tenantId}`,
      `telemetry?machine_id=eq.${machine.id}`,
      `machine_latest?machine_id=eq.${machine.id}`,
      `tenants?id=eq.${victim.tenantId}`,
      `user_profiles?tenant_id=eq.${victim.tenantId}`,
    ]) {
      assert.deepEqual(await rows(attacker, path), [], path);
    }
    assert.equal((await rows(victim, `machines?id=eq.${machine.id}`)).length, 1, 'the victim itself sees it');
  });

  it('REST: writes to the other tenant’s machine change nothing', async () => {
    await attacker.call(`/rest/v1/machines?id=eq.${machine.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ name: 'taken over' }),
    });
    await attacker.call(`/rest/v1/machines?id=eq.${machine.id}`, { method: 'DELETE' });
    const planted = await attacker.call('/rest/v1/machines', {
      method: 'POST',
      body: JSON.stringify({ name: 'planted', tenant_id: victim.tenantId }),
    });
    assert.ok(planted.status >= 400, `planting a machine answered ${planted.status}`);
    const [after] = (await rows(victim, `machines?id=eq.${machine.id}`)) as MachineRow[];
    assert.equal(after?.name, machine.name);
  });

  it('RPC: no reading is recorded for, and no series read from, the other tenant’s machine', async () => {
    const answer = (await (await record(attacker, 99)).json()) as {
      stored: number;
      refused: { code: string }[];
    };
    assert.equal(answer.stored, 0);
    assert.equal(answer.refused[0]?.code, 'unknown_machine');
    const series = await rpc(attacker, 'telemetry_series', {
      machine_id: machine.id,
      metrics: ['vibration'],
      from_time: new Date(Date.now() - 3_600_000).toISOString(),
      to_time: new Date().toISOString(),
      max_points: 100,
    });
    assert.ok(series.status >= 400, `series answered ${series.status}`);
    assert.ok(!(await series.text()).includes('2.5'));
  });

  it('without a sign-in, the publishable key alone opens nothing', async () => {
    for (const path of ['machines', 'telemetry', 'tenants', 'user_profiles', 'machine_latest']) {
      const response = await fetch(`${stack.api}/rest/v1/${path}`, {
        headers: { apikey: stack.publishableKey },
      });
      const body: unknown = await response.json();
      assert.ok(
        !response.ok || (Array.isArray(body) && body.length === 0),
        `${path}: ${JSON.stringify(body)}`,
      );
    }
  });

  it('Realtime: the other tenant’s channel cannot be joined, private or public, and nothing is heard', async () => {
    const topic = `tenant:${victim.tenantId}`;
    for (const isPrivate of [true, false]) {
      const outcome = await attacker.join(topic, { isPrivate, during: () => record(victim, 3) });
      assert.equal(outcome.status, 'error', `private: ${isPrivate}`);
      assert.ok(!outcome.heard.some(({ event }) => event === 'broadcast'));
    }
    const own = await victim.join(topic, {
      during: async () => {
        await record(victim, 3.1);
      },
    });
    assert.equal(own.status, 'ok', 'the victim itself may join');
  });

  it('Storage: the other tenant’s objects are neither read, listed, overwritten, deleted nor signed', async () => {
    const path = `${victim.tenantId}/manual.txt`;
    const put = (client: RawClient, body: string, method = 'POST'): Promise<Response> =>
      client.call(`/storage/v1/object/documents/${path}`, {
        method,
        headers: { 'content-type': 'text/plain', 'x-upsert': 'true' },
        body,
      });
    assert.ok((await put(victim, 'original')).ok, 'the victim itself can upload');

    for (const response of [
      await attacker.call(`/storage/v1/object/authenticated/documents/${path}`),
      await attacker.call(`/storage/v1/object/documents/${path}`),
      await attacker.call(`/storage/v1/object/public/documents/${path}`),
      await attacker.call(`/storage/v1/object/sign/documents/${path}`, {
        method: 'POST',
        body: JSON.stringify({ expiresIn: 60 }),
      }),
      await put(attacker, 'overwritten'),
      await put(attacker, 'overwritten', 'PUT'),
    ]) {
      assert.ok(response.status >= 400, `${response.url} answered ${response.status}`);
      assert.ok(!(await response.text()).includes('original'));
    }
    await attacker.call('/storage/v1/object/documents', {
      method: 'DELETE',
      body: JSON.stringify({ prefixes: [path] }),
    });
    const listed = await attacker.call('/storage/v1/object/list/documents', {
      method: 'POST',
      body: JSON.stringify({ prefix: victim.tenantId, limit: 100, offset: 0 }),
    });
    assert.ok(!(await listed.text()).includes('manual'));
    const own = await victim.call(`/storage/v1/object/documents/${path}`);
    assert.equal(await own.text(), 'original');
  });
});
