import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  MACHINE_A,
  MEMBERS_A,
  type MemberOfA,
  OUTSIDERS,
  READERS_OF_TELEMETRY_A,
  TENANT_A,
  WRITERS_A,
} from '../support/actors.ts';
import { inWorld } from '../support/world.ts';

const CALL = 'select public.current_membership() as m';
const READING = JSON.stringify([{ machine_id: MACHINE_A, timestamp: new Date().toISOString(), rpm: 1 }]);

interface Membership {
  role: string;
  permissions: string[];
  tenant: Record<string, unknown>;
}

describe('current_membership', () => {
  const expected: Record<MemberOfA, string[]> = {
    adminA: [
      ...[
        'machines.read',
        'machines.write',
        'telemetry.read',
        'telemetry.write',
        'documents.read',
        'documents.write',
      ],
      ...['quality.read', 'quality.write', 'ai.use', 'members.manage', 'branding.manage', 'api_key.manage'],
    ],
    maintenanceA: [
      ...[
        'machines.read',
        'machines.write',
        'telemetry.read',
        'telemetry.write',
        'documents.read',
        'documents.write',
      ],
      ...['quality.read', 'quality.write', 'ai.use'],
    ],
    salesA: ['machines.read', 'documents.read', 'documents.write', 'ai.use'],
    ceoA: ['machines.read', 'telemetry.read', 'documents.read', 'quality.read', 'ai.use'],
  };

  for (const member of MEMBERS_A) {
    it(`tells ${member} tenant, role and effective permissions`, () =>
      inWorld(async (world) => {
        const rows = await world.as<{
          m: Membership & { user_id: string; email: string; full_name: string };
        }>(member, CALL);
        const found = rows[0]?.m;
        assert.ok(found);
        assert.equal(found.user_id, ACCOUNTS[member]);
        assert.match(found.email, /@alpenwerk\.example$/);
        assert.equal(found.tenant.id, TENANT_A);
        assert.equal(found.tenant.name, 'Alpenwerk Präzision');
        assert.equal(found.tenant.plan_tier, 'Enterprise');
        assert.equal((found.tenant.branding as Record<string, string>).primaryColor, '#14532d');
        assert.deepEqual(Object.keys(found.tenant).sort(), [
          'branding',
          'id',
          'name',
          'plan_tier',
          'slug',
          'status',
        ]);
        assert.deepEqual(found.permissions, expected[member]);
      }));
  }
  it('adds and removes single permissions', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.user_profiles set permissions = '{"telemetry.read": true, "ai.use": false}' where role = 'sales'`,
      );
      const rows = await world.as<{ m: Membership }>('salesA', CALL);
      assert.deepEqual(rows[0]?.m.permissions, [
        'machines.read',
        'telemetry.read',
        'documents.read',
        'documents.write',
      ]);
    }));
  for (const outsider of OUTSIDERS) {
    it(`tells ${outsider} null`, () =>
      inWorld(async (world) => assert.deepEqual(await world.as(outsider, CALL), [{ m: null }])));
  }
  it('is closed to anon and to service_role', () =>
    inWorld(async (world) => {
      await world.refused('42501', 'anon', CALL);
      await world.refused('42501', 'service_role', CALL);
    }));
});

describe('a suspended tenant', () => {
  const suspend = `update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`;

  for (const member of MEMBERS_A) {
    it(`reads and writes nothing through ${member}, whose token is still valid`, () =>
      inWorld(async (world) => {
        await world.as('adminA', `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 1)`);
        await world.owner(suspend);
        for (const table of ['machines', 'telemetry', 'machine_latest', 'user_profiles']) {
          await world.nothing(member, `select tenant_id from public.${table}`);
        }
        await world.nothing(member, 'select id from public.tenants');
        await world.nothing(member, 'select id from storage.objects');
        await world.nothing(member, `update public.machines set name = 'x' returning id`);
        await world.nothing(member, 'delete from public.machines returning id');
        await world.refused('42501', member, `insert into public.machines (name) values ('New')`);
        await world.refused(
          '42501',
          member,
          `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 2)`,
        );
        await world.refused('NX002', member, 'select public.fleet_overview()');
        await world.refused('NX002', member, `select public.telemetry_series('${MACHINE_A}')`);
        await world.refused('NX002', member, 'select public.record_readings($1)', { params: [READING] });
      }));
  }
  it('still shows its master_admin name and status, without rights and brand', () =>
    inWorld(async (world) => {
      await world.owner(suspend);
      const rows = await world.as<{ m: Membership }>('adminA', CALL);
      assert.equal(rows[0]?.m.tenant.name, 'Alpenwerk Präzision');
      assert.equal(rows[0]?.m.tenant.status, 'Suspended');
      assert.deepEqual(rows[0]?.m.tenant.branding, {});
      assert.deepEqual(rows[0]?.m.permissions, []);
      for (const member of ['maintenanceA', 'salesA', 'ceoA'] as const) {
        assert.deepEqual(await world.as(member, CALL), [{ m: null }]);
      }
    }));
  it('leaves the other tenant alone', () =>
    inWorld(async (world) => {
      await world.owner(suspend);
      assert.equal((await world.as('salesB', 'select id from public.machines')).length, 24);
    }));
  it('cannot resume itself', () =>
    inWorld(async (world) => {
      await world.owner(suspend);
      await world.refused('42501', 'adminA', `update public.tenants set status = 'Active'`);
    }));
});

describe('a token that is still valid', () => {
  it('loses what the role lost at the next statement', () =>
    inWorld(async (world) => {
      await world.as('maintenanceA', `update public.machines set name = 'Mine' where id = '${MACHINE_A}'`);
      await world.owner(
        `update public.user_profiles set role = 'sales' where id = '${ACCOUNTS.maintenanceA}'`,
      );
      await world.nothing('maintenanceA', `update public.machines set name = 'Again' returning id`);
      await world.refused('NX003', 'maintenanceA', 'select public.record_readings($1)', {
        params: [READING],
      });
      await world.nothing('maintenanceA', 'select from public.telemetry');
    }));
  it('sees nothing after removal from the tenant', () =>
    inWorld(async (world) => {
      await world.owner(`delete from public.user_profiles where id = '${ACCOUNTS.adminA}'`);
      await world.nothing('adminA', 'select id from public.machines');
      await world.refused('NX001', 'adminA', 'select public.fleet_overview()');
      assert.deepEqual(await world.as('adminA', CALL), [{ m: null }]);
    }));
  for (const change of [`banned_until = now() + interval '1 day'`, 'deleted_at = now()']) {
    it(`sees nothing once the account has ${change.split(' ')[0]}`, () =>
      inWorld(async (world) => {
        await world.owner(`update auth.users set ${change} where id = '${ACCOUNTS.adminA}'`);
        await world.nothing('adminA', 'select id from public.machines');
        await world.refused('NX001', 'adminA', 'select public.fleet_overview()');
        assert.deepEqual(await world.as('adminA', CALL), [{ m: null }]);
      }));
  }
  it('sees again after a ban that is over', () =>
    inWorld(async (world) => {
      await world.owner(`update auth.users set banned_until = now() - interval '1 day'`);
      assert.equal((await world.as('adminA', 'select id from public.machines')).length, 28);
    }));
  it('gains nothing from claims it makes up', () =>
    inWorld(async (world) => {
      const claims = JSON.stringify({
        sub: ACCOUNTS.salesA,
        role: 'authenticated',
        tenant_id: 'b2000000-0000-4000-8000-000000000001',
        app_metadata: { role: 'master_admin' },
        user_metadata: { role: 'master_admin' },
      });
      const settings = { 'request.jwt.claims': claims };
      const rows = await world.as('salesA', 'select distinct tenant_id from public.machines', { settings });
      assert.deepEqual(rows, [{ tenant_id: TENANT_A }]);
      await world.nothing('salesA', `update public.machines set name = 'x' returning id`, { settings });
    }));
});

describe('every public function', () => {
  const calls: [string, readonly unknown[]][] = [
    ['select public.fleet_overview()', []],
    ['select public.record_readings($1)', [READING]],
    ['select public.telemetry_series($1)', [MACHINE_A]],
  ];
  for (const [sql, params] of calls) {
    it(`${sql}: closed to anon and service_role, NX001 to outsiders`, () =>
      inWorld(async (world) => {
        await world.refused('42501', 'anon', sql, { params });
        await world.refused('42501', 'service_role', sql, { params });
        for (const outsider of OUTSIDERS) await world.refused('NX001', outsider, sql, { params });
      }));
  }
  it('answers exactly the roles that may', () =>
    inWorld(async (world) => {
      for (const member of MEMBERS_A) {
        await world.as(member, 'select public.fleet_overview()');
        const reads = READERS_OF_TELEMETRY_A.includes(member);
        const writes = WRITERS_A.includes(member);
        const series = { params: [MACHINE_A] };
        if (reads) await world.as(member, 'select public.telemetry_series($1)', series);
        else await world.refused('NX003', member, 'select public.telemetry_series($1)', series);
        const batch = { params: [READING] };
        if (writes) await world.as(member, 'select public.record_readings($1)', batch);
        else await world.refused('NX003', member, 'select public.record_readings($1)', batch);
      }
    }));
});
