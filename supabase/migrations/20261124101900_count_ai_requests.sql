-- The monthly count of AI requests. A row a month, so that counting is one atomic step whatever the number of requests.

create table private.ai_usage (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  month date not null check (extract(day from month) = 1),
  requests int not null check (requests > 0),
  primary key (tenant_id, month)
);
comment on table private.ai_usage is 'How many AI requests a tenant began in a calendar month (UTC), with its own key too.';
alter table private.ai_usage enable row level security;
revoke all on private.ai_usage from public, anon, authenticated, service_role;

create function private.begin_ai_request(user_id uuid, task text, model text, used_own_key boolean, prompt text)
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
  -- Reading and counting in one statement: two requests cannot both be the last one.
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
comment on function private.begin_ai_request(uuid, text, text, boolean, text) is 'Does what public.begin_ai_request says.';

create function private.finish_ai_request(
  tenant_id uuid, id uuid, outcome text, input_tokens int, output_tokens int, error_code text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  if coalesce(finish_ai_request.outcome not in ('succeeded', 'failed', 'refused', 'cancelled'), true) then
    raise exception using errcode = 'NX006', message = 'Unknown outcome.',
      hint = 'Give succeeded, failed, refused or cancelled.', detail = '{"argument":"outcome"}';
  end if;
  update public.ai_requests as request
  set outcome = finish_ai_request.outcome, input_tokens = finish_ai_request.input_tokens,
    output_tokens = finish_ai_request.output_tokens, error_code = finish_ai_request.error_code, finished_at = now()
  where request.tenant_id = finish_ai_request.tenant_id and request.id = finish_ai_request.id and request.outcome = 'started';
  if found then
    return true;
  end if;
  if not exists (
    select from public.ai_requests as request
    where request.tenant_id = finish_ai_request.tenant_id and request.id = finish_ai_request.id
  ) then
    raise exception using errcode = 'NX004', message = 'No such AI request in this tenant.', detail = '{"what":"ai_request"}';
  end if;
  return false;
end
$$;
comment on function private.finish_ai_request(uuid, uuid, text, int, int, text) is 'Does what public.finish_ai_request says.';

create function public.begin_ai_request(
  user_id uuid, task text, model text, used_own_key boolean default false, prompt text default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.begin_ai_request(begin_ai_request.user_id, begin_ai_request.task, begin_ai_request.model,
    begin_ai_request.used_own_key, begin_ai_request.prompt)
$$;
comment on function public.begin_ai_request(uuid, text, text, boolean, text) is
  'For the service: counts and notes an AI request of a member who may make one. The prompt is dropped unless the tenant keeps prompts. Answers {tenant_id, id, used, allowed, resets_at}. Errors NX001 to NX003, NX007.';

create function public.finish_ai_request(
  tenant_id uuid, id uuid, outcome text, input_tokens int default null, output_tokens int default null, error_code text default null)
returns boolean
language sql
set search_path = ''
as $$
  select private.finish_ai_request(finish_ai_request.tenant_id, finish_ai_request.id, finish_ai_request.outcome,
    finish_ai_request.input_tokens, finish_ai_request.output_tokens, finish_ai_request.error_code)
$$;
comment on function public.finish_ai_request(uuid, uuid, text, int, int, text) is
  'For the service: how an AI request ended. True when this call finished it, false when it was finished before; the first answer stays. Errors NX004, NX006.';

revoke execute on function private.begin_ai_request(uuid, text, text, boolean, text),
  private.finish_ai_request(uuid, uuid, text, int, int, text), public.begin_ai_request(uuid, text, text, boolean, text),
  public.finish_ai_request(uuid, uuid, text, int, int, text) from public, anon, authenticated;
grant execute on function private.begin_ai_request(uuid, text, text, boolean, text),
  private.finish_ai_request(uuid, uuid, text, int, int, text), public.begin_ai_request(uuid, text, text, boolean, text),
  public.finish_ai_request(uuid, uuid, text, int, int, text) to service_role;
