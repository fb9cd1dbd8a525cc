-- Roll-ups: min, max, sum and count of each metric by machine and hour (UTC). A chart of a month reads 720 rows instead
-- of a quarter of a million, keeps every spike, and outlives the single readings. See docs/decisions/0060.

create table public.telemetry_hourly (
  tenant_id uuid not null,
  machine_id uuid not null,
  hour timestamptz not null,
  vibration_min real,
  vibration_max real,
  vibration_sum double precision not null default 0,
  vibration_count int not null default 0,
  temperature_min real,
  temperature_max real,
  temperature_sum double precision not null default 0,
  temperature_count int not null default 0,
  rpm_min real,
  rpm_max real,
  rpm_sum double precision not null default 0,
  rpm_count int not null default 0,
  power_kwh_min real,
  power_kwh_max real,
  power_kwh_sum double precision not null default 0,
  power_kwh_count int not null default 0,
  primary key (tenant_id, machine_id, hour),
  foreign key (tenant_id, machine_id) references public.machines (tenant_id, id)
) with (fillfactor = 70);
comment on table public.telemetry_hourly is
  'One row per machine and hour with readings. Kept by a trigger on telemetry; nobody else writes it. fillfactor 70: the current hour changes with every batch and should stay on its page.';
comment on column public.telemetry_hourly.hour is 'Start of the hour, UTC, inclusive.';
comment on column public.telemetry_hourly.power_kwh_sum is 'kWh of the hour, where each reading states the energy since the one before.';

alter table public.telemetry_hourly enable row level security;
revoke all on public.telemetry_hourly from public, anon, authenticated, service_role;
grant select on public.telemetry_hourly to authenticated, service_role;

create policy telemetry_hourly_select_readers on public.telemetry_hourly for select to authenticated
  using (tenant_id = (select private.tenant_with('telemetry.read')));
comment on policy telemetry_hourly_select_readers on public.telemetry_hourly is 'telemetry.read within the own tenant.';

create function private.hour_of(at timestamptz)
returns timestamptz
language sql
immutable
return date_bin('1 hour', at, timestamptz '2000-01-01 00:00:00+00');
comment on function private.hour_of(timestamptz) is
  'Start of the UTC hour. date_trunc would follow the session''s time zone, which may lie half an hour off.';
revoke execute on function private.hour_of(timestamptz) from public;

create table private.dirty_hours (
  tenant_id uuid not null,
  machine_id uuid not null,
  hour timestamptz not null,
  marked_at timestamptz not null default now(),
  primary key (tenant_id, machine_id, hour)
);
comment on table private.dirty_hours is
  'Hours whose roll-up no longer follows from the readings, because readings were corrected or removed. Upkeep recomputes them.';
alter table private.dirty_hours enable row level security;
revoke all on private.dirty_hours from public, anon, authenticated, service_role;
