import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ACCOUNTS, MEMBERS_A, MEMBERS_B, OUTSIDERS, TENANT_A } from '../support/actors.ts';
import { call, ownerRefused, refusal, refusedAs } from '../support/calls.ts';
import { CHECK, check, makeSecret } from '../support/embedding.ts';
import { inWorld, type World } from '../support/world.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const MANAGE: readonly [sql: string, params: readonly unknown[]][] = [
  [`select public.create_embed_secret('n')`, []],
  ['select public.rotate_embed_secret($1)', [NOBODY]],
  ['select public.revoke_embed_secret($1)', [NOBODY]],
  ['select public.list_embed_secrets()', []],
];
type Listed = Record<string, unknown>;
const list = (world: World): Promise<Listed[]> => call(world, 'adminA', 'public.list_embed_secrets()');
const why = async (world: World, ...[secret, origin, address]: (string | null)[]): Promise<unknown> => {
  const { code, detail } = await refusal(world, 'service_role', CHECK, [
    secret,
    origin ?? null,
    address ?? null,
  ]);
  return code === 'NX016' ? detail.reason : code;
};

describe('embed secrets', () => {
  for (const [sql, params] of MANAGE) {
    it(`${sql}: is for master admins of the own tenant`, () =>
      inWorld(async (world) => {
        const codes = {
          42501: ['anon', 'service_role'],
          NX001: OUTSIDERS,
          NX010: ['maintenanceA', 'salesA', 'ceoA'],
        } as const;
        await refusedAs(world, sql, codes, params);
        // No single right stands in for the role.
        await world.owner(
          `update public.user_profiles set permissions = '{"members.manage": true}' where role = 'sales'`,
        );
        await world.refused('NX010', 'salesA', sql, { params });
        await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
        await refusedAs(world, sql, { NX002: MEMBERS_A }, params);
      }));
  }
  it('are read and written directly by nobody, the service neither', () =>
    inWorld(async (world) => {
      await makeSecret(world);
      for (const actor of ['anon', 'service_role', ...OUTSIDERS, ...MEMBERS_A, ...MEMBERS_B] as const) {
        for (const sql of [
          'select from public.embed_secrets',
          'select secret_hash from public.embed_secrets',
          `update public.embed_secrets set default_role = 'c_level'`,
          'delete from public.embed_secrets',
          `insert into public.embed_secrets (tenant_id, name, secret_hash, hint) values ('${TENANT_A}', 'n', '', 'abcd')`,
        ]) {
          await world.refused('42501', actor, sql);
        }
      }
    }));
  it('are random, told once, and kept as a hash', () =>
    inWorld(async (world) => {
      const made = await makeSecret(world);
      assert.match(made.secret, /^nxe_[\w-]{43}$/);
      assert.equal(made.hint, made.secret.slice(-4));
      assert.notEqual((await makeSecret(world)).secret, made.secret);
      const rows = await world.owner<Record<string, unknown>>(
        `select encode(secret_hash, 'hex') as hash, s::text as row from public.embed_secrets s where id = $1`,
        [made.id],
      );
      assert.equal(rows[0]?.hash, createHash('sha256').update(made.secret).digest('hex'));
      const [everything] = await world.owner(
        `select concat((select jsonb_agg(s) from public.embed_secrets s), (select jsonb_agg(a) from public.audit_log a)) as text`,
      );
      assert.ok(!String(everything?.text).includes(made.secret.slice(4)));
      const listed = JSON.stringify(await list(world));
      assert.ok(!listed.includes(made.secret) && !listed.includes(String(rows[0]?.hash)));
      assert.doesNotMatch(listed, /hash/);
    }));
  it('are listed in the own tenant, with what they allow', () =>
    inWorld(async (world) => {
      await makeSecret(world, 'adminB');
      const made = await makeSecret(
        world,
        'adminA',
        `, 'sales', '{https://portal.example}', '{203.0.113.7,10.1.2.3/8,2001:db8::/32}', now() + interval '1 day'`,
      );
      const listed = await list(world);
      assert.equal(listed.length, 1);
      const { created_at, expires_at, ...rest } = listed[0] ?? {};
      assert.ok(created_at && expires_at);
      assert.deepEqual(rest, {
        id: made.id,
        name: 'Portal',
        hint: made.hint,
        role_map: { boss: 'c_level', fitter: 'maintenance' },
        default_role: 'sales',
        allowed_origins: ['https://portal.example'],
        allowed_addresses: ['203.0.113.7/32', '10.0.0.0/8', '2001:db8::/32'],
        created_by: ACCOUNTS.adminA,
        previous_until: null,
        revoked_at: null,
        last_used_at: null,
      });
    }));
  it('never give the role master_admin, whoever writes it', () =>
    inWorld(async (world) => {
      for (const args of [`'{"boss": "master_admin"}'`, `'{}', 'master_admin'`]) {
        const { code, hint } = await refusal(
          world,
          'adminA',
          `select public.create_embed_secret('n', ${args})`,
        );
        assert.equal(code, 'NX006');
        assert.match(hint ?? '', /master_admin/);
      }
      await makeSecret(world);
      await ownerRefused(world, '23514', `update public.embed_secrets set default_role = 'master_admin'`);
      await ownerRefused(
        world,
        '23514',
        `update public.embed_secrets set role_map = '{"boss": "master_admin"}'`,
      );
    }));
  it('take nothing in the wrong form, and show no row for it', () =>
    inWorld(async (world) => {
      for (const [argument, args] of [
        ['name', `''`],
        ['name', 'null'],
        ['role_map', `'n', '[]'`],
        ['role_map', `'n', '{"a": "owner"}'`],
        ['role_map', `'n', '{"a": 1}'`],
        ['role_map', `'n', '{"": "sales"}'`],
        ['default_role', `'n', '{}', 'owner'`],
        ['allowed_origins', `'n', '{}', null, '{https://a.example/path}'`],
        ['allowed_origins', `'n', '{}', null, '{http://a.example}'`],
        ['allowed_origins', `'n', '{}', null, '{https://*.example}'`],
        ['allowed_origins', `'n', '{}', null, '{null}'`],
        ['allowed_addresses', `'n', '{}', null, '{}', '{everywhere}'`],
        ['expires_at', `'n', '{}', null, '{}', '{}', now()`],
      ]) {
        const { code, detail } = await refusal(world, 'adminA', `select public.create_embed_secret(${args})`);
        assert.deepEqual([code, detail], ['NX006', { argument }], args);
      }
      assert.deepEqual(await list(world), []);
      for (const origin of [
        'https://a.example',
        'https://a-b.example:8443',
        'http://localhost:5173',
        'http://127.0.0.1',
      ]) {
        await call(world, 'adminA', 'public.create_embed_secret($1, $2, null, $3)', ['n', {}, [origin]]);
      }
    }));
});

