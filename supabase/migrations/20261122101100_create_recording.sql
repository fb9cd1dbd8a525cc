-- Recording: what follows from new readings, and the function that gateways send batches through.

create function private.tg_telemetry__advance()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  message record;
begin
  for message in
    -- Ordered by key: two recorders of the same machines lock them in the same order and cannot deadlock.
    with newest as (
      select distinct on (tenant_id, machine_id) *
      from inserted
      order by tenant_id, machine_id, "timestamp" desc
    ), advanced as (
      insert into public.machine_latest as latest (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh)
      select tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh from newest order by tenant_id, machine_id
      on conflict (tenant_id, machine_id) do update
        set "timestamp" = excluded."timestamp", vibration = excluded.vibration, temperature = excluded.temperature,
          rpm = excluded.rpm, power_kwh = excluded.power_kwh
        where excluded."timestamp" > latest."timestamp"
      returning latest.*
    ), judged as (
      update public.machines as machine
      set (health_parts, health_score) = (
        select parts, private.combine_health(parts)
        from private.judge_health(machine.metadata, advanced.vibration, advanced.temperature) as parts)
      from advanced
      where machine.tenant_id = advanced.tenant_id and machine.id = advanced.machine_id
      returning machine.tenant_id, machine.id,
        private.reading_json(advanced::public.machine_latest) || jsonb_build_object(
          'machine_id', machine.id, 'health_score', machine.health_score, 'health_parts', machine.health_parts) as reading
    ), numbered as (
      select *, (row_number() over (partition by tenant_id order by id) - 1) / 200 as chunk from judged
    )
    select tenant_id, jsonb_agg(reading order by id) as readings from numbered group by tenant_id, chunk
  loop
    perform private.broadcast_readings(message.tenant_id, message.readings);
  end loop;
  return null;
end
$$;
comment on function private.tg_telemetry__advance() is
  'For each machine whose newest reading moved on: keeps machine_latest, judges health, and broadcasts once a statement (200 machines a message). Late and repeated readings change nothing.';
revoke execute on function private.tg_telemetry__advance() from public;

create trigger _100_advance after insert on public.telemetry
  referencing new table as inserted for each statement
  execute function private.tg_telemetry__advance();

create type private.judged_reading as (
  index int,
  machine_id uuid,
  "timestamp" timestamptz,
  vibration real,
  temperature real,
  rpm real,
  power_kwh real,
  code text,
  message text
);
comment on type private.judged_reading is 'One reading of a batch: its values, or why it is refused (code, message). index counts from 0.';

create function private.judge_readings(readings jsonb)
returns setof private.judged_reading
language sql
stable
security definer
set search_path = ''
as $$
  -- One statement without helper functions: a batch of thousands would call each of them four times a reading.
  with item as materialized (
    select (position - 1)::int as index, jsonb_typeof(value) as kind,
      value ->> 'machine_id' as machine_text, value ->> 'timestamp' as time_text,
      value -> 'vibration' as v, value -> 'temperature' as t, value -> 'rpm' as r, value -> 'power_kwh' as p
    from jsonb_array_elements(readings) with ordinality as element (value, position)
  ), typed as materialized (
    select *,
      case when machine_text ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' then machine_text::uuid end as machine_uuid,
      -- ISO 8601 with zone, and a day that exists: whatever passes casts without an error, which would abort the batch.
      case when time_text ~ '^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?([Zz]|[+-](0\d|1[0-4])(:?[0-5]\d)?)$'
        and substr(time_text, 6, 5) not in ('02-30', '02-31', '04-31', '06-31', '09-31', '11-31')
        and (substr(time_text, 6, 5) <> '02-29' or (left(time_text, 4)::int % 4 = 0
          and (left(time_text, 4)::int % 100 <> 0 or left(time_text, 4)::int % 400 = 0)))
        then time_text::timestamptz end as measured_at,
      array_remove(array[jsonb_typeof(v), jsonb_typeof(t), jsonb_typeof(r), jsonb_typeof(p)], null)
        <@ array['number', 'null'] as all_numbers,
      -- numeric holds any JSON number; single precision would not.
      case jsonb_typeof(v) when 'number' then v::numeric end as vibration,
      case jsonb_typeof(t) when 'number' then t::numeric end as temperature,
      case jsonb_typeof(r) when 'number' then r::numeric end as rpm,
      case jsonb_typeof(p) when 'number' then p::numeric end as power_kwh
    from item
  ), coded as (
    select typed.*,
      case
        when kind <> 'object' or machine_text is null or measured_at is null then 'invalid_reading'
        when machine.id is null then 'unknown_machine'
        when not all_numbers then case
          -- JSON has no NaN, so a gateway that has one sends its name.
          when exists (
            select from unnest(array[v, t, r, p]) as metric
            where jsonb_typeof(metric) not in ('number', 'null') and metric #>> '{}' !~* '^[+-]?(nan|inf|infinity)$'
          ) then 'invalid_reading'
          else 'value_out_of_range' end
        when vibration not between 0 and 100000 or temperature not between -273.15 and 10000
          or rpm not between -10000000 and 10000000 or power_kwh not between -1000000 and 1000000 then 'value_out_of_range'
        when num_nonnulls(vibration, temperature, rpm, power_kwh) = 0 then 'invalid_reading'
        when measured_at > now() + interval '5 minutes' then 'reading_in_future'
        when measured_at < (select private.my_retention_start()) then 'reading_too_old'
      end as code
    from typed
    left join public.machines as machine
      on machine.tenant_id = (select private.my_tenant()) and machine.id = typed.machine_uuid
  )
  select index, machine_uuid, measured_at,
    -- Too small for single precision is zero.
    case when code is null then case when abs(vibration) < 1e-30 then 0 else vibration::real end end,
    case when code is null then case when abs(temperature) < 1e-30 then 0 else temperature::real end end,
    case when code is null then case when abs(rpm) < 1e-30 then 0 else rpm::real end end,
    case when code is null then case when abs(power_kwh) < 1e-30 then 0 else power_kwh::real end end,
    code,
    case code
      when 'unknown_machine' then format('No machine %s in this tenant.', left(machine_text, 60))
      when 'reading_in_future' then format('%s is more than 5 minutes ahead of the server''s clock.', left(time_text, 40))
      when 'reading_too_old' then format('%s is older than the readings that the plan keeps.', left(time_text, 40))
      -- Named: what is there, is not null, and is no number within the limits.
      when 'value_out_of_range' then format('Out of range: %s.', concat_ws(', ',
        case when not coalesce(vibration between 0 and 100000, jsonb_typeof(v) = 'null', true) then 'vibration' end,
        case when not coalesce(temperature between -273.15 and 10000, jsonb_typeof(t) = 'null', true) then 'temperature' end,
        case when not coalesce(rpm between -10000000 and 10000000, jsonb_typeof(r) = 'null', true) then 'rpm' end,
        case when not coalesce(power_kwh between -1000000 and 1000000, jsonb_typeof(p) = 'null', true) then 'power_kwh' end))
      when 'invalid_reading' then case
        when kind <> 'object' then 'A reading is an object.'
        when machine_text is null then 'machine_id is missing.'
        when measured_at is null then 'timestamp is missing or not an ISO 8601 time with zone.'
        when not all_numbers then 'A metric is a number.'
        else 'A reading has at least one metric.' end
    end
  from coded
  order by index
