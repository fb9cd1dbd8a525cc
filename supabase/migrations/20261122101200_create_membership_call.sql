-- One call answers who I am, where, and what I may do.

create function private.membership()
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'user_id', profile.id,
    'email', account.email,
    'full_name', profile.full_name,
    'role', profile.role,
    'permissions', to_jsonb(coalesce(private.my_permissions(), array[]::text[])),
    'tenant', jsonb_build_object(
      'id', tenant.id,
      'name', tenant.name,
      'slug', tenant.slug,
      'plan_tier', tenant.plan_tier,
      'status', tenant.status,
      'branding', case when tenant.status = 'Active' then tenant.branding else '{}' end))
  from public.user_profiles as profile
  join public.tenants as tenant on tenant.id = profile.tenant_id
  join auth.users as account on account.id = profile.id
  where profile.id = auth.uid()
    and account.deleted_at is null
    and (account.banned_until is null or account.banned_until <= now())
    and (tenant.status = 'Active' or profile.role = 'master_admin')
$$;
comment on function private.membership() is
  'Membership of the person asking. In a suspended tenant only a master_admin gets one: name and status, no permission, no brand.';

create function public.current_membership()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.membership()
$$;
comment on function public.current_membership() is
  'Who I am in which tenant, with the effective permissions; null without a membership.';

revoke execute on function private.membership(), public.current_membership() from public, anon;
grant execute on function private.membership(), public.current_membership() to authenticated;
