-- The refusals that have to do with plans, in one place, so that every caller says the same.

create function private.require_member()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.my_tenant();
begin
  if tenant is not null then
    return tenant;
  end if;
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
end
$$;
comment on function private.require_member() is 'Tenant of the person asking, or NX001 (no member), NX002 (tenant suspended).';

create or replace function private.require_permission(permission text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.tenant_with(permission);
begin
  if tenant is null then
    -- Why not: no member, suspended, or the right is missing.
    perform private.require_member();
    raise exception using errcode = 'NX003', message = format('This needs the permission %s.', permission),
      hint = 'Ask an administrator of the tenant to grant it.',
      detail = jsonb_build_object('permission', permission)::text;
  end if;
  return tenant;
end
$$;

create function private.require_master_admin()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_member();
begin
  if not exists (
    select from public.user_profiles as profile
    where profile.id = auth.uid() and profile.tenant_id = tenant and profile.role = 'master_admin'
  ) then
    raise exception using errcode = 'NX010', message = 'This needs a master admin of the tenant.',
      hint = 'No single permission stands in for the role here: ask a master admin.', detail = '{"needs":"master_admin"}';
  end if;
  return tenant;
end
$$;
comment on function private.require_master_admin() is
  'Tenant of the person asking, who must have the role master_admin; or NX001, NX002, NX010.';

create function private.check_limit(plan_tier text, limit_name text, used bigint, adding bigint, resets_at timestamptz default null)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  plan private.plan_limits;
  lifting private.plan_limits;
  noun text := case limit_name when 'ai_requests_month' then 'AI requests a month' else limit_name end;
begin
  select p.* into plan from private.plan_limits as p where p.plan_tier = check_limit.plan_tier;
  if used + adding <= coalesce(private.plan_limit(plan, limit_name), used + adding) then
    return;
  end if;
  select p.* into lifting from private.plan_limits as p
  where p.rank > plan.rank and coalesce(private.plan_limit(p, limit_name) >= used + adding, true)
  order by p.rank limit 1;

  raise exception using errcode = 'NX007',
    message = format('The plan %s allows %s %s; %s are in use.', plan.plan_tier, private.plan_limit(plan, limit_name), noun, used),
    hint = concat_ws(' ',
      'Room again from ' || to_char(resets_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC.',
      case when lifting.plan_tier is null then 'No plan allows more: ask the operator of the platform.'
        else format('%s allows %s %s: ask the operator of the platform to change the plan.', lifting.plan_tier,
          coalesce(private.plan_limit(lifting, limit_name)::text, 'any number of'), noun) end),
    detail = (jsonb_build_object('limit', limit_name, 'used', used, 'allowed', private.plan_limit(plan, limit_name),
        'plan', plan.plan_tier, 'lifted_by', lifting.plan_tier)
      || case when resets_at is null then '{}' else jsonb_build_object('resets_at', resets_at) end)::text;
end
$$;
comment on function private.check_limit(text, text, bigint, bigint, timestamptz) is
  'NX007 when `adding` more on top of `used` is beyond the plan. The hint names the lowest plan that lifts it.';

create function private.require_feature(plan_tier text, feature text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  plan private.plan_limits;
  lifting text;
begin
  select p.* into plan from private.plan_limits as p where p.plan_tier = require_feature.plan_tier;
  if (private.plan_features(plan) ->> feature)::boolean then
    return;
  end if;
  lifting := (
    select p.plan_tier from private.plan_limits as p
    where p.rank > plan.rank and (private.plan_features(p) ->> feature)::boolean order by p.rank limit 1);
  raise exception using errcode = 'NX008',
    message = format('The plan %s does not include %s.', plan.plan_tier, case feature
      when 'byok' then 'an AI key of one''s own' when 'sso' then 'single sign-on'
      when 'white_label' then 'a brand and host names of one''s own' else feature end),
    hint = coalesce(lifting || ' does: ask the operator of the platform to change the plan.',
      'No higher plan does: ask the operator of the platform.'),
    detail = jsonb_build_object('feature', feature, 'plan', plan.plan_tier, 'lifted_by', lifting)::text;
end
$$;
comment on function private.require_feature(text, text) is
  'NX008 unless the plan has the feature: byok, sso, white_label or reselling.';

revoke execute on function private.require_member(), private.require_master_admin(),
  private.check_limit(text, text, bigint, bigint, timestamptz), private.require_feature(text, text) from public;
