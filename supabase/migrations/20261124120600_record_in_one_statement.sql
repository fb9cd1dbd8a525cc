-- Recording, second version: a batch is read, judged, stored and answered for in one statement, reading by reading.
-- Readings are written by the function's owner for the tenant of the person asking, so that a gateway needs no right to
-- read; the composite key still holds every row to a machine of that tenant. See docs/decisions/0062.

drop function public.record_readings(jsonb);
drop function private.ensure_my_partitions(timestamptz[]);
drop function private.judge_readings(jsonb);
drop type private.judged_reading;

create function private.is_no_number(metric jsonb)
returns boolean
language sql
stable
return jsonb_typeof(metric) not in ('number', 'null') and metric #>> '{}' !~* '^[+-]?(nan|inf|infinity)$';
comment on function private.is_no_number(jsonb) is 'Whether a metric is neither a number nor null, nor the name of one that JSON cannot write (NaN, Infinity).';

create function private.to_time(given text)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  return given::timestamptz;
exception when data_exception then
  return null;
end
$$;
comment on function private.to_time(text) is 'A time, or null for a day or an hour that does not exist.';

create function private.judge_readings(tenant_id uuid, readings jsonb, oldest timestamptz, careful boolean)
returns table (
  index int, machine_id uuid, "timestamp" timestamptz,
  vibration numeric, temperature numeric, rpm numeric, power_kwh numeric, code text)
language sql
stable
begin atomic
  with item as (
    select (position - 1)::int as index, jsonb_typeof(value) as kind,
      value ->> 'machine_id' as machine_text, value ->> 'timestamp' as time_text,
      value -> 'vibration' as v, value -> 'temperature' as t, value -> 'rpm' as r, value -> 'power_kwh' as p
    from jsonb_array_elements(readings) with ordinality as element (value, position)
    offset 0
  ), typed as (
    -- What looks right is cast straight away. One day that does not exist, or a letter in a UUID, then ends the statement:
    -- the caller asks again with care, which costs exception handlers for each reading and is hardly ever needed.
    select item.*,
      case when machine_text like '________-____-____-____-____________'
        then case when careful then private.as_uuid(machine_text) else machine_text::uuid end end as machine_uuid,
      -- ISO 8601 with zone.
      case when time_text like '____-__-_____:__%' and time_text ~ '^[0-9-]+[Tt ][0-9:.]+([Zz]|[+-][0-9:]+)$'
        then case when careful then private.to_time(time_text) else time_text::timestamptz end end as measured_at,
      -- numeric holds any JSON number; single precision would not.
      case jsonb_typeof(v) when 'number' then v::numeric end as vibration,
      case jsonb_typeof(t) when 'number' then t::numeric end as temperature,
      case jsonb_typeof(r) when 'number' then r::numeric end as rpm,
      case jsonb_typeof(p) when 'number' then p::numeric end as power_kwh
    from item
    offset 0
  )
  select typed.index, machine_uuid, measured_at, typed.vibration, typed.temperature, typed.rpm, typed.power_kwh,
    case
      when kind <> 'object' or machine_text is null or measured_at is null then 'invalid_reading'
      when machine.id is null then 'unknown_machine'
      -- JSON has no NaN, so a gateway that has one sends its name.
      when typed.vibration is null and v <> 'null' or typed.temperature is null and t <> 'null'
        or typed.rpm is null and r <> 'null' or typed.power_kwh is null and p <> 'null' then
        case when private.is_no_number(v) or private.is_no_number(t) or private.is_no_number(r) or private.is_no_number(p)
          then 'invalid_reading' else 'value_out_of_range' end
      -- Without care the table's own checks look at this, as they do anyway.
      when careful and (typed.vibration not between 0 and 100000 or typed.temperature not between -273.15 and 10000
        or typed.rpm not between -10000000 and 10000000 or typed.power_kwh not between -1000000 and 1000000) then 'value_out_of_range'
      when num_nonnulls(typed.vibration, typed.temperature, typed.rpm, typed.power_kwh) = 0 then 'invalid_reading'
      when measured_at > now() + interval '5 minutes' then 'reading_in_future'
      when measured_at < judge_readings.oldest then 'reading_too_old'
    end
  from typed
  left join public.machines as machine on machine.tenant_id = judge_readings.tenant_id and machine.id = typed.machine_uuid;
end;

comment on function private.judge_readings(uuid, jsonb, timestamptz, boolean) is
  'Reads a batch for a tenant: each reading typed, or refused with a code. With care it never fails on a bad one; without, what looks right is cast, and ranges are left to the table. Not fixed to a search_path, so that it becomes part of the calling statement; its body is bound when it is made.';

