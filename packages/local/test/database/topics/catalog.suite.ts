import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { SUPABASE_DIR } from '../../../src/index.ts';
import { applyMigrations, readMigrations } from '../../../src/platform/migrations.ts';
import { database, inWorld } from '../support/world.ts';

const MIGRATIONS = join(SUPABASE_DIR, 'migrations');
const INVARIANTS = await readFile(new URL('../support/invariants.sql', import.meta.url), 'utf8');

describe('the catalog', () => {
  it('breaks no invariant', async () => {
    assert.deepEqual(await database().query(INVARIANTS), []);
  });

  // Each of these must be noticed, or the invariants above prove nothing.
  const mutations: [string, string][] = [
    ['row level security is off', 'alter table public.machines disable row level security'],
    ['row level security is off', 'create table public.mine (id int primary key, tenant_id uuid not null)'],
    ['no tenant_id not null', 'create table public.mine (id int primary key)'],
    ['user may truncate', 'grant truncate on public.machines to authenticated'],
    ['anon or PUBLIC holds a privilege', 'grant select (name) on public.tenants to anon'],
    ['anon or PUBLIC holds a privilege', 'grant delete on public.tenants to public'],
    ['sensitive column is readable', 'grant select on public.tenants to authenticated'],
    ['user may write', 'grant update (role) on public.user_profiles to authenticated'],
    ['grant without a policy for it', 'grant delete on public.telemetry to authenticated'],
    [
      'policy for PUBLIC, anon or service_role',
      'create policy x on public.machines for select using (false)',
    ],
    [
      'permissive policies beside each other',
      `create policy x on public.machines for select to authenticated using (false)`,
    ],
    [
      'policy clause is literally true',
      'create policy x on public.machines for select to authenticated using (true)',
    ],
    [
      'policy does not name the tenant',
      `create policy x on public.telemetry for delete to authenticated using (machine_id is null)`,
    ],
    [
      'policy calls a function a row',
      'create policy x on public.telemetry for delete to authenticated using (tenant_id = private.my_tenant())',
    ],
    [
      'writing policy without an explicit WITH CHECK',
      'create policy x on public.telemetry for update to authenticated using (tenant_id = (select private.my_tenant()))',
    ],
    [
      'definer function in an exposed schema',
      `create function public.x() returns int language sql security definer set search_path = '' as 'select 1'`,
    ],
    [
      'function without a fixed search_path',
      `create function private.x() returns int language sql as 'select 1'`,
    ],
    [
      'function is executable by PUBLIC or anon',
      `create function private.x() returns int language sql set search_path = '' as 'select 1'`,
    ],
    [
      'function is executable by PUBLIC or anon',
      'grant execute on function public.is_platform_admin() to anon',
    ],
    ['function is executable by PUBLIC', 'grant execute on function public.branding_for(text) to public'],
    ['view without security_invoker', 'create view public.x as select 1 as one'],
    [
      'internal table or partition is granted to an API role',
      'grant select on private.plan_limits to service_role',
    ],
    ['API role may look into schema', 'grant usage on schema partitions to authenticated'],
    [
      'default privileges grant to a user role',
      'alter default privileges in schema public grant select on tables to anon',
    ],
    [
      "foreign key between tenants' tables without the tenant",
      'create table public.x (tenant_id uuid not null, member_id uuid references public.user_profiles (id))',
    ],
    ['unique across tenants', 'create table public.x (tenant_id uuid not null, code text unique)'],
  ];
  for (const [finding, mutation] of mutations) {
    it(`would notice: ${mutation.slice(0, 90)}`, () =>
      inWorld(async (world) => {
        await world.owner(mutation);
        const findings = await world.owner<{ finding: string }>(INVARIANTS);
        assert.ok(
          findings.some((found) => found.finding === finding),
          JSON.stringify(findings),
        );
      }));
  }

  it('grants the API exactly these functions', async () => {
    const executable = async (role: string): Promise<unknown[]> =>
      (
        await database().query<{ name: string }>(
          `select p.pronamespace::regnamespace || '.' || p.proname as name from pg_proc p
           where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
             and has_function_privilege($1, p.oid, 'execute') order by 1`,
          [role],
        )
      ).map(({ name }) => name);
    assert.deepEqual(await executable('anon'), ['private.branding_for', 'public.branding_for']);
    assert.deepEqual(
      (await executable('authenticated')).filter((name) => String(name).startsWith('public.')),
      [
        'public.accept_invitation',
        'public.ai_usage',
        'public.api_key_status',
        'public.audit_entries',
        'public.branding_for',
        'public.clear_api_key',
        'public.create_device_token',
        'public.create_embed_secret',
        'public.current_membership',
        'public.fleet_overview',
        'public.invite_member',
        'public.is_platform_admin',
        'public.keep_ai_prompts',
        'public.list_device_tokens',
        'public.list_embed_members',
        'public.list_embed_secrets',
        'public.list_members',
        'public.list_tenants',
        'public.my_invitations',
        'public.open_tenant',
        'public.open_tenant_once',
        'public.plan_usage',
        'public.readmit_embed_member',
        'public.record_readings',
        'public.remove_member',
        'public.renew_invitation',
        'public.resume_tenant',
        'public.revoke_device_token',
        'public.revoke_embed_secret',
        'public.revoke_invitation',
        'public.rotate_embed_secret',
        'public.sealing_key',
        'public.set_api_key',
        'public.set_member',
        'public.set_plan',
        'public.set_reseller',
        'public.share_with_reseller',
        'public.shared_fleet_overview',
        'public.suspend_tenant',
        'public.telemetry_series',
        'public.update_tenant',
      ],
    );
    assert.deepEqual(await executable('service_role'), [
      'private.add_sealing_key',
      'private.begin_ai_request',
      'private.check_embed_secret',
      'private.delete_expired_readings',
      'private.embed_member',
      'private.finish_ai_request',
      'private.ingest_readings',
      'private.invitation_mail',
      'private.is_tenant_path',
      'private.is_valid_branding',
      'private.is_valid_defects',
      'private.is_valid_hostnames',
      'private.is_valid_machine_metadata',
      'private.is_valid_permissions',
      'private.keep_embed_member',
      'private.my_tenant',
      'private.note_invitation_mailed',
      'private.reseal_api_key',
      'private.retire_sealing_key',
      'private.rewrite_closed_month',
      'private.role_permissions',
      'private.run_maintenance',
      'private.run_upkeep',
      'private.sealed_keys_for',
      'private.service_secret',
      'private.tenant_ai_key',
      'private.undo_tenant_opening',
      'public.add_sealing_key',
      'public.begin_ai_request',
      'public.check_embed_secret',
      'public.embed_member',
      'public.finish_ai_request',
      'public.ingest_readings',
      'public.invitation_mail',
      'public.keep_embed_member',
      'public.note_invitation_mailed',
      'public.reseal_api_key',
      'public.retire_sealing_key',
      'public.sealed_keys_for',
      'public.service_secret',
      'public.tenant_ai_key',
      'public.undo_tenant_opening',
    ]);
  });
});

