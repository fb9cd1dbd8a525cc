create function public.telemetry_series(
  machine_id uuid,
  metrics text[] default null,
  from_time timestamptz default now() - interval '1 hour',
  to_time timestamptz default now(),
  max_points int default 600
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  known constant text[] := array['vibration', 'temperature', 'rpm', 'power_kwh'];
  wanted text[] := coalesce(telemetry_series.metrics, known);
  tenant uuid := private.require_permission('telemetry.read');
  bucket_ms bigint;
  resolution text;
  answer jsonb;
begin
  if cardinality(wanted) not between 1 and 4 or not wanted <@ known then
    raise exception using errcode = 'NX006', message = 'Unknown metric.',
      hint = 'Ask for 1 to 4 of vibration, temperature, rpm, power_kwh.', detail = '{"argument":"metrics"}';
  end if;
  if telemetry_series.from_time is null or telemetry_series.to_time is null
    or not isfinite(telemetry_series.from_time) or not isfinite(telemetry_series.to_time)
    or telemetry_series.from_time >= telemetry_series.to_time
    or telemetry_series.to_time - telemetry_series.from_time > interval '3660 days' then
    raise exception using errcode = 'NX006', message = 'The time range is empty or longer than ten years.',
      hint = 'from_time must be before to_time.', detail = '{"argument":"from_time"}';
  end if;
  if telemetry_series.max_points is null or telemetry_series.max_points not between 10 and 4000 then
    raise exception using errcode = 'NX006', message = 'max_points must be 10 to 4,000.', detail = '{"argument":"max_points"}';
  end if;
  if not exists (
    select from public.machines as machine where machine.tenant_id = tenant and machine.id = telemetry_series.machine_id
  ) and not exists (
    select from public.machine_latest as latest where latest.tenant_id = tenant and latest.machine_id = telemetry_series.machine_id
  ) then
    raise exception using errcode = 'NX004', message = 'No such machine in this tenant.', detail = '{"what":"machine"}';
  end if;

  -- Raw when it fits. Looking one reading further than allowed costs no more than answering would.
  if (select count(*) <= telemetry_series.max_points from (
    select from public.telemetry as reading
    where reading.tenant_id = tenant and reading.machine_id = telemetry_series.machine_id
      and reading.timestamp >= telemetry_series.from_time and reading.timestamp < telemetry_series.to_time
    limit telemetry_series.max_points + 1) as few) then
    resolution := 'raw';
    select percentile_disc(0.5) within group (order by pause) into bucket_ms from (
      select (extract(epoch from reading.timestamp - lag(reading.timestamp) over (order by reading.timestamp)) * 1000)::bigint as pause
      from public.telemetry as reading
      where reading.tenant_id = tenant and reading.machine_id = telemetry_series.machine_id
        and reading.timestamp >= telemetry_series.from_time and reading.timestamp < telemetry_series.to_time) as pauses;
  else
    resolution := 'bucket';
    bucket_ms := ceil(extract(epoch from telemetry_series.to_time - telemetry_series.from_time) * 1000 / telemetry_series.max_points);
  end if;

  with point as (
    select
      case resolution when 'raw' then reading.timestamp
        else date_bin(bucket_ms * interval '1 millisecond', reading.timestamp, telemetry_series.from_time) end as at,
      avg(reading.vibration)::real as vibration, min(reading.vibration) as vibration_min, max(reading.vibration) as vibration_max,
      avg(reading.temperature)::real as temperature, min(reading.temperature) as temperature_min, max(reading.temperature) as temperature_max,
      avg(reading.rpm)::real as rpm, min(reading.rpm) as rpm_min, max(reading.rpm) as rpm_max,
      avg(reading.power_kwh)::real as power_kwh, min(reading.power_kwh) as power_kwh_min, max(reading.power_kwh) as power_kwh_max
    from public.telemetry as reading
    where reading.tenant_id = tenant and reading.machine_id = telemetry_series.machine_id
      and reading.timestamp >= telemetry_series.from_time and reading.timestamp < telemetry_series.to_time
    group by 1
  ), list as (
    select
      coalesce(jsonb_agg(trim_scale(extract(epoch from at) * 1000) order by at), '[]') as times,
      jsonb_build_object(
        'vibration', jsonb_build_object('mean', coalesce(jsonb_agg(vibration order by at), '[]'),
          'min', coalesce(jsonb_agg(vibration_min order by at), '[]'), 'max', coalesce(jsonb_agg(vibration_max order by at), '[]')),
        'temperature', jsonb_build_object('mean', coalesce(jsonb_agg(temperature order by at), '[]'),
          'min', coalesce(jsonb_agg(temperature_min order by at), '[]'), 'max', coalesce(jsonb_agg(temperature_max order by at), '[]')),
        'rpm', jsonb_build_object('mean', coalesce(jsonb_agg(rpm order by at), '[]'),
          'min', coalesce(jsonb_agg(rpm_min order by at), '[]'), 'max', coalesce(jsonb_agg(rpm_max order by at), '[]')),
        'power_kwh', jsonb_build_object('mean', coalesce(jsonb_agg(power_kwh order by at), '[]'),
          'min', coalesce(jsonb_agg(power_kwh_min order by at), '[]'), 'max', coalesce(jsonb_agg(power_kwh_max order by at), '[]'))
      ) as all_metrics
    from point
  )
  select jsonb_build_object(
    'resolution', resolution,
    'bucket_ms', coalesce(bucket_ms, 0),
    'times', times,
    'metrics', (select jsonb_object_agg(name, all_metrics -> name) from unnest(wanted) as name))
  into answer from list;
  return answer;
end
$$;
comment on function public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) is
  'One machine''s metrics over [from_time, to_time): every reading when at most max_points, else mean, min, max of equal buckets. times in epoch ms (start of a bucket); an empty bucket is not returned, a missing metric is null. bucket_ms is the bucket''s width, for raw readings their usual distance (0 unknown). Errors NX001 to NX004, NX006.';

revoke execute on function public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) from public, anon;
grant execute on function public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) to authenticated;
