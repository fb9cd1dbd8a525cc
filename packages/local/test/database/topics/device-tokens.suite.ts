import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  type Actor,
  MACHINE_A,
  MACHINE_B,
  MEMBERS_A,
  MEMBERS_B,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { inWorld, type World } from '../support/world.ts';

interface Made {
  id: string;
  token: string;
  hint: string;
}
interface Outcome {
  stored: number;
  duplicates: number;
  refused: { index: number; code: string; message: string }[];
}
const make = (world: World, machines: string[] | null = null, actor: Actor = 'adminA'): Promise<Made> =>
  call(world, actor, `public.create_device_token('Gateway', $1)`, [machines]);
const INGEST = 'select public.ingest_readings($1, $2) as a';
const ingest = (world: World, token: string, readings: unknown): Promise<Outcome> =>
  call(world, 'service_role', INGEST.slice(7, -5), [token, JSON.stringify(readings)]);
const reading = (
  machine: Record<string, unknown> = { machine_id: MACHINE_A },
  secondsAgo = 60,
): Record<string, unknown> => ({
  ...machine,
  timestamp: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
  vibration: 1.5,
});
const why = async (world: World, token: string | null): Promise<unknown> => {
  const { code, detail } = await refusal(world, 'service_role', INGEST, [token, JSON.stringify([reading()])]);
  return code === 'NX017' ? detail.reason : code;
};
/** Another machine of tenant A, with a name of the plant's own. */
const second = async (world: World): Promise<string> =>
  String(
    (
      await world.owner(
        `insert into public.machines (tenant_id, name, external_id) values ('${TENANT_A}', 'Second', 'line-2') returning id`,
      )
    )[0]?.id,
  );

describe('device tokens', () => {
  for (const sql of [
    `select public.create_device_token('n')`,
    `select public.revoke_device_token('00000000-0000-4000-8000-000000000000')`,
    'select public.list_device_tokens()',
  ]) {
    it(`${sql}: is for master admins of the own tenant`, () =>
      inWorld(async (world) => {
        await refusedAs(world, sql, {
          42501: ['anon', 'service_role'],
          NX001: OUTSIDERS,
          NX010: ['maintenanceA', 'salesA', 'ceoA'],
        });
        await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
        await refusedAs(world, sql, { NX002: MEMBERS_A });
      }));
  }
  it('are read and written directly by nobody, the service neither', () =>
    inWorld(async (world) => {
      await make(world);
      for (const actor of ['anon', 'service_role', ...OUTSIDERS, ...MEMBERS_A, ...MEMBERS_B] as const) {
        for (const sql of [
          'select from public.device_tokens',
          'update public.device_tokens set revoked_at = null',
          'delete from public.device_tokens',
          `insert into public.device_tokens (tenant_id, name, token_hash, hint) values ('${TENANT_A}', 'n', '', 'abcd')`,
        ]) {
          await world.refused('42501', actor, sql);
        }
      }
    }));
  it('are random, told once, and kept as a hash', () =>
    inWorld(async (world) => {
      const { id, token, hint } = await make(world, [MACHINE_A, MACHINE_A]);
      assert.match(token, /^nxd_[\w-]{43}$/);
      const [row] = await world.owner(`select encode(token_hash, 'hex') as hash from public.device_tokens`);
      assert.equal(row?.hash, createHash('sha256').update(token).digest('hex'));
      const [listed, ...more] = await call<Record<string, unknown>[]>(
        world,
        'adminA',
        'public.list_device_tokens()',
      );
      const { created_at, ...rest } = listed ?? {};
      assert.ok(created_at);
      assert.deepEqual(more, []);
      assert.deepEqual(rest, {
        id,
        name: 'Gateway',
        hint: token.slice(-4),
        machine_ids: [MACHINE_A],
        created_by: ACCOUNTS.adminA,
        expires_at: null,
        revoked_at: null,
        last_used_at: null,
      });
      assert.equal(hint, token.slice(-4));
      assert.deepEqual(await call(world, 'adminB', 'public.list_device_tokens()'), []);
    }));
  it('are for machines of the own tenant', () =>
    inWorld(async (world) => {
      const sql = `select public.create_device_token('n', $1)`;
      await world.refused('NX004', 'adminA', sql, { params: [[MACHINE_A, MACHINE_B]] });
      await world.refused('NX004', 'adminA', sql, { params: [[null]] });
      await world.refused('NX006', 'adminA', sql, { params: [[]] });
      await world.refused('NX006', 'adminA', `select public.create_device_token('')`);
      await world.refused('NX006', 'adminA', `select public.create_device_token('n', null, now())`);
    }));
  it('show in the log when made and revoked, without token, hash or hint', () =>
    inWorld(async (world) => {
      const { id, token } = await make(world, [MACHINE_A]);
      await world.refused('NX004', 'adminB', 'select public.revoke_device_token($1)', { params: [id] });
      await ingest(world, token, [reading()]);
      for (const _time of [1, 2]) await call(world, 'adminA', 'public.revoke_device_token($1)', [id]);
      const entries = await world.as<{ action: string }>(
        'adminA',
        `select * from public.audit_log where target_table = 'device_tokens' order by at, cmin::text::int`,
      );
      assert.deepEqual(
        entries.map(({ action }) => action),
        ['device_token.created', 'device_token.revoked'],
      );
      assert.ok(!JSON.stringify(entries).includes(token.slice(4)));
      assert.doesNotMatch(JSON.stringify(entries), /hash|hint/);
    }));
});

