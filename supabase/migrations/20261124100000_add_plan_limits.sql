-- What each plan allows. Rows of a table, so that the operator changes a limit without a migration. See docs/decisions/0016.

alter table private.plan_limits
  add column rank int check (rank > 0),
  add column max_machines int check (max_machines >= 0),
  add column max_members int check (max_members >= 0),
  add column max_ai_requests_month int check (max_ai_requests_month >= 0),
  add column rollup_retention_days int not null default 1826 check (rollup_retention_days between 1 and 36600),
  add check (rollup_retention_days >= raw_retention_days),
  add column allows_byok boolean not null default false,
  add column allows_sso boolean not null default false,
  add column allows_white_label boolean not null default false,
  add column allows_reselling boolean not null default false;
comment on column private.plan_limits.rank is 'Order of the plans, the smallest first: which one is above which.';
comment on column private.plan_limits.max_machines is 'Machines that a tenant may have; null for any number.';
comment on column private.plan_limits.max_members is 'Members that a tenant may have; null for any number.';
comment on column private.plan_limits.max_ai_requests_month is 'AI requests that a tenant may begin in a calendar month (UTC); null for any number.';
comment on column private.plan_limits.rollup_retention_days is 'How long hourly roll-ups are kept; five years unless the operator changes it.';
comment on column private.plan_limits.allows_byok is 'Whether a tenant may bring an AI key of its own.';
comment on column private.plan_limits.allows_sso is 'Whether accounts of single sign-on may join a tenant.';
comment on column private.plan_limits.allows_white_label is 'Whether a tenant may have a brand and host names of its own.';
comment on column private.plan_limits.allows_reselling is 'Whether a tenant may be a reseller.';

update private.plan_limits as plan
set rank = given.rank, max_machines = given.machines, max_members = given.members, max_ai_requests_month = given.ai_requests,
  allows_byok = given.byok, allows_sso = given.sso, allows_white_label = given.white_label, allows_reselling = given.reselling
from (values
  ('Basic', 1, 25, 10, 100, false, false, false, false),
  ('Pro', 2, 250, 50, 2000, false, false, true, false),
  ('Enterprise', 3, null, null, 50000, true, true, true, true)
) as given (plan_tier, rank, machines, members, ai_requests, byok, sso, white_label, reselling)
where plan.plan_tier = given.plan_tier;

alter table private.plan_limits alter column rank set not null, add unique (rank);

-- A tenant without its plan's row would have no limits to look up, so the row stays while a tenant is on it.
alter table public.tenants add foreign key (plan_tier) references private.plan_limits (plan_tier);
create index tenants_plan_tier_idx on public.tenants (plan_tier);

create function private.plan_features(plan private.plan_limits)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_build_object('byok', plan.allows_byok, 'sso', plan.allows_sso, 'white_label', plan.allows_white_label,
    'reselling', plan.allows_reselling)
$$;
comment on function private.plan_features(private.plan_limits) is 'What is switched by plan, by the names that errors and the API use.';

create function private.plan_limit(plan private.plan_limits, limit_name text)
returns int
language sql
immutable
set search_path = ''
as $$
  select case limit_name
    when 'machines' then plan.max_machines
    when 'members' then plan.max_members
    when 'ai_requests_month' then plan.max_ai_requests_month
  end
$$;
comment on function private.plan_limit(private.plan_limits, text) is
  'How many the plan allows of machines, members or ai_requests_month; null for any number.';

revoke execute on function private.plan_features(private.plan_limits), private.plan_limit(private.plan_limits, text) from public;
