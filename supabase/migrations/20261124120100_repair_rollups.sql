-- Repair of roll-ups. New readings are added to them as they arrive; a correction or a removal cannot be subtracted (what
-- is the minimum without this one?), so it marks its hours, and upkeep computes those anew from what is there.

create function private.tg_telemetry__mark_dirty()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Retention takes readings away whose roll-up is meant to stay.
  if current_setting('nexus.retention', true) = 'on' then
    return null;
  end if;
  insert into private.dirty_hours (tenant_id, machine_id, hour)
  select distinct tenant_id, machine_id, private.hour_of("timestamp") from gone
  order by 1, 2, 3
  on conflict do nothing;
  return null;
end
$$;
comment on function private.tg_telemetry__mark_dirty() is 'Marks the hours of changed and removed readings for repair.';
revoke execute on function private.tg_telemetry__mark_dirty() from public;

create trigger _200_mark_dirty_delete after delete on public.telemetry
  referencing old table as gone for each statement
  execute function private.tg_telemetry__mark_dirty();
create trigger _200_mark_dirty_update_old after update on public.telemetry
  referencing old table as gone for each statement
  execute function private.tg_telemetry__mark_dirty();
create trigger _200_mark_dirty_update_new after update on public.telemetry
  referencing new table as gone for each statement
  execute function private.tg_telemetry__mark_dirty();

create function private.repair_rollups(max_hours int default 5000)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  taken private.dirty_hours[];
begin
  with removed as (
    delete from private.dirty_hours as dirty
    where (dirty.tenant_id, dirty.machine_id, dirty.hour) in (
      select queued.tenant_id, queued.machine_id, queued.hour from private.dirty_hours as queued
      order by queued.marked_at limit max_hours for update skip locked)
    returning dirty.*
  )
  select array_agg(row(removed.*)::private.dirty_hours order by removed.tenant_id, removed.machine_id, removed.hour) into taken
  from removed
  -- A machine that was erased since has no roll-up to repair.
  join public.machines as machine on machine.tenant_id = removed.tenant_id and machine.id = removed.machine_id
  -- Where readings are no longer kept only the roll-up is left; it stays as it is.
  where removed.hour >= private.retention_start(removed.tenant_id);

  -- Taken hold of first and counted afterwards, in a statement of its own: a recorder of the same hour has either
  -- committed and is seen, or waits here and adds its readings on top.
  insert into public.telemetry_hourly (tenant_id, machine_id, hour)
  select tenant_id, machine_id, hour from unnest(taken) order by tenant_id, machine_id, hour
  on conflict (tenant_id, machine_id, hour) do update set hour = excluded.hour;

  update public.telemetry_hourly as hourly set
    (vibration_min, vibration_max, vibration_sum, vibration_count,
      temperature_min, temperature_max, temperature_sum, temperature_count,
      rpm_min, rpm_max, rpm_sum, rpm_count,
      power_kwh_min, power_kwh_max, power_kwh_sum, power_kwh_count) = (
    select
      min(vibration), max(vibration), coalesce(sum(vibration::float8), 0), count(vibration),
      min(temperature), max(temperature), coalesce(sum(temperature::float8), 0), count(temperature),
      min(rpm), max(rpm), coalesce(sum(rpm::float8), 0), count(rpm),
      min(power_kwh), max(power_kwh), coalesce(sum(power_kwh::float8), 0), count(power_kwh)
    from public.telemetry as reading
    where reading.tenant_id = hourly.tenant_id and reading.machine_id = hourly.machine_id
      and reading.timestamp >= hourly.hour and reading.timestamp < hourly.hour + interval '1 hour')
  from unnest(taken) as dirty
  where hourly.tenant_id = dirty.tenant_id and hourly.machine_id = dirty.machine_id and hourly.hour = dirty.hour;

  delete from public.telemetry_hourly as hourly using unnest(taken) as dirty
  where hourly.tenant_id = dirty.tenant_id and hourly.machine_id = dirty.machine_id and hourly.hour = dirty.hour
    and greatest(vibration_count, temperature_count, rpm_count, power_kwh_count) = 0;
  return coalesce(cardinality(taken), 0);
end
$$;
comment on function private.repair_rollups(int) is
  'Computes the oldest marked hours anew from their readings; an hour without any loses its row. Answers how many.';
revoke execute on function private.repair_rollups(int) from public;

-- What was recorded before there were roll-ups.
insert into private.dirty_hours (tenant_id, machine_id, hour)
select distinct tenant_id, machine_id, private.hour_of("timestamp") from public.telemetry
on conflict do nothing;
