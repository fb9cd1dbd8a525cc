-- Who is asking? Policies call these as `(select private.fn())`, which the planner runs once a statement. They read
-- the tables, not the token: demotion, removal, a ban and suspension bite at the next statement, not at token expiry.

create function private.my_tenant()
returns uuid
language sql
stable
security definer
set search_path = ''
as $$
  select profile.tenant_id
  from public.user_profiles as profile
  join public.tenants as tenant on tenant.id = profile.tenant_id
  join auth.users as account on account.id = profile.id
  where profile.id = auth.uid()
    and tenant.status = 'Active'
    and account.deleted_at is null
    and (account.banned_until is null or account.banned_until <= now())
$$;
comment on function private.my_tenant() is
  'Tenant of the person asking; null without a profile, in a suspended tenant, and for a banned or deleted account.';

create function private.my_permissions()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  select private.effective_permissions(profile.role, profile.permissions)
  from public.user_profiles as profile
  where profile.id = auth.uid() and profile.tenant_id = private.my_tenant()
$$;
comment on function private.my_permissions() is 'Effective single rights of the person asking; null when private.my_tenant() is.';

create function private.has_permission(permission text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(has_permission.permission = any (private.my_permissions()), false)
$$;
comment on function private.has_permission(text) is 'Whether the person asking holds this single right now.';

create function private.require_permission(permission text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.my_tenant();
begin
  if tenant is null then
    if exists (
      select from public.user_profiles as profile
      join public.tenants as t on t.id = profile.tenant_id
      where profile.id = auth.uid() and t.status = 'Suspended'
    ) then
      raise exception using errcode = 'NX002', message = 'This tenant is suspended.',
        hint = 'Ask the operator of the platform to resume it.';
    end if;
    raise exception using errcode = 'NX001', message = 'This account is not a member of any tenant.',
      hint = 'Ask an administrator of the tenant for an invitation.';
  end if;
  if not private.has_permission(permission) then
    raise exception using errcode = 'NX003', message = format('This needs the permission %s.', permission),
      hint = 'Ask an administrator of the tenant to grant it.',
      detail = jsonb_build_object('permission', permission)::text;
  end if;
  return tenant;
end
$$;
comment on function private.require_permission(text) is
  'Tenant of the person asking, or NX001 (no member), NX002 (tenant suspended), NX003 (permission missing).';

revoke execute on function private.my_tenant(), private.my_permissions(), private.has_permission(text),
  private.require_permission(text) from public;
-- service_role needs my_tenant() where a column default calls it; without a signed-in person it answers null.
grant execute on function private.my_tenant() to authenticated, service_role;
grant execute on function private.has_permission(text), private.require_permission(text) to authenticated;