describe('ingest_readings', () => {
  it('is for the service', () =>
    inWorld(async (world) => {
      const { token } = await make(world);
      await refusedAs(world, INGEST, { 42501: ['anon', ...OUTSIDERS, ...MEMBERS_A] }, [
        token,
        JSON.stringify([reading()]),
      ]);
    }));
  it("records for the token's tenant, once", () =>
    inWorld(async (world) => {
      const { token } = await make(world);
      const batch = [reading(), reading(undefined, 50)];
      assert.deepEqual(await ingest(world, token, batch), { stored: 2, duplicates: 0, refused: [] });
      assert.deepEqual(await ingest(world, token, batch), { stored: 0, duplicates: 2, refused: [] });
      const rows = await world.owner(
        'select tenant_id, machine_id from public.telemetry where vibration = 1.5',
      );
      assert.deepEqual(rows[0], { tenant_id: TENANT_A, machine_id: MACHINE_A });
      const [listed] = await call<{ last_used_at: string }[]>(world, 'adminA', 'public.list_device_tokens()');
      assert.ok(listed?.last_used_at);
    }));
  it("takes the plant's own names of machines", () =>
    inWorld(async (world) => {
      const id = await second(world);
      await world.owner(
        `insert into public.machines (tenant_id, name, external_id) values ('${TENANT_B}', 'B', 'line-b')`,
      );
      const { token } = await make(world);
      const outcome = await ingest(world, token, [
        reading({ external_id: 'line-2' }),
        reading({ external_id: 'line-3' }),
        // That is what another tenant calls one of its own.
        reading({ external_id: 'line-b' }),
        // The id outweighs the name.
        reading({ machine_id: MACHINE_A, external_id: 'line-2' }),
      ]);
      assert.deepEqual([outcome.stored, outcome.refused.length], [2, 2]);
      assert.match(
        outcome.refused[1]?.message ?? '',
        /^No machine with the external id line-b in this tenant/,
      );
      assert.deepEqual(outcome.refused[0], {
        index: 1,
        code: 'unknown_machine',
        message: 'No machine with the external id line-3 in this tenant.',
      });
      const rows = await world.owner(
        'select machine_id from public.telemetry where vibration = 1.5 order by machine_id',
      );
      assert.deepEqual(new Set(rows.map(({ machine_id }) => machine_id)), new Set([MACHINE_A, id]));
    }));
  it("records for the token's machines only; of the others it tells nothing", () =>
    inWorld(async (world) => {
      const id = await second(world);
      const { token } = await make(world, [id]);
      const nowhere = 'f0000000-0000-4000-8000-000000000000';
      const outcome = await ingest(world, token, [
        reading(),
        reading({ machine_id: MACHINE_B }),
        reading({ machine_id: nowhere }),
        reading({ machine_id: id.toUpperCase() }),
        'no reading',
        reading({ external_id: 'line-2' }, 40),
        { machine_id: id, timestamp: 'yesterday', vibration: 1 },
        {},
      ]);
      assert.deepEqual(
        outcome.refused.map(({ index, code }) => [index, code]),
        [
          [0, 'unknown_machine'],
          [1, 'unknown_machine'],
          [2, 'unknown_machine'],
          [4, 'invalid_reading'],
          [6, 'invalid_reading'],
          [7, 'invalid_reading'],
        ],
      );
      assert.equal(outcome.stored, 2);
      // A machine that is there reads like one that is not.
      assert.equal(
        outcome.refused[0]?.message.replace(MACHINE_A, 'X'),
        outcome.refused[2]?.message.replace(nowhere, 'X'),
      );
      assert.deepEqual(await ingest(world, token, [reading()]), {
        stored: 0,
        duplicates: 0,
        refused: [{ ...outcome.refused[0] }],
      });
    }));
  it('gives a token whose machines are gone none, and not all', () =>
    inWorld(async (world) => {
      const id = await second(world);
      const { token } = await make(world, [id]);
      await world.owner('delete from public.machines where id = $1', [id]);
      assert.equal((await ingest(world, token, [reading()])).stored, 0);
    }));
  it('refuses what is unknown, expired or revoked, and a suspended tenant', () =>
    inWorld(async (world) => {
      const { id, token } = await make(world);
      for (const other of [`${token}x`, 'nxd_', '', null]) assert.equal(await why(world, other), 'unknown');
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      assert.equal(await why(world, token), 'NX002');
      await world.owner(`update public.tenants set status = 'Active'`);
      await world.owner('update public.device_tokens set expires_at = now()');
      assert.equal(await why(world, token), 'expired');
      await call(world, 'adminA', 'public.revoke_device_token($1)', [id]);
      assert.equal(await why(world, token), 'revoked');
    }));
  it('takes 1 to 5,000 readings', () =>
    inWorld(async (world) => {
      const { token } = await make(world, [MACHINE_A]);
      for (const batch of [[], {}, null, Array.from({ length: 5_001 }, () => ({}))]) {
        await world.refused('NX005', 'service_role', INGEST, { params: [token, JSON.stringify(batch)] });
      }
    }));
});
