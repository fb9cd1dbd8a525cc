import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, MEMBERS_A, MEMBERS_B, OUTSIDERS, TENANT_A, TENANT_B } from '../support/actors.ts';
import { inWorld } from '../support/world.ts';

describe('tenants', () => {
  for (const member of [...MEMBERS_A, ...MEMBERS_B]) {
    it(`shows ${member} the own tenant only`, () =>
      inWorld(async (world) => {
        const rows = await world.as(member, 'select id, tenant_id, name, branding from public.tenants');
        assert.equal(rows.length, 1);
        assert.equal(rows[0]?.id, member.endsWith('A') ? TENANT_A : TENANT_B);
        assert.equal(rows[0]?.tenant_id, rows[0]?.id);
      }));
    it(`hides the sealed key from ${member}, by name, by star and by condition`, () =>
      inWorld(async (world) => {
        await world.refused('42501', member, 'select api_key_encrypted from public.tenants');
        await world.refused('42501', member, 'select * from public.tenants');
        await world.refused('42501', member, 'select to_jsonb(t) from public.tenants t');
        await world.refused(
          '42501',
          member,
          'select count(*) from public.tenants where api_key_encrypted is null',
        );
        await world.refused('42501', member, `update public.tenants set api_key_encrypted = 'mine'`);
      }));
    it(`refuses ${member} any change of plan, status, name, slug or id`, () =>
      inWorld(async (world) => {
        for (const change of [
          `plan_tier = 'Enterprise'`,
          `status = 'Active'`,
          `name = 'Mine'`,
          `slug = 'mine'`,
          `id = '${TENANT_B}'`,
        ]) {
          await world.refused('42501', member, `update public.tenants set ${change}`);
        }
      }));
    it(`refuses ${member} to open or close a tenant`, () =>
      inWorld(async (world) => {
        await world.refused(
          '42501',
          member,
          `insert into public.tenants (name, slug) values ('Mine', 'mine')`,
        );
        await world.refused('42501', member, 'delete from public.tenants');
      }));
  }
  for (const outsider of OUTSIDERS) {
    it(`shows ${outsider} nothing`, () =>
      inWorld(async (world) => {
        await world.nothing(outsider, 'select id from public.tenants');
        await world.nothing(outsider, `update public.tenants set branding = '{}' returning id`);
        await world.refused(
          '42501',
          outsider,
          `insert into public.tenants (name, slug) values ('Mine', 'mine')`,
        );
      }));
  }
  it('is closed to anon for every verb', () =>
    inWorld(async (world) => {
      await world.refused('42501', 'anon', 'select id from public.tenants');
      await world.refused('42501', 'anon', `insert into public.tenants (name, slug) values ('Mine', 'mine')`);
      await world.refused('42501', 'anon', `update public.tenants set branding = '{}'`);
      await world.refused('42501', 'anon', 'delete from public.tenants');
    }));
  it('is open to service_role', () =>
    inWorld(async (world) => {
      await world.as(
        'service_role',
        `update public.tenants set api_key_encrypted = 'sealed', status = 'Suspended'`,
      );
      assert.equal(
        (await world.as('service_role', 'select api_key_encrypted from public.tenants')).length,
        2,
      );
    }));

  it('lets who manages the brand change it, in the own tenant only even without WHERE', () =>
    inWorld(async (world) => {
      await world.as('adminA', `update public.tenants set branding = '{"primaryColor": "#123456"}'`);
      const rows = await world.owner(
        `select slug, branding ->> 'primaryColor' as colour from public.tenants order by slug`,
      );
      assert.deepEqual(rows[0], { slug: 'alpenwerk', colour: '#123456' });
      assert.notEqual(rows[1]?.colour, '#123456');
    }));
  for (const member of ['maintenanceA', 'salesA', 'ceoA'] as const) {
    it(`leaves the brand as it is for ${member}`, () =>
      inWorld((world) => world.nothing(member, `update public.tenants set branding = '{}' returning id`)));
  }
  const badBrands = [
    `'[]'`,
    `'{"primaryColor": "red"}'`,
    `'{"primaryColor": "#fff;}body{display:none"}'`,
    `'{"primaryColor": null}'`,
    `'{"logoUrl": "javascript:alert(1)"}'`,
    `'{"logoUrl": "http://plain.example/logo.png"}'`,
    `'{"logoUrl": "data:text/html,<script>"}'`,
    `'{"logoUrl": "https://x.example/\\" onerror=\\"a"}'`,
    `'{"fontFamily": "x; } * { background: url(https://evil.example) "}'`,
    `'{"radius": 5}'`,
    `'{"name": ""}'`,
    `jsonb_build_object('logoUrl', 'data:image/png;base64,' || repeat('A', 2000000))`,
  ];
  for (const brand of badBrands) {
    it(`refuses the brand ${brand.slice(0, 70)}`, () =>
      inWorld((world) => world.refused('23514', 'adminA', `update public.tenants set branding = ${brand}`)));
  }
});