create function private.refusal(code text, reading jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  select case code
    when 'unknown_machine' then format('No machine %s in this tenant.', left(reading ->> 'machine_id', 60))
    when 'reading_in_future' then format('%s is more than 5 minutes ahead of the server''s clock.', left(reading ->> 'timestamp', 40))
    when 'reading_too_old' then format('%s is older than the readings that the plan keeps.', left(reading ->> 'timestamp', 40))
    when 'value_out_of_range' then (
      -- Named: what is there, is not null, and is no number within the limits.
      select format('Out of range: %s.', string_agg(bound.metric, ', ' order by bound.position))
      from (values (1, 'vibration', 0, 100000), (2, 'temperature', -273.15, 10000), (3, 'rpm', -10000000, 10000000),
        (4, 'power_kwh', -1000000, 1000000)) as bound (position, metric, low, high)
      where case jsonb_typeof(reading -> bound.metric)
        when 'number' then (reading ->> bound.metric)::numeric not between bound.low and bound.high
        else jsonb_typeof(reading -> bound.metric) <> 'null' end)
    else case
      when jsonb_typeof(reading) <> 'object' then 'A reading is an object.'
      when reading ->> 'machine_id' is null then 'machine_id is missing.'
      when num_nulls(reading ->> 'vibration', reading ->> 'temperature', reading ->> 'rpm', reading ->> 'power_kwh') = 4
        then 'A reading has at least one metric.'
      when private.is_no_number(reading -> 'vibration') or private.is_no_number(reading -> 'temperature')
        or private.is_no_number(reading -> 'rpm') or private.is_no_number(reading -> 'power_kwh') then 'A metric is a number.'
      else 'timestamp is missing or not an ISO 8601 time with zone.' end
  end
$$;
comment on function private.refusal(text, jsonb) is 'Why a reading was refused, as one sentence.';

create function private.record_batch(tenant_id uuid, readings jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := record_batch.tenant_id;
  oldest constant timestamptz := private.retention_start(tenant);
  careful boolean := false;
  has_months boolean := false;
  has_looked_again boolean := false;
  answer jsonb;
begin
  if jsonb_typeof(readings) is distinct from 'array' or jsonb_array_length(readings) not between 1 and 5000 then
    raise exception using errcode = 'NX005', message = 'A batch is a list of 1 to 5,000 readings.',
      hint = 'Split it into smaller batches.',
      detail = jsonb_build_object('limit', 5000,
        'size', case when jsonb_typeof(readings) = 'array' then jsonb_array_length(readings) end)::text;
  end if;

  -- Beside other recorders, but not beside an import of machines: see private.tg_machines__alone.
  perform pg_advisory_xact_lock_shared(hashtextextended('machines.' || tenant, 0));

  loop
    begin
      with judged as materialized (
        select * from private.judge_readings(tenant, readings, oldest, careful)
      ), stored as (
        insert into public.telemetry (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh)
        -- Too small for single precision is zero; the cast alone would end the statement, like a time that does not exist.
        select tenant, machine_id, "timestamp",
          case when careful and abs(vibration) < 1e-30 then 0 else vibration::real end,
          case when careful and abs(temperature) < 1e-30 then 0 else temperature::real end,
          case when careful and abs(rpm) < 1e-30 then 0 else rpm::real end,
          case when careful and abs(power_kwh) < 1e-30 then 0 else power_kwh::real end
        from judged where code is null
        -- One order for all writers, so that two of them never wait for each other in a circle.
        order by machine_id, "timestamp", index
        on conflict do nothing
        returning machine_id, "timestamp"
      ), counted as (
        select (select count(*) from stored) as stored,
          count(*) filter (where code is null) as accepted,
          coalesce(jsonb_agg(jsonb_build_object('index', index, 'code', code, 'message', private.refusal(code, readings -> index)) order by index)
            filter (where code is not null), '[]') as refused
        from judged
      )
      select jsonb_build_object(
        'stored', counted.stored,
        'duplicate', counted.accepted - counted.stored,
        'duplicates', case when counted.accepted = counted.stored then '[]' else (
          select jsonb_agg(index order by index)
          from (
            select index, row_number() over (partition by machine_id, "timestamp" order by index) as place, machine_id, "timestamp"
            from judged where code is null) as accepted
          left join stored using (machine_id, "timestamp")
          where place > 1 or stored.machine_id is null) end,
        'refused', counted.refused)
      into answer from counted;
      return answer;
    exception
      when data_exception then
        if careful then
          raise;
        end if;
        careful := true;
      when foreign_key_violation then
        -- A machine was deleted between judging and storing: judged again, it is unknown.
        if has_looked_again then
          raise;
        end if;
        has_looked_again := true;
      when check_violation then
        -- Its month has no partition yet, or a number is out of range or next to nothing.
        if has_months then
          raise;
        end if;
        has_months := true;
        careful := true;
        perform private.ensure_telemetry_partitions(month, month)
        from (select distinct date_trunc('month', "timestamp", 'UTC') as month
          from private.judge_readings(tenant, readings, oldest, true) where code is null) as needed;
    end;
  end loop;
end
$$;
comment on function private.record_batch(uuid, jsonb) is
  'Records a batch for a tenant, whoever sends it. The caller decides who may. See public.record_readings for the form.';

create function private.record_my_readings(readings jsonb)
returns jsonb
language sql
security definer
set search_path = ''
as $$
  select private.record_batch(private.require_permission('telemetry.write'), readings)
$$;
comment on function private.record_my_readings(jsonb) is 'record_batch for the tenant of the person asking, who needs telemetry.write.';

create function public.record_readings(readings jsonb)
returns jsonb
language sql
set search_path = ''
as $$
  select private.record_my_readings(readings)
$$;
comment on function public.record_readings(jsonb) is
  'Records 1 to 5,000 readings [{machine_id, timestamp, vibration?, temperature?, rpm?, power_kwh?}]. Idempotent by machine and time. Answers {stored, duplicate, duplicates: [index], refused: [{index, code, message}]}; an index that is in neither list is stored, and a bad reading never stops the rest. Errors NX001, NX002, NX003, NX005.';

revoke execute on function private.is_no_number(jsonb), private.to_time(text),
  private.judge_readings(uuid, jsonb, timestamptz, boolean), private.refusal(text, jsonb), private.record_batch(uuid, jsonb),
  private.record_my_readings(jsonb), public.record_readings(jsonb) from public, anon;
grant execute on function private.record_my_readings(jsonb), public.record_readings(jsonb) to authenticated;
