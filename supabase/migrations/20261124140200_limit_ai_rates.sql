-- How many AI requests a minute, of one member and of a whole tenant, beside how many a month. The minute begins with its
-- first request, so that nobody waits for a clock; one row each, which starts over when its minute is past.

create table private.ai_rate_limits (
  plan_tier text primary key references private.plan_limits (plan_tier) on delete cascade,
  max_user_minute int check (max_user_minute >= 0),
  max_tenant_minute int check (max_tenant_minute >= 0)
);
comment on table private.ai_rate_limits is 'AI requests that a plan allows a minute. Rows, so that the operator changes one without a migration.';
comment on column private.ai_rate_limits.max_user_minute is 'Of one member; null for any number.';
comment on column private.ai_rate_limits.max_tenant_minute is 'Of all members of a tenant together; null for any number.';
insert into private.ai_rate_limits (plan_tier, max_user_minute, max_tenant_minute)
values ('Basic', 10, 20), ('Pro', 20, 60), ('Enterprise', 30, 300);
alter table private.ai_rate_limits enable row level security;
revoke all on private.ai_rate_limits from public, anon, authenticated, service_role;

create trigger _800_audit after insert or update or delete on private.ai_rate_limits for each row
  execute function private.tg_platform__audit('ai_rate', 'plan_tier');

create table private.ai_rates (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  user_id uuid,
  began_at timestamptz not null,
  requests int not null check (requests > 0),
  -- The row without a member is the tenant's.
  unique nulls not distinct (tenant_id, user_id),
  foreign key (tenant_id, user_id) references public.user_profiles (tenant_id, id) on delete cascade
);
comment on table private.ai_rates is 'AI requests in the minute that is running, by member and, with no member, by tenant.';
alter table private.ai_rates enable row level security;
revoke all on private.ai_rates from public, anon, authenticated, service_role;

create function private.take_ai_rate(tenant_id uuid, user_id uuid, allowed int)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  -- The clock, not the transaction's start: whoever waited for others comes later than they.
  began timestamptz;
begin
  if allowed is null then
    return;
  end if;
  -- Reading and counting in one statement: two requests cannot both be the last one. A refused one writes nothing.
  insert into private.ai_rates as rate (tenant_id, user_id, began_at, requests)
  select take_ai_rate.tenant_id, take_ai_rate.user_id, clock_timestamp(), 1 where allowed > 0
  on conflict (tenant_id, user_id) do update
    set requests = case when rate.began_at > clock_timestamp() - interval '1 minute' then rate.requests + 1 else 1 end,
      began_at = case when rate.began_at > clock_timestamp() - interval '1 minute' then rate.began_at else clock_timestamp() end
    where rate.requests < allowed or rate.began_at <= clock_timestamp() - interval '1 minute'
  returning rate.began_at into began;
  if began is null then
    began := coalesce((
      select rate.began_at from private.ai_rates as rate
      where rate.tenant_id = take_ai_rate.tenant_id and rate.user_id is not distinct from take_ai_rate.user_id), clock_timestamp());
    raise exception using errcode = 'NX018',
      message = format(case when take_ai_rate.user_id is null then 'The plan allows the whole tenant %s AI requests a minute.'
        else 'The plan allows a member %s AI requests a minute.' end, allowed),
      hint = 'Wait until the minute is over, and ask again.',
      detail = jsonb_build_object('scope', case when take_ai_rate.user_id is null then 'tenant' else 'user' end, 'allowed', allowed,
        'resets_at', began + interval '1 minute')::text;
  end if;
end
$$;
comment on function private.take_ai_rate(uuid, uuid, int) is
  'Counts one AI request of a member, or of the tenant where the member is null; NX018 when the minute holds no more.';

create or replace function private.begin_ai_request(user_id uuid, task text, model text, used_own_key boolean, prompt text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  profile public.user_profiles;
  tenant public.tenants;
  plan private.plan_limits;
  rate private.ai_rate_limits;
  this_month date := date_trunc('month', now() at time zone 'UTC')::date;
  resets_at timestamptz := ((this_month + interval '1 month') at time zone 'UTC');
  counted int;
  begun uuid;
begin
  select p.* into profile from public.user_profiles as p
  join auth.users as account on account.id = p.id
  where p.id = begin_ai_request.user_id and private.is_open_account(account.deleted_at, account.banned_until);
  if profile.id is null then
    raise exception using errcode = 'NX001', message = 'This account is not a member of any tenant.',
      hint = 'Ask an administrator of the tenant for an invitation.';
  end if;
  select t.* into tenant from public.tenants as t where t.id = profile.tenant_id;
  if tenant.status = 'Suspended' then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.',
      hint = 'Ask the operator of the platform to resume it.';
  end if;
  if 'ai.use' <> all (private.effective_permissions(profile.role, profile.permissions)) then
    raise exception using errcode = 'NX003', message = 'This needs the permission ai.use.',
      hint = 'Ask an administrator of the tenant to grant it.', detail = '{"permission":"ai.use"}';
  end if;

  select p.* into plan from private.plan_limits as p where p.plan_tier = tenant.plan_tier;
  select r.* into rate from private.ai_rate_limits as r where r.plan_tier = tenant.plan_tier;
  -- Member, tenant, month: everybody in this order, so that nobody waits in a circle. Whichever of them refuses takes back
  -- what those before it have counted.
  perform private.take_ai_rate(tenant.id, profile.id, rate.max_user_minute);
  perform private.take_ai_rate(tenant.id, null, rate.max_tenant_minute);
  insert into private.ai_usage as usage (tenant_id, month, requests)
  select tenant.id, this_month, 1 where coalesce(plan.max_ai_requests_month > 0, true)
  on conflict (tenant_id, month) do update set requests = usage.requests + 1
    where coalesce(usage.requests < plan.max_ai_requests_month, true)
  returning requests into counted;
  if counted is null then
    perform private.check_limit(plan.plan_tier, 'ai_requests_month',
      coalesce((select u.requests from private.ai_usage as u where u.tenant_id = tenant.id and u.month = this_month), 0), 1, resets_at);
  end if;

  insert into public.ai_requests (tenant_id, user_id, task, model, used_own_key, prompt)
  values (tenant.id, profile.id, begin_ai_request.task, begin_ai_request.model, coalesce(begin_ai_request.used_own_key, false),
    case when tenant.keeps_ai_prompts then begin_ai_request.prompt end)
  returning id into begun;
  return jsonb_build_object('tenant_id', tenant.id, 'id', begun, 'used', counted, 'allowed', plan.max_ai_requests_month,
    'resets_at', resets_at);
end
$$;

comment on function public.begin_ai_request(uuid, text, text, boolean, text) is
  'For the service: counts and notes an AI request of a member who may make one. The prompt is dropped unless the tenant keeps prompts. Answers {tenant_id, id, used, allowed, resets_at}. Errors NX001 to NX003, NX007, NX018.';

revoke execute on function private.take_ai_rate(uuid, uuid, int) from public;
