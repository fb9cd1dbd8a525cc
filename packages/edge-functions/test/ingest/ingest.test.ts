import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  ADMIN,
  ALPENWERK,
  type Answer,
  type FunctionWorld,
  RIO_BRAVO,
  startFunctionWorld,
} from '../support/function-world.ts';

let world: FunctionWorld;
let machines: string[];
let foreign: string;

interface Token {
  id: string;
  token: string;
}

const idsOf = async (tenant: string): Promise<string[]> => {
  const rows = await world.stack.db.query<{ id: string }>(
    'select id from public.machines where tenant_id = $1 order by name limit 2',
    [tenant],
  );
  return rows.map(({ id }) => id);
};
const makeToken = async (machineIds: string[] | null = null): Promise<Token> => {
  const { status, body } = await world.rpc(ADMIN, 'create_device_token', {
    name: 'Hall 1',
    machine_ids: machineIds,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const at = (second: number): string => new Date(Date.now() - 60_000 + second * 1_000).toISOString();
const send = (token: string, readings: unknown, more: object = {}): Promise<Answer> =>
  world.call('ingest', { readings }, { bearer: token, ...more });

describe('ingest', () => {
  before(async () => {
    world = await startFunctionWorld();
    machines = await idsOf(ALPENWERK);
    foreign = (await idsOf(RIO_BRAVO))[0] ?? assert.fail('no machine');
  });
  after(() => world?.close());

  it('stores what a gateway sends, once, and answers for each reading', async () => {
    const { token } = await makeToken();
    const [machineId] = machines;
    const readings = [
      { machineId, timestamp: at(1), vibration: 1.5 },
      { machineId, timestamp: 'yesterday', vibration: 1 },
      { machineId: foreign, timestamp: at(2), vibration: 1 },
      { machineId, timestamp: at(3), temperature: 40, rpm: null },
    ];
    const first = await send(token, readings);
    assert.equal(first.status, 200);
    assert.equal(first.body.stored, 2);
    assert.deepEqual(
      first.body.refused.map(({ index }: { index: number }) => index),
      [1, 2],
    );
    const second = await send(token, readings);
    assert.deepEqual([second.body.stored, second.body.duplicates], [0, 2]);
    const rows = await world.stack.db.query(
      'select from public.telemetry where machine_id = $1 and "timestamp" = $2',
      [machineId, readings[0]?.timestamp],
    );
    assert.equal(rows.length, 1);
  });

  it('keeps to the machines of the token', async () => {
    const [mine, other] = machines;
    const { token } = await makeToken([mine as string]);
    const { body } = await send(token, [
      { machineId: mine, timestamp: at(4), vibration: 1 },
      { machineId: other, timestamp: at(4), vibration: 1 },
    ]);
    const strange = await send(token, [{ machineId: foreign, timestamp: at(4), vibration: 1 }]);
    assert.deepEqual([body.stored, body.refused.length, strange.body.stored], [1, 1, 0]);
    // A machine out of reach looks like one that there is not.
    assert.equal(body.refused[0].code, strange.body.refused[0].code);
  });

  it('understands gzip, and stops where it is a bomb or broken', async () => {
    const { token } = await makeToken();
    const text = JSON.stringify({ readings: [{ machineId: machines[0], timestamp: at(5), vibration: 1 }] });
    const headers = { 'content-encoding': 'gzip' };
    assert.equal((await send(token, null, { headers, raw: gzipSync(text) })).body.stored, 1);
    const bomb = await send(token, null, { headers, raw: gzipSync(Buffer.alloc(60_000_000, 32)) });
    assert.deepEqual([bomb.status, bomb.body.code], [413, 'body_too_large']);
    const broken = await send(token, null, { headers, raw: gzipSync(text).subarray(0, 30) });
    assert.deepEqual([broken.status, broken.body.code], [400, 'validation_failed']);
    const other = await send(token, null, { headers: { 'content-encoding': 'br' }, raw: text });
    assert.deepEqual([other.status, other.body.code], [415, 'media_type_refused']);
  });

  it('refuses batches that are empty, too long or no batches', async () => {
    const { token } = await makeToken();
    const many = Array.from({ length: 5_001 }, () => ({ machineId: machines[0], timestamp: at(6) }));
    for (const readings of [[], many, 'none', null]) {
      const { status, body } = await send(token, readings);
      assert.deepEqual([status, body.code], [400, 'validation_failed']);
    }
  });

  it('refuses tokens that are unknown, misshapen or revoked', async () => {
    const reading = [{ machineId: machines[0], timestamp: at(7), vibration: 1 }];
    const { id, token } = await makeToken();
    assert.equal((await world.rpc(ADMIN, 'revoke_device_token', { id })).status, 204);
    for (const bearer of [`nxd_${'A'.repeat(43)}`, token, 'nxd_short', await world.token(ADMIN), '']) {
      const { status, body } = await send(bearer, reading);
      assert.deepEqual([status, body.code], [401, 'device_token_invalid']);
    }
    const member = await world.rpc('maintenance@alpenwerk.example', 'create_device_token', { name: 'Mine' });
    assert.equal(member.body.code, 'NX010');
    assert.ok(!JSON.stringify(world.lines).includes('nxd_'));
  });
});
