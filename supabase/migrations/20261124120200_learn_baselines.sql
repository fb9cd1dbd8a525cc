-- What is usual for a machine, learned from its own roll-ups. See docs/decisions/0061.

create table private.machine_baselines (
  tenant_id uuid not null,
  machine_id uuid not null,
  learned_at timestamptz not null default now(),
  hours int not null,
  temperature_low real,
  temperature_high real,
  power_kwh_low real,
  power_kwh_high real,
  primary key (tenant_id, machine_id),
  foreign key (tenant_id, machine_id) references public.machines (tenant_id, id) on delete cascade
);
comment on table private.machine_baselines is
  'The usual range of a machine: over its last 28 days, from the 5th percentile of the hourly minima to the 95th of the hourly maxima. Each hour counts once, whatever the reporting interval, and a fault of a day moves nothing.';
comment on column private.machine_baselines.hours is 'Complete hours with readings that it was learned from. A metric''s range is null below 8 hours that have it, the length of a shift.';
comment on column private.machine_baselines.temperature_low is '°C.';
comment on column private.machine_baselines.power_kwh_low is 'kWh of one interval.';
alter table private.machine_baselines enable row level security;
revoke all on private.machine_baselines from public, anon, authenticated, service_role;

create function private.learn_baselines(max_machines int default 5000)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  learned int;
begin
  with due as (
    select latest.tenant_id, latest.machine_id
    from public.machine_latest as latest
    left join private.machine_baselines as known
      on known.tenant_id = latest.tenant_id and known.machine_id = latest.machine_id
    -- A machine that still sends is looked at four times a day, one that is new at once and then as its hours come in.
    where known.learned_at is null
      or (known.hours < 8 and known.learned_at < now() - interval '10 minutes')
      or (known.learned_at < now() - interval '6 hours' and latest.timestamp > known.learned_at - interval '1 day')
    order by known.learned_at nulls first, latest.tenant_id, latest.machine_id
    limit max_machines
  ), ranges as (
    select due.tenant_id, due.machine_id, usual.*
    from due cross join lateral (
      select count(*)::int as hours, count(temperature_min) as temperature_hours, count(power_kwh_min) as power_hours,
        percentile_disc(0.05) within group (order by temperature_min) as temperature_low,
        percentile_disc(0.95) within group (order by temperature_max) as temperature_high,
        percentile_disc(0.05) within group (order by power_kwh_min) as power_kwh_low,
        percentile_disc(0.95) within group (order by power_kwh_max) as power_kwh_high
      from public.telemetry_hourly as hourly
      where hourly.tenant_id = due.tenant_id and hourly.machine_id = due.machine_id
        and hourly.hour >= now() - interval '28 days' and hourly.hour < private.hour_of(now())) as usual
  )
  insert into private.machine_baselines (tenant_id, machine_id, hours, temperature_low, temperature_high, power_kwh_low, power_kwh_high)
  select tenant_id, machine_id, hours,
    case when temperature_hours >= 8 then temperature_low end, case when temperature_hours >= 8 then temperature_high end,
    case when power_hours >= 8 then power_kwh_low end, case when power_hours >= 8 then power_kwh_high end
  from ranges
  order by tenant_id, machine_id
  on conflict (tenant_id, machine_id) do update set
    learned_at = now(), hours = excluded.hours,
    temperature_low = excluded.temperature_low, temperature_high = excluded.temperature_high,
    power_kwh_low = excluded.power_kwh_low, power_kwh_high = excluded.power_kwh_high;
  get diagnostics learned = row_count;
  return learned;
end
$$;
comment on function private.learn_baselines(int) is
  'Learns the usual ranges of machines that are due, longest due first. Answers how many. Upkeep calls it every minute.';
revoke execute on function private.learn_baselines(int) from public;
