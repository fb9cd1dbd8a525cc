-- Two kinds of people act on tenants that they are no member of: platform admins on all, resellers on those they opened.
-- Neither sees machines for that. See docs/decisions/0015.

create function private.is_platform_admin()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from private.platform_admins as admin
    join auth.users as account on account.id = admin.user_id
    where admin.user_id = auth.uid()
      and private.is_open_account(account.deleted_at, account.banned_until))
$$;
comment on function private.is_platform_admin() is 'Whether the person asking operates the platform; never for a banned or deleted account.';

create function private.my_reselling_tenant()
returns uuid
language sql
stable
security definer
set search_path = ''
as $$
  select tenant.id
  from public.user_profiles as profile
  join public.tenants as tenant on tenant.id = profile.tenant_id
  join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
  where profile.id = auth.uid()
    and tenant.id = private.my_tenant()
    and profile.role = 'master_admin'
    and tenant.is_reseller
    and plan.allows_reselling
$$;
comment on function private.my_reselling_tenant() is
  'The reseller for which the person asking acts: a master admin of an active reseller whose plan includes it. Null for others.';

create function private.require_operator()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if private.is_platform_admin() then
    return 'platform';
  end if;
  if private.my_reselling_tenant() is not null then
    return 'reseller';
  end if;
  if private.my_tenant() is null and exists (select from public.user_profiles as profile where profile.id = auth.uid()) then
    perform private.require_member();
  end if;
  raise exception using errcode = 'NX010', message = 'This needs a platform admin, or a master admin of a reseller.',
    hint = 'Ask the operator of the platform.', detail = '{"needs":"reseller"}';
end
$$;
comment on function private.require_operator() is 'platform or reseller: as what the person asking acts on other tenants; or NX010, NX002.';

create function private.require_platform_admin()
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not private.is_platform_admin() then
    if private.my_tenant() is null and exists (select from public.user_profiles as profile where profile.id = auth.uid()) then
      perform private.require_member();
    end if;
    raise exception using errcode = 'NX010', message = 'This needs a platform admin.',
      hint = 'Ask the operator of the platform.', detail = '{"needs":"platform_admin"}';
  end if;
end
$$;
comment on function private.require_platform_admin() is 'NX010 unless the person asking operates the platform.';

create function private.require_reach(tenant_id uuid)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  acting text := private.require_operator();
begin
  if not exists (
    select from public.tenants as tenant
    where tenant.id = require_reach.tenant_id
      and (acting = 'platform' or tenant.parent_id = private.my_reselling_tenant())
  ) then
    raise exception using errcode = 'NX004', message = 'No such tenant.', detail = '{"what":"tenant"}';
  end if;
  return acting;
end
$$;
comment on function private.require_reach(uuid) is
  'platform or reseller, when the tenant is one that the person asking acts on; else NX004, as for one that does not exist.';

create function private.tenant_json(tenant public.tenants)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'id', tenant.id, 'name', tenant.name, 'slug', tenant.slug, 'plan_tier', tenant.plan_tier, 'status', tenant.status,
    'suspended_by', tenant.suspended_by, 'parent_id', tenant.parent_id, 'is_reseller', tenant.is_reseller,
    'hostnames', to_jsonb(tenant.hostnames), 'shares_with_reseller', tenant.shares_with_reseller,
    'machine_count', (select count(*) from public.machines as machine where machine.tenant_id = tenant.id),
    'member_count', (select count(*) from public.user_profiles as profile where profile.tenant_id = tenant.id),
    'created_at', tenant.created_at)
$$;
comment on function private.tenant_json(public.tenants) is
  'A tenant as its reseller and the platform see it: no brand, which may be 256 KiB, and of machines only how many.';

create function public.is_platform_admin()
returns boolean
language sql
stable
set search_path = ''
as $$
  select private.is_platform_admin()
$$;
comment on function public.is_platform_admin() is 'Whether I operate the platform. Not a role in a tenant: current_membership() may be null beside it.';

revoke execute on function private.is_platform_admin(), private.my_reselling_tenant(), private.require_operator(),
  private.require_platform_admin(), private.require_reach(uuid), private.tenant_json(public.tenants),
  public.is_platform_admin() from public, anon;
grant execute on function private.is_platform_admin(), public.is_platform_admin() to authenticated;
