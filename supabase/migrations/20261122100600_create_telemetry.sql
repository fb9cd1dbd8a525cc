-- Telemetry: readings as they arrived, partitioned by month, append-only.

create table public.telemetry (
  tenant_id uuid not null default private.my_tenant(),
  machine_id uuid not null,
  "timestamp" timestamptz not null default now() check (isfinite("timestamp")),
  vibration real check (vibration between 0 and 100000),
  temperature real check (temperature between -273.15 and 10000),
  rpm real check (rpm between -10000000 and 10000000),
  power_kwh real check (power_kwh between -1000000 and 1000000),
  primary key (tenant_id, machine_id, "timestamp"),
  foreign key (tenant_id, machine_id) references public.machines (tenant_id, id),
  constraint telemetry_metric_check check (num_nonnulls(vibration, temperature, rpm, power_kwh) > 0)
) partition by range ("timestamp");
comment on table public.telemetry is
  'Readings, one row per machine and time. Append-only: no API role updates or deletes; old months are dropped whole. Keyed tenant first, see docs/decisions/0010.';
comment on column public.telemetry.tenant_id is 'Filled in from the person who records where it is not named.';
comment on column public.telemetry."timestamp" is 'Time of measurement.';
comment on column public.telemetry.vibration is 'mm/s RMS, or g where the machine''s metadata says so. NaN and infinities fail the range.';
comment on column public.telemetry.temperature is '°C.';
comment on column public.telemetry.rpm is '1/min; negative when turning backwards.';
comment on column public.telemetry.power_kwh is 'kWh of one interval, not a meter reading; negative when a drive feeds back.';

alter table public.telemetry enable row level security;
revoke all on public.telemetry from public, anon, authenticated, service_role;
grant select on public.telemetry to authenticated;
-- The tenant may be named, because the default above would ask for it once a row; the policy holds it to the own one.
grant insert (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh) on public.telemetry to authenticated;
grant select, insert on public.telemetry to service_role;

create table private.plan_limits (
  plan_tier text primary key check (plan_tier in ('Basic', 'Pro', 'Enterprise')),
  raw_retention_days int not null check (raw_retention_days between 1 and 3650)
);
comment on table private.plan_limits is 'What a plan gives. Rows, not constants, so that the operator can change them.';
comment on column private.plan_limits.raw_retention_days is 'How long single readings are kept, and how late one may arrive.';
alter table private.plan_limits enable row level security;
revoke all on private.plan_limits from public, anon, authenticated, service_role;
insert into private.plan_limits (plan_tier, raw_retention_days) values ('Basic', 30), ('Pro', 180), ('Enterprise', 730);

create function private.my_retention_start()
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  select now() - make_interval(days => plan.raw_retention_days)
  from public.tenants as tenant
  join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
  where tenant.id = private.my_tenant()
$$;
comment on function private.my_retention_start() is 'Oldest time of measurement that the tenant''s plan keeps; null without a tenant.';
revoke execute on function private.my_retention_start() from public;
grant execute on function private.my_retention_start() to authenticated;

create policy telemetry_select_readers on public.telemetry for select to authenticated
  using (tenant_id = (select private.my_tenant()) and (select private.has_permission('telemetry.read')));
comment on policy telemetry_select_readers on public.telemetry is 'telemetry.read within the own tenant.';

create policy telemetry_insert_writers on public.telemetry for insert to authenticated
  with check (
    tenant_id = (select private.my_tenant())
    and (select private.has_permission('telemetry.write'))
    and "timestamp" >= (select private.my_retention_start())
    and "timestamp" <= (select now() + interval '5 minutes')
  );
comment on policy telemetry_insert_writers on public.telemetry is
  'telemetry.write into the own tenant, neither older than the plan keeps nor from the future: a reading of next year would stay the newest for a year.';
