-- What a page needs to know to offer only what will work: the plan's features, and whether one acts on other tenants.

create or replace function private.membership()
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
    'features', private.plan_features(plan),
    'is_reseller', private.my_reselling_tenant() is not null,
    'is_platform_admin', private.is_platform_admin(),
    'tenant', jsonb_build_object(
      'id', tenant.id,
      'name', tenant.name,
      'slug', tenant.slug,
      'plan_tier', tenant.plan_tier,
      'status', tenant.status,
      'branding', case when tenant.status = 'Active' then tenant.branding else '{}' end))
  from public.user_profiles as profile
  join public.tenants as tenant on tenant.id = profile.tenant_id
  join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
  join auth.users as account on account.id = profile.id
  where profile.id = auth.uid()
    and private.is_open_account(account.deleted_at, account.banned_until)
    and (tenant.status = 'Active' or profile.role = 'master_admin')
$$;

comment on function public.current_membership() is
  'Who I am in which tenant, with the effective permissions and the plan''s features; is_reseller when I act on tenants of my own. Null without a membership, also for a platform admin: is_platform_admin() tells.';