$$;
comment on function private.judge_readings(jsonb) is
  'Reads a batch for the tenant of the person asking: each reading typed, or refused with a code. Never fails on a bad one.';

create function public.record_readings(readings jsonb)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  tenant uuid := private.require_permission('telemetry.write');
  judged private.judged_reading[];
  accepted int;
  stored int;
begin
  if jsonb_typeof(readings) is distinct from 'array' or jsonb_array_length(readings) not between 1 and 5000 then
    raise exception using errcode = 'NX005', message = 'A batch is a list of 1 to 5,000 readings.',
      hint = 'Split it into smaller batches.',
      detail = jsonb_build_object('limit', 5000,
        'size', case when jsonb_typeof(readings) = 'array' then jsonb_array_length(readings) end)::text;
  end if;

  select array_agg(reading) into judged from private.judge_readings(readings) as reading;

  perform private.ensure_my_partitions(array(
    select distinct date_trunc('month', "timestamp", 'UTC') from unnest(judged) where code is null));

  -- One order for all writers, so that two of them never wait for each other in a circle.
  insert into public.telemetry (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh)
  select tenant, machine_id, "timestamp", vibration, temperature, rpm, power_kwh
  from unnest(judged) where code is null
  order by machine_id, "timestamp", index
  on conflict do nothing;
  get diagnostics stored = row_count;
  select count(*) into accepted from unnest(judged) where code is null;

  return jsonb_build_object(
    'stored', stored,
    'duplicate', accepted - stored,
    'refused', (
      select coalesce(jsonb_agg(jsonb_build_object('index', index, 'code', code, 'message', message) order by index), '[]')
      from unnest(judged) where code is not null));
end
$$;
comment on function public.record_readings(jsonb) is
  'Records 1 to 5,000 readings [{machine_id, timestamp, vibration?, temperature?, rpm?, power_kwh?}]. Idempotent by machine and time. Answers {stored, duplicate, refused: [{index, code, message}]}; a bad reading never stops the rest. Errors NX001, NX002, NX003, NX005.';

create function private.ensure_my_partitions(months timestamptz[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.require_permission('telemetry.write');
  perform private.ensure_telemetry_partitions(month, month) from unnest(months) as month;
end
$$;
comment on function private.ensure_my_partitions(timestamptz[]) is
  'Makes the months that a recorder needs, within the bounds of ensure_telemetry_partitions.';

revoke execute on function private.judge_readings(jsonb), private.ensure_my_partitions(timestamptz[]),
  public.record_readings(jsonb) from public, anon;
grant execute on function private.judge_readings(jsonb), private.ensure_my_partitions(timestamptz[]) to authenticated;
grant execute on function public.record_readings(jsonb) to authenticated;