describe('migrations', () => {
  it("are in the Supabase CLI's layout, in order, none empty", async () => {
    const files = (await readdir(MIGRATIONS)).sort();
    for (const file of files) assert.match(file, /^\d{14}_[a-z]+(_[a-z]+)+\.sql$/);
    assert.equal(new Set(files.map((file) => file.slice(0, 14))).size, files.length);
  });
  it('change nothing the second time', async () => {
    assert.deepEqual(await applyMigrations(database(), await readMigrations(MIGRATIONS)), []);
  });
});

describe('the seed', () => {
  it('changes nothing the second time', () =>
    inWorld(async (world) => {
      const snapshot = (): Promise<unknown[]> =>
        world.owner(
          `select (select jsonb_agg(t order by id) from public.tenants t) as tenants,
             (select jsonb_agg(m order by id) from public.machines m) as machines,
             (select jsonb_agg(p order by id) from public.user_profiles p) as profiles,
             (select jsonb_agg(u order by id) from auth.users u) as users,
             (select jsonb_agg(i order by id) from auth.identities i) as identities`,
        );
      const before = await snapshot();
      const seed = await readFile(join(SUPABASE_DIR, 'seed.sql'), 'utf8');
      for (const statement of seed.split(/;\n\n/)) await world.owner(statement);
      assert.deepEqual(await snapshot(), before);
    }));
  it('leaves an account that took a seeded address alone', async () => {
    const rows = await database().query(
      `select count(*)::int as users, count(distinct email)::int as emails from auth.users where email like '%.example'`,
    );
    assert.deepEqual(rows, [{ users: 11, emails: 11 }]);
  });
});

describe('error codes', () => {
  it('of the migrations are those of docs/errors.md', async () => {
    const files = await readMigrations(MIGRATIONS);
    const raised = new Set(
      files.flatMap(({ sql }) => [...sql.matchAll(/errcode = '(NX\d{3})'/g)].map(([, code]) => code)),
    );
    const page = await readFile(join(SUPABASE_DIR, '../docs/errors.md'), 'utf8');
    const listed = new Set([...page.matchAll(/^\| `(NX\d{3})`/gm)].map(([, code]) => code));
    assert.deepEqual([...raised].sort(), [...listed].sort());
  });
});
