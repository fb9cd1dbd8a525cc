create function private.plan_usage()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_member();
  this_month date := date_trunc('month', now() at time zone 'UTC')::date;
begin
  return (
    select jsonb_build_object(
      'plan_tier', plan.plan_tier,
      'limits', jsonb_build_object(
        'machines', jsonb_build_object('allowed', plan.max_machines,
          'used', (select count(*) from public.machines as machine where machine.tenant_id = tenant)),
        'members', jsonb_build_object('allowed', plan.max_members,
          'used', (select count(*) from public.user_profiles as profile where profile.tenant_id = tenant)),
        'ai_requests_month', jsonb_build_object('allowed', plan.max_ai_requests_month,
          'used', coalesce((select usage.requests from private.ai_usage as usage where usage.tenant_id = tenant and usage.month = this_month), 0),
          'resets_at', (this_month + interval '1 month') at time zone 'UTC'),
        'raw_retention_days', plan.raw_retention_days,
        'rollup_retention_days', plan.rollup_retention_days),
      'features', private.plan_features(plan),
      'plans', (
        select jsonb_agg(jsonb_build_object(
          'plan_tier', other.plan_tier,
          'limits', jsonb_build_object('machines', other.max_machines, 'members', other.max_members,
            'ai_requests_month', other.max_ai_requests_month, 'raw_retention_days', other.raw_retention_days,
            'rollup_retention_days', other.rollup_retention_days),
          'features', private.plan_features(other)) order by other.rank)
        from private.plan_limits as other))
    from public.tenants as t
    join private.plan_limits as plan on plan.plan_tier = t.plan_tier
    where t.id = tenant);
end
$$;
comment on function private.plan_usage() is 'Does what public.plan_usage says.';

create function public.plan_usage()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.plan_usage()
$$;
comment on function public.plan_usage() is
  'What the plan of the own tenant allows and how much is in use: {plan_tier, limits: {machines: {used, allowed}, members, ai_requests_month: {…, resets_at}, raw_retention_days, rollup_retention_days}, features, plans: [all, the smallest first]}. A null limit is none. For any member. Errors NX001, NX002.';

revoke execute on function private.plan_usage(), public.plan_usage() from public, anon;
grant execute on function private.plan_usage(), public.plan_usage() to authenticated;
