-- What follows from new readings, once a statement: the hour's roll-up, the newest reading, health, and one broadcast.

alter table public.machine_latest
  add column is_announced boolean not null default true,
  add column age_stage int not null default 0;
comment on column public.machine_latest.is_announced is 'Whether listeners were told of this reading. Old ones, as a replayed buffer brings, are told of by upkeep.';
comment on column public.machine_latest.age_stage is 'Age of the reading when health was last judged, see private.age_stage.';

create index machine_latest_not_announced_idx on public.machine_latest (tenant_id, machine_id) where not is_announced;

-- Bound when made, like every function here with a body instead of a text: it needs no search_path of its own, and becomes
-- part of the statement that calls it. `stable` for that, because to_jsonb is.
create or replace function private.reading_json(latest public.machine_latest)
returns jsonb
language sql
stable
return case when latest.machine_id is not null then jsonb_strip_nulls(jsonb_build_object(
  'timestamp', latest.timestamp, 'vibration', latest.vibration, 'temperature', latest.temperature,
  'rpm', latest.rpm, 'power_kwh', latest.power_kwh)) end;

create function private.live_reading_json(latest public.machine_latest)
returns jsonb
language sql
stable
return private.reading_json(latest) || jsonb_build_object(
  'machine_id', latest.machine_id, 'health_score', latest.health_score, 'health_parts', latest.health_parts);
comment on function private.live_reading_json(public.machine_latest) is 'One entry of the event readings.';

create function private.broadcast_in_chunks(items jsonb[], event text, list text, topic text, extra jsonb default '{}')
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  chunk jsonb;
begin
  -- By size, not by number: a machine may carry 16 KiB of specification, and Realtime refuses a message of 256 KB.
  for chunk in
    select jsonb_agg(item order by position)
    from (
      select item, position, sum(pg_column_size(item)) over (order by position) / 100000 as part
      from unnest(items) with ordinality as element (item, position)) as sized
    group by part order by part
  loop
    perform realtime.send(extra || jsonb_build_object(list, chunk), event, topic, true);
  end loop;
end
$$;
comment on function private.broadcast_in_chunks(jsonb[], text, text, text, jsonb) is
  'Sends {list: items} on a private channel, in as few messages as stay near 100 kB each.';

