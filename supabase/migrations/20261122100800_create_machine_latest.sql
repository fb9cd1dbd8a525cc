-- The newest reading of each machine, so that a fleet screen reads one index range instead of every partition.

create table public.machine_latest (
  tenant_id uuid not null,
  machine_id uuid not null,
  "timestamp" timestamptz not null,
  vibration real,
  temperature real,
  rpm real,
  power_kwh real,
  primary key (tenant_id, machine_id),
  foreign key (tenant_id, machine_id) references public.machines (tenant_id, id) on delete cascade
) with (fillfactor = 50);
comment on table public.machine_latest is
  'Newest reading of each machine, kept by a trigger on telemetry; nobody else writes it. A metric that the reading lacks is null.';

alter table public.machine_latest enable row level security;
revoke all on public.machine_latest from public, anon, authenticated, service_role;
grant select on public.machine_latest to authenticated, service_role;

create policy machine_latest_select_readers on public.machine_latest for select to authenticated
  using (tenant_id = (select private.my_tenant()) and (select private.has_permission('telemetry.read')));
comment on policy machine_latest_select_readers on public.machine_latest is 'telemetry.read within the own tenant.';

create function private.reading_json(latest public.machine_latest)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select case when latest.machine_id is null then null
    else jsonb_strip_nulls(to_jsonb(latest)) - 'tenant_id' - 'machine_id' end
$$;
comment on function private.reading_json(public.machine_latest) is
  'A newest reading as the API shows it: a metric that is absent has no key. Null when there is no reading.';

create function private.machine_json(machine public.machines, latest public.machine_latest)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select to_jsonb(machine) || jsonb_build_object('latest', private.reading_json(latest))
$$;
comment on function private.machine_json(public.machines, public.machine_latest) is
  'A machine with its newest reading: one row of fleet_overview and of the machine event.';

revoke execute on function private.reading_json(public.machine_latest),
  private.machine_json(public.machines, public.machine_latest) from public;
grant execute on function private.reading_json(public.machine_latest),
  private.machine_json(public.machines, public.machine_latest) to authenticated;