describe('check_embed_secret', () => {
  it('is for the service', () =>
    inWorld(async (world) => {
      const { secret } = await makeSecret(world);
      await refusedAs(world, CHECK, { 42501: ['anon', ...OUTSIDERS, ...MEMBERS_A] }, [secret, null, null]);
    }));
  it('tells what a good secret stands for, and notes that it was used', () =>
    inWorld(async (world) => {
      const { id, secret } = await makeSecret(world);
      assert.deepEqual(await check(world, secret), {
        tenant_id: TENANT_A,
        tenant_slug: 'alpenwerk',
        secret_id: id,
        role_map: { boss: 'c_level', fitter: 'maintenance' },
        default_role: null,
      });
      assert.ok((await list(world))[0]?.last_used_at);
    }));
  it('refuses what is unknown, expired or revoked, and a suspended tenant', () =>
    inWorld(async (world) => {
      const { id, secret } = await makeSecret(
        world,
        'adminA',
        `, null, '{}', '{}', now() + interval '1 day'`,
      );
      for (const other of [`${secret}x`, secret.slice(4), secret.toUpperCase(), 'nxe_', '', null]) {
        assert.equal(await why(world, other), 'unknown', String(other));
      }
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      assert.equal(await why(world, secret), 'NX002');
      await world.owner(`update public.tenants set status = 'Active'`);
      await world.owner(`update public.embed_secrets set expires_at = now() - interval '1 second'`);
      assert.equal(await why(world, secret), 'expired');
      await call(world, 'adminA', 'public.revoke_embed_secret($1)', [id]);
      assert.equal(await why(world, secret), 'revoked');
      assert.equal((await list(world))[0]?.last_used_at, null);
    }));
  it('holds to the pages and networks that are named', () =>
    inWorld(async (world) => {
      const { secret } = await makeSecret(
        world,
        'adminA',
        `, null, '{https://portal.example,https://b.example:8443}', '{203.0.113.0/24,2001:db8::/32}'`,
      );
      const good = ['https://portal.example', '203.0.113.9'] as const;
      await check(world, secret, ...good);
      await check(world, secret, 'HTTPS://B.example:8443', '::ffff:203.0.113.9');
      await check(world, secret, good[0], '2001:db8::1');
      for (const origin of [
        'https://portal.example.evil.example',
        'http://portal.example',
        'https://b.example',
        'null',
        '',
        null,
      ]) {
        assert.equal(await why(world, secret, origin, good[1]), 'origin', String(origin));
      }
      for (const address of [
        '203.0.114.1',
        '::1',
        '203.0.113.0/16',
        '203.0.113.9, 1.1.1.1',
        'unknown',
        '',
        null,
      ]) {
        assert.equal(await why(world, secret, good[0], address), 'address', String(address));
      }
    }));
});

