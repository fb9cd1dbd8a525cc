import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  type Actor,
  MACHINE_A,
  MACHINE_B,
  MEMBERS_A,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { inWorld } from '../support/world.ts';

const TABLES = [
  'tenants',
  'user_profiles',
  'machines',
  'telemetry',
  'machine_latest',
  'telemetry_hourly',
  'documents',
  'quality_images',
  'audit_log',
  'invitations',
  'ai_requests',
] as const;
const USERS: readonly Actor[] = ['anon', 'stranger', 'platformAdmin', ...MEMBERS_A];

describe('a user with SQL in hand', () => {
  for (const actor of USERS) {
    it(`${actor} truncates, alters, drops, locks and re-owns nothing`, () =>
      inWorld(async (world) => {
        for (const table of TABLES) {
          await world.refused('42501', actor, `truncate public.${table} cascade`);
          await world.refused('42501', actor, `alter table public.${table} disable row level security`);
          await world.refused('42501', actor, `alter table public.${table} owner to authenticated`);
          await world.refused('42501', actor, `drop table public.${table} cascade`);
          await world.refused('42501', actor, `create policy x on public.${table} using (true)`);
          await world.refused(
            '42501',
            actor,
            `create trigger t before update on public.${table} for each row execute function private.tg_touch_updated_at()`,
          );
        }
      }));
    it(`${actor} creates nothing in public, private and partitions`, () =>
      inWorld(async (world) => {
        for (const schema of ['public', 'private', 'partitions']) {
          await world.refused('42501', actor, `create table ${schema}.mine (id int)`);
          await world.refused(
            '42501',
            actor,
            `create function ${schema}.mine() returns int language sql as 'select 1'`,
          );
        }
        // A temporary type or table would come first on every path, also on an empty one.
        for (const kind of [
          'create temp table mine (id int)',
          'create domain pg_temp.text as pg_catalog.text',
        ]) {
          await world.refused('42501', actor, kind);
        }
      }));
    it(`${actor} reads no internal table`, () =>
      inWorld(async (world) => {
        for (const table of [
          'private.platform_admins',
          'private.plan_limits',
          'private.machine_baselines',
          'private.dirty_hours',
          'private.rewritten_months',
          'vault.secrets',
          'vault.decrypted_secrets',
          'private.tenant_hostnames',
          'private.sealing_keys',
          'private.ai_usage',
          'private.ai_rates',
          'private.ai_rate_limits',
          'private.tenant_openings',
          'public.embed_secrets',
          'public.embed_members',
          'public.device_tokens',
          'auth.sessions',
          'auth.users',
          'auth.identities',
        ]) {
          await world.refused('42501', actor, `select from ${table}`);
        }
        await world.refused(
          '42501',
          actor,
          `insert into private.platform_admins (user_id) values ('${ACCOUNTS.stranger}')`,
        );
        await world.refused('42501', actor, `update private.plan_limits set raw_retention_days = 3650`);
      }));
    it(`${actor} executes no upkeep, no trigger's work and no broadcast`, () =>
      inWorld(async (world) => {
        for (const call of [
          'private.run_maintenance()',
          'private.drop_expired_telemetry()',
          `private.ensure_telemetry_partitions('1900-01-01', '2900-01-01')`,
          `private.broadcast_readings('${TENANT_B}', array[]::jsonb[])`,
          `private.my_permissions()`,
          `private.effective_permissions('master_admin', '{}')`,
          `private.apply_health(array[]::public.machine_latest[])`,
          `private.record_batch('${TENANT_B}', '[]')`,
          'private.run_upkeep()',
          'private.repair_rollups()',
          'private.learn_baselines()',
          'private.watch_silence()',
          'private.delete_expired_readings()',
          'private.rewrite_closed_month()',
          `private.secret('ai_key')`,
          `private.add_file_row('{}')`,
          `private.find_file_tenant('${TENANT_B}/x')`,
          `private.log_audit('${TENANT_B}', 'a.b', 'machines', 'x', null, null)`,
          `private.enforce_limit('machines', '{}')`,
          `private.has_master_admin('${TENANT_B}')`,
          `private.my_open_invitations()`,
          `private.end_sessions('${ACCOUNTS.adminB}')`,
          `private.take_ai_rate('${TENANT_B}', null, 1)`,
          `private.service_secret('GOOGLE_GEMINI_KEY')`,
          `private.tenant_ai_key('${TENANT_B}')`,
          `private.check_device_token('nxd_')`,
          `private.ingest_readings('nxd_', '[]')`,
          `private.new_secret('nxe_')`,
          `private.check_embed_secret('nxe_', null, null)`,
          `private.embed_member('${TENANT_B}', '1')`,
          `private.keep_embed_member('${TENANT_B}', '1', '${ACCOUNTS.adminB}', 'sales', null, null)`,
          `private.undo_tenant_opening('${TENANT_B}')`,
        ]) {
          await world.refused('42501', actor, `select ${call}`);
        }
      }));
    it(`${actor} cannot become another role`, () =>
      inWorld(async (world) => {
        for (const sql of [
          `select pg_read_file('/etc/passwd')`,
          `copy public.machines to program 'cat'`,
          `create role mine superuser`,
          `alter role authenticated bypassrls`,
        ]) {
          await world.refused('42501', actor, sql);
        }
      }));
  }
  it('is not fooled by a temporary table that shadows a real one', () =>
    inWorld(async (world) => {
      const shadow = `
        create temp table user_profiles (id uuid, tenant_id uuid, role text, permissions jsonb);
        create temp table tenants (id uuid, status text);
        create temp table machines (id uuid, tenant_id uuid);
        insert into user_profiles values ('${ACCOUNTS.salesA}', '${TENANT_B}', 'master_admin', '{}');
        insert into tenants values ('${TENANT_B}', 'Active');
        grant all on user_profiles, tenants, machines to authenticated;`;
      for (const statement of shadow.split(';').slice(0, -1)) await world.owner(statement);
      const settings = { search_path: 'pg_temp,public' };
      assert.deepEqual(await world.as('salesA', 'select private.my_tenant() as t', { settings }), [
        { t: TENANT_A },
      ]);
      assert.deepEqual(
        await world.as('salesA', 'select distinct tenant_id from public.machines', { settings }),
        [{ tenant_id: TENANT_A }],
      );
      const rows = await world.as<{ n: number }>(
        'salesA',
        'select jsonb_array_length(public.fleet_overview()) as n',
        { settings },
      );
      assert.deepEqual(rows, [{ n: 28 }]);
      await world.refused('NX003', 'salesA', 'select public.record_readings($1)', {
        params: ['[{}]'],
        settings,
      });
    }));
  it('is not fooled by a function or an operator that comes first on the path', () =>
    inWorld(async (world) => {
      await world.owner('create schema evil');
      await world.owner(
        `create function evil.now() returns timestamptz language sql as $$ select '2999-01-01'::timestamptz $$`,
      );
      await world.owner(
        `create function evil.always(uuid, uuid) returns boolean language sql as 'select true'`,
      );
      await world.owner('create operator evil.= (leftarg = uuid, rightarg = uuid, function = evil.always)');
      await world.owner('grant usage on schema evil to authenticated');
      const settings = { search_path: 'evil,pg_catalog,public' };
      const rows = await world.as('salesA', 'select distinct tenant_id from public.machines', { settings });
      assert.deepEqual(rows, [{ tenant_id: TENANT_A }]);
      const future = JSON.stringify([{ machine_id: MACHINE_A, timestamp: '2998-01-01T00:00:00Z', rpm: 1 }]);
      const answers = await world.as<{ a: { refused: { code: string }[] } }>(
        'maintenanceA',
        'select public.record_readings($1) as a',
        { params: [future], settings },
      );
      assert.equal(answers[0]?.a.refused[0]?.code, 'reading_in_future');
    }));
  it('learns nothing of other tenants from a leaky condition', () =>
    inWorld(async (world) => {
      // A policy's clause runs before any function that could tell what it saw.
      const seen = await world.as<{ n: number }>(
        'adminA',
        `select count(*)::int as n from public.machines where (name || pg_sleep(0)::text) is not null`,
      );
      assert.deepEqual(seen, [{ n: 28 }]);
      await world.nothing(
        'adminA',
        `select from public.machines where tenant_id = '${TENANT_B}' and 1 / (grid_position_x - grid_position_x) = 1`,
      );
      await world.nothing(
        'adminA',
        `select from public.machines m join public.tenants t on t.id = m.tenant_id where t.slug = 'rio-bravo'`,
      );
    }));
  it('learns nothing of other tenants from a conflict', () =>
    inWorld(async (world) => {
      // The same external id exists in B: A's insert neither fails nor touches it.
      const sql = `insert into public.machines (external_id, name) values ('B-ONLY', 'x') on conflict do nothing returning id`;
      await world.as('adminB', sql);
      assert.equal((await world.as('adminA', sql)).length, 1);
      // Nor does the same id, which a client may choose.
      const named = `insert into public.machines (id, name) values ('${MACHINE_B}', 'x') on conflict do nothing returning id`;
      assert.equal((await world.as('adminA', named)).length, 1);
    }));
  it("may have the id of another tenant's machine as its own, and learns and touches nothing by it", () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.machines (tenant_id, id, name) values ('${TENANT_A}', '${MACHINE_B}', 'Twin')`,
      );
      await world.as('adminA', `update public.machines set name = 'Mine' where id = '${MACHINE_B}'`);
      await world.as('adminA', `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_B}', 7)`);
      assert.deepEqual(
        await world.owner(`select tenant_id, name from public.machines where id = '${MACHINE_B}' order by 1`),
        [
          { tenant_id: TENANT_A, name: 'Mine' },
          { tenant_id: TENANT_B, name: 'Mill 01' },
        ],
      );
      await world.nothing('adminB', `select from public.telemetry where machine_id = '${MACHINE_B}'`);
      const told = await world.owner(
        `select distinct topic from realtime.messages where inserted_at >= now() and event in ('machines', 'readings') order by 1`,
      );
      assert.deepEqual(told, [{ topic: `tenant:${TENANT_A}` }, { topic: `tenant:${TENANT_A}:machines` }]);
    }));
  it('moves nothing to another tenant through a batch, a join or a subquery', () =>
    inWorld(async (world) => {
      await world.refused(
        '42501',
        'adminA',
        `insert into public.machines (name, tenant_id) select name, '${TENANT_B}' from public.machines`,
      );
      await world.refused(
        '42501',
        'adminA',
        `update public.machines m set tenant_id = t.id from public.tenants t`,
      );
      await world.nothing('adminA', `delete from public.machines where id = '${MACHINE_B}' returning id`);
      assert.equal(
        (await world.owner(`select from public.machines where tenant_id = '${TENANT_B}'`)).length,
        24,
      );
    }));
  it('without a subject is nobody', () =>
    inWorld(async (world) => {
      const settings = { 'request.jwt.claims': '{"role":"authenticated"}', 'request.jwt.claim.sub': '' };
      for (const table of ['machines', 'telemetry', 'user_profiles']) {
        await world.nothing('adminA', `select from public.${table}`, { settings });
      }
    }));
});

describe('the platform admin', () => {
  it("is on the list, and sees no tenant's data for that", () =>
    inWorld(async (world) => {
      assert.equal(
        (
          await world.owner('select from private.platform_admins where user_id = $1', [
            ACCOUNTS.platformAdmin,
          ])
        ).length,
        1,
      );
      for (const table of TABLES.filter((name) => name !== 'tenants')) {
        await world.nothing('platformAdmin', `select from public.${table}`);
      }
      await world.nothing('platformAdmin', 'select id from public.tenants');
    }));
});

describe('erasure by the service', () => {
  it('removes an account with its membership, and leaves the tenant', () =>
    inWorld(async (world) => {
      await world.owner('delete from auth.users where id = $1', [ACCOUNTS.ceoA]);
      assert.deepEqual(
        await world.owner('select id from public.user_profiles where id = $1', [ACCOUNTS.ceoA]),
        [],
      );
      assert.equal((await world.owner('select id from public.tenants')).length, 2);
    }));
});