drop function private.broadcast_readings(uuid, jsonb);
create function private.broadcast_readings(tenant_id uuid, readings jsonb[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A listener's rights are computed when it joins; a suspended tenant's channels fall silent here.
  if exists (select from public.tenants as tenant where tenant.id = broadcast_readings.tenant_id and tenant.status = 'Active') then
    perform private.broadcast_in_chunks(readings, 'readings', 'readings', 'tenant:' || broadcast_readings.tenant_id);
  end if;
end
$$;
comment on function private.broadcast_readings(uuid, jsonb[]) is 'Event readings: newest readings with the health that followed. Silent for a suspended tenant.';

create function private.apply_health(readings public.machine_latest[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  message record;
begin
  for message in
    with judged as (
      select reading, private.judge_health(machine, reading, usual, now()) as health
      from unnest(readings) as reading
      join public.machines as machine on machine.tenant_id = reading.tenant_id and machine.id = reading.machine_id
      left join private.machine_baselines as usual on usual.tenant_id = reading.tenant_id and usual.machine_id = reading.machine_id
      -- Ordered by key, here as wherever several machines are written: two recorders of the same machines lock their rows
      -- in the same order and never wait for each other in a circle.
      order by reading.tenant_id, reading.machine_id
      offset 0
    ), advanced as (
      insert into public.machine_latest as latest
        (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh, is_announced, age_stage, health_score, health_parts)
      select (reading).tenant_id, (reading).machine_id, (reading)."timestamp", (reading).vibration, (reading).temperature,
        (reading).rpm, (reading).power_kwh, (reading).is_announced, (reading).age_stage, (health).score, (health).parts
      from judged
      on conflict (tenant_id, machine_id) do update
        set "timestamp" = excluded."timestamp", vibration = excluded.vibration, temperature = excluded.temperature,
          rpm = excluded.rpm, power_kwh = excluded.power_kwh, is_announced = excluded.is_announced,
          age_stage = excluded.age_stage, health_score = excluded.health_score, health_parts = excluded.health_parts
        where excluded."timestamp" >= latest."timestamp"
      returning latest as reading
    ), scored as (
      update public.machines as machine set health_score = free.health_score
      from (
        select locked.tenant_id, locked.id, (advanced.reading).health_score
        from advanced
        join public.machines as locked on locked.tenant_id = (advanced.reading).tenant_id and locked.id = (advanced.reading).machine_id
        where locked.health_score is distinct from (advanced.reading).health_score
        -- A person's edit of many machines locks them in an order of its own, so a recorder must not wait for it. A score
        -- that is passed over comes with the next reading or the next upkeep.
        for no key update of locked skip locked) as free
      where machine.tenant_id = free.tenant_id and machine.id = free.id
    )
    select (reading).tenant_id, array_agg(private.live_reading_json(reading) order by (reading).machine_id) as readings
    from advanced
    where (reading).is_announced
    group by 1
  loop
    perform private.broadcast_readings(message.tenant_id, message.readings);
  end loop;
end
$$;
comment on function private.apply_health(public.machine_latest[]) is
  'Takes newest readings, with the former health parts in them: judges their machines, keeps reading, parts and score where no newer reading came in between, and broadcasts what is to be announced, once a tenant.';

create or replace function private.tg_telemetry__advance()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  moved public.machine_latest[];
begin
  insert into public.telemetry_hourly as hourly
  select tenant_id, machine_id, private.hour_of("timestamp") as hour,
    min(vibration), max(vibration), coalesce(sum(vibration::float8), 0), count(vibration),
    min(temperature), max(temperature), coalesce(sum(temperature::float8), 0), count(temperature),
    min(rpm), max(rpm), coalesce(sum(rpm::float8), 0), count(rpm),
    min(power_kwh), max(power_kwh), coalesce(sum(power_kwh::float8), 0), count(power_kwh)
  from inserted
  group by tenant_id, machine_id, hour
  order by tenant_id, machine_id, hour
  on conflict (tenant_id, machine_id, hour) do update set
    vibration_min = least(hourly.vibration_min, excluded.vibration_min),
    vibration_max = greatest(hourly.vibration_max, excluded.vibration_max),
    vibration_sum = hourly.vibration_sum + excluded.vibration_sum,
    vibration_count = hourly.vibration_count + excluded.vibration_count,
    temperature_min = least(hourly.temperature_min, excluded.temperature_min),
    temperature_max = greatest(hourly.temperature_max, excluded.temperature_max),
    temperature_sum = hourly.temperature_sum + excluded.temperature_sum,
    temperature_count = hourly.temperature_count + excluded.temperature_count,
    rpm_min = least(hourly.rpm_min, excluded.rpm_min),
    rpm_max = greatest(hourly.rpm_max, excluded.rpm_max),
    rpm_sum = hourly.rpm_sum + excluded.rpm_sum,
    rpm_count = hourly.rpm_count + excluded.rpm_count,
    power_kwh_min = least(hourly.power_kwh_min, excluded.power_kwh_min),
    power_kwh_max = greatest(hourly.power_kwh_max, excluded.power_kwh_max),
    power_kwh_sum = hourly.power_kwh_sum + excluded.power_kwh_sum,
    power_kwh_count = hourly.power_kwh_count + excluded.power_kwh_count;

  with newest as (
    select distinct on (tenant_id, machine_id) *
    from inserted
    order by tenant_id, machine_id, "timestamp" desc
  )
  select array_agg(row(
    newest.tenant_id, newest.machine_id, newest."timestamp", newest.vibration, newest.temperature, newest.rpm, newest.power_kwh,
    null, coalesce(former.health_parts, '[]'), stage = 0, stage)::public.machine_latest)
  into moved
  from newest
  cross join private.age_stage(newest."timestamp", now()) as stage
  left join public.machine_latest as former on former.tenant_id = newest.tenant_id and former.machine_id = newest.machine_id
  where former.machine_id is null or newest."timestamp" > former."timestamp";
  if moved is not null then
    perform private.apply_health(moved);
  end if;
  return null;
end
$$;
comment on function private.tg_telemetry__advance() is
  'Adds new readings to the hour''s roll-up; for each machine whose newest reading moved on keeps machine_latest, judges health, and broadcasts once a statement. Repeated readings change nothing, late ones the roll-up only.';

revoke execute on function private.broadcast_in_chunks(jsonb[], text, text, text, jsonb),
  private.broadcast_readings(uuid, jsonb[]), private.live_reading_json(public.machine_latest),
  private.apply_health(public.machine_latest[]) from public;