describe('rotate_embed_secret', () => {
  const rotate = (
    world: World,
    id: string,
    keepOld: string,
  ): Promise<{ id: string; secret: string; hint: string }> =>
    call(world, 'adminA', 'public.rotate_embed_secret($1, $2::interval)', [id, keepOld]);

  it('gives a new secret, and lets the old one be good a while', () =>
    inWorld(async (world) => {
      const old = await makeSecret(world);
      const fresh = await rotate(world, old.id, '1 hour');
      assert.equal(fresh.id, old.id);
      assert.notEqual(fresh.secret, old.secret);
      assert.deepEqual((await check(world, fresh.secret)).secret_id, old.id);
      await check(world, old.secret);
      await world.owner(`update public.embed_secrets set previous_until = now() - interval '1 second'`);
      assert.equal(await why(world, old.secret), 'expired');
      await check(world, fresh.secret);
      assert.equal((await list(world))[0]?.hint, fresh.secret.slice(-4));
    }));
  it('with no time ends the old one, and every one before, at once', () =>
    inWorld(async (world) => {
      const first = await makeSecret(world);
      const second = await rotate(world, first.id, '1 day');
      const third = await rotate(world, first.id, '0');
      assert.equal(await why(world, first.secret), 'unknown');
      assert.equal(await why(world, second.secret), 'unknown');
      await check(world, third.secret);
      await call(world, 'adminA', 'public.revoke_embed_secret($1)', [first.id]);
      assert.equal(await why(world, third.secret), 'revoked');
    }));
  it('ends the kept old one with the revocation', () =>
    inWorld(async (world) => {
      const old = await makeSecret(world);
      await rotate(world, old.id, '1 day');
      await call(world, 'adminA', 'public.revoke_embed_secret($1)', [old.id]);
      assert.equal(await why(world, old.secret), 'revoked');
    }));
  it('finds none of another tenant, and no revoked one; keeps none for ever', () =>
    inWorld(async (world) => {
      const { id } = await makeSecret(world);
      const sql = 'select public.rotate_embed_secret($1)';
      await world.refused('NX004', 'adminB', sql, { params: [id] });
      await world.refused('NX004', 'adminB', 'select public.revoke_embed_secret($1)', { params: [id] });
      for (const keepOld of ['31 days', '-1 hour']) {
        await world.refused('NX006', 'adminA', `select public.rotate_embed_secret('${id}', '${keepOld}')`);
      }
      await call(world, 'adminA', 'public.revoke_embed_secret($1)', [id]);
      await world.refused('NX004', 'adminA', sql, { params: [id] });
    }));
  it('shows in the log with creation and revocation, without secret, hash, hint or address', () =>
    inWorld(async (world) => {
      const { id, secret } = await makeSecret(world, 'adminA', `, null, '{}', '{203.0.113.0/24}'`);
      const fresh = await rotate(world, id, '1 hour');
      await check(world, fresh.secret, null, '203.0.113.1');
      await call(world, 'adminA', 'public.revoke_embed_secret($1)', [id]);
      await call(world, 'adminA', 'public.revoke_embed_secret($1)', [id]);
      const entries = await world.as<{ action: string }>(
        'adminA',
        `select * from public.audit_log where target_table = 'embed_secrets' and actor_id = '${ACCOUNTS.adminA}' and target_id = '${id}' order by at, cmin::text::int`,
      );
      assert.deepEqual(
        entries.map(({ action }) => action),
        ['embed_secret.created', 'embed_secret.rotated', 'embed_secret.revoked'],
      );
      const text = JSON.stringify(entries);
      assert.match(text, /"role_map":\{"boss":"c_level"/);
      assert.ok(!text.includes(secret.slice(4)) && !text.includes(fresh.secret.slice(4)));
      assert.doesNotMatch(text, /hash|hint|203\.0\.113/);
    }));
});