describe('user_profiles', () => {
  it('shows a manager of members the whole own tenant', () =>
    inWorld(async (world) => {
      const rows = await world.as('adminA', 'select tenant_id from public.user_profiles');
      assert.equal(rows.length, 5);
      assert.ok(rows.every((row) => row.tenant_id === TENANT_A));
    }));
  for (const member of ['maintenanceA', 'salesA', 'ceoA', 'maintenanceB', 'salesB', 'ceoB'] as const) {
    it(`shows ${member} the own profile only`, () =>
      inWorld(async (world) => {
        assert.deepEqual(await world.as(member, 'select id from public.user_profiles'), [
          { id: ACCOUNTS[member] },
        ]);
      }));
  }
  for (const outsider of OUTSIDERS) {
    it(`shows ${outsider} nothing, and lets ${outsider} join nothing`, () =>
      inWorld(async (world) => {
        await world.nothing(outsider, 'select id from public.user_profiles');
        await world.refused(
          '42501',
          outsider,
          `insert into public.user_profiles (id, tenant_id, role) values ('${ACCOUNTS[outsider]}', '${TENANT_B}', 'master_admin')`,
        );
      }));
  }
  it('is closed to anon', () =>
    inWorld((world) => world.refused('42501', 'anon', 'select id from public.user_profiles')));

  for (const member of MEMBERS_A) {
    it(`refuses ${member} to promote, move, bless, re-identify or remove itself, and to invite`, () =>
      inWorld(async (world) => {
        for (const change of [
          `role = 'master_admin'`,
          `tenant_id = '${TENANT_B}'`,
          `permissions = '{"machines.write": true}'`,
          `id = '${ACCOUNTS.adminB}'`,
        ]) {
          await world.refused('42501', member, `update public.user_profiles set ${change}`);
          await world.refused(
            '42501',
            member,
            `update public.user_profiles set ${change} where id = '${ACCOUNTS[member]}'`,
          );
        }
        await world.refused('42501', member, 'delete from public.user_profiles');
        await world.refused(
          '42501',
          member,
          `insert into public.user_profiles (id, tenant_id, role) values ('${ACCOUNTS.stranger}', '${TENANT_A}', 'sales')`,
        );
        await world.refused(
          '42501',
          member,
          `insert into public.user_profiles (id, tenant_id, role) values ('${ACCOUNTS[member]}', '${TENANT_A}', 'master_admin')
           on conflict (id) do update set role = excluded.role`,
        );
      }));
    it(`lets ${member} correct the own name only, even without WHERE`, () =>
      inWorld(async (world) => {
        await world.as(member, `update public.user_profiles set full_name = 'Me'`);
        assert.deepEqual(await world.owner(`select id from public.user_profiles where full_name = 'Me'`), [
          { id: ACCOUNTS[member] },
        ]);
      }));
  }
  it('lets service_role open, change and remove members', () =>
    inWorld(async (world) => {
      await world.as(
        'service_role',
        `insert into public.user_profiles (id, tenant_id, role) values ('${ACCOUNTS.stranger}', '${TENANT_A}', 'sales')`,
      );
      assert.equal((await world.as('stranger', 'select id from public.machines')).length, 28);
      await world.as('service_role', `delete from public.user_profiles where id = '${ACCOUNTS.stranger}'`);
      await world.nothing('stranger', 'select id from public.machines');
    }));
  for (const permissions of [`'{"machines.destroy": true}'`, `'{"ai.use": "yes"}'`, `'["ai.use"]'`]) {
    it(`refuses the permissions ${permissions}, by whomever`, () =>
      inWorld((world) =>
        world.refused(
          '23514',
          'service_role',
          `update public.user_profiles set permissions = ${permissions}`,
        ),
      ));
  }
  it('refuses a profile without a tenant or with an unknown role', () =>
    inWorld(async (world) => {
      await world.refused('23502', 'service_role', 'update public.user_profiles set tenant_id = null');
      await world.refused('23514', 'service_role', `update public.user_profiles set role = 'root'`);
    }));
});
