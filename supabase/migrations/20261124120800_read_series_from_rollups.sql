-- Charts: raw readings while they fit, buckets of them for a short range, roll-ups for a long one or one that reaches
-- beyond the readings that the plan keeps. Never cut silently; an empty bucket is not returned, so that a gap stays a gap.

create type private.point as (
  at timestamptz,
  vibration real, vibration_min real, vibration_max real,
  temperature real, temperature_min real, temperature_max real,
  rpm real, rpm_min real, rpm_max real,
  power_kwh real, power_kwh_min real, power_kwh_max real
);
comment on type private.point is 'One point of a chart: mean, min and max of each metric; all three are the value itself for a single reading.';

-- Both name no tenant: the policy does, once, and an index condition it is. Who has no policy may not call them.
create function private.reading_points(machine_id uuid, from_time timestamptz, to_time timestamptz, bucket interval)
returns setof private.point
language sql
stable
begin atomic
  select case when bucket is null then reading."timestamp" else date_bin(bucket, reading."timestamp", from_time) end,
    avg(reading.vibration)::real, min(reading.vibration), max(reading.vibration),
    avg(reading.temperature)::real, min(reading.temperature), max(reading.temperature),
    avg(reading.rpm)::real, min(reading.rpm), max(reading.rpm),
    avg(reading.power_kwh)::real, min(reading.power_kwh), max(reading.power_kwh)
  from public.telemetry as reading
  where reading.machine_id = reading_points.machine_id
    and reading."timestamp" >= from_time and reading."timestamp" < to_time
  group by 1;
end;
comment on function private.reading_points(uuid, timestamptz, timestamptz, interval) is 'Points from single readings, in buckets counted from from_time; each reading for itself without a bucket.';

create function private.hourly_points(machine_id uuid, from_time timestamptz, to_time timestamptz, bucket interval)
returns setof private.point
language sql
stable
begin atomic
  -- An hour as it is, which is what a month's chart shows; only one of the two halves runs.
  select hourly.hour,
    (hourly.vibration_sum / nullif(hourly.vibration_count, 0))::real, hourly.vibration_min, hourly.vibration_max,
    (hourly.temperature_sum / nullif(hourly.temperature_count, 0))::real, hourly.temperature_min, hourly.temperature_max,
    (hourly.rpm_sum / nullif(hourly.rpm_count, 0))::real, hourly.rpm_min, hourly.rpm_max,
    (hourly.power_kwh_sum / nullif(hourly.power_kwh_count, 0))::real, hourly.power_kwh_min, hourly.power_kwh_max
  from public.telemetry_hourly as hourly
  where bucket = interval '1 hour'
    and hourly.machine_id = hourly_points.machine_id
    and hourly.hour >= private.hour_of(from_time) and hourly.hour < to_time
  union all
  select date_bin(bucket, hourly.hour, private.hour_of(from_time)),
    (sum(hourly.vibration_sum) / nullif(sum(hourly.vibration_count), 0))::real, min(hourly.vibration_min), max(hourly.vibration_max),
    (sum(hourly.temperature_sum) / nullif(sum(hourly.temperature_count), 0))::real, min(hourly.temperature_min), max(hourly.temperature_max),
    (sum(hourly.rpm_sum) / nullif(sum(hourly.rpm_count), 0))::real, min(hourly.rpm_min), max(hourly.rpm_max),
    (sum(hourly.power_kwh_sum) / nullif(sum(hourly.power_kwh_count), 0))::real, min(hourly.power_kwh_min), max(hourly.power_kwh_max)
  from public.telemetry_hourly as hourly
  where bucket > interval '1 hour'
    and hourly.machine_id = hourly_points.machine_id
    and hourly.hour >= private.hour_of(from_time) and hourly.hour < to_time
  group by 1;
end;
comment on function private.hourly_points(uuid, timestamptz, timestamptz, interval) is
  'Points from roll-ups, in buckets of whole hours. The hour in which from_time lies counts whole: half of it cannot be told from a roll-up.';

create function private.metric_json(mean real[], low real[], high real[])
returns json
language sql
stable
return json_build_object('mean', coalesce(array_to_json(mean), '[]'), 'min', coalesce(array_to_json(low), '[]'), 'max', coalesce(array_to_json(high), '[]'));
comment on function private.metric_json(real[], real[], real[]) is 'One metric of a chart: three lists with an entry a point, null where it is missing.';

create function private.series_json(points private.point[], metrics text[], resolution text, source text, bucket_ms bigint)
returns json
language sql
stable
set search_path = ''
as $$
  -- json and not jsonb: writing numbers out is cheap, reading thousands of them back is what a chart would wait for.
  select json_build_object(
    'resolution', resolution, 'source', source, 'bucket_ms', bucket_ms, 'times', coalesce(array_to_json(list.times), '[]'),
    'metrics', (
      select json_object_agg(metric, case metric
        when 'vibration' then private.metric_json(list.v, list.v_min, list.v_max)
        when 'temperature' then private.metric_json(list.t, list.t_min, list.t_max)
        when 'rpm' then private.metric_json(list.r, list.r_min, list.r_max)
        when 'power_kwh' then private.metric_json(list.p, list.p_min, list.p_max) end)
      from unnest(metrics) as metric))
  from (
    select array_agg(at_ms) as times,
      array_agg(vibration) as v, array_agg(vibration_min) as v_min, array_agg(vibration_max) as v_max,
      array_agg(temperature) as t, array_agg(temperature_min) as t_min, array_agg(temperature_max) as t_max,
      array_agg(rpm) as r, array_agg(rpm_min) as r_min, array_agg(rpm_max) as r_max,
      array_agg(power_kwh) as p, array_agg(power_kwh_min) as p_min, array_agg(power_kwh_max) as p_max
    from (
      select (extract(epoch from at) * 1000)::float8 as at_ms, point.* from unnest(points) as point order by at) as ordered
  ) as list
$$;
comment on function private.series_json(private.point[], text[], text, text, bigint) is
  '{resolution, source, bucket_ms, times: epoch ms, metrics: {name: {mean, min, max}}}, in order of time.';

drop function public.telemetry_series(uuid, text[], timestamptz, timestamptz, int);
create function public.telemetry_series(
  machine_id uuid,
  metrics text[] default null,
  from_time timestamptz default now() - interval '1 hour',
  to_time timestamptz default now(),
  max_points int default 600
)
returns json
language plpgsql
stable
set search_path = ''
as $$
declare
  known constant text[] := array['vibration', 'temperature', 'rpm', 'power_kwh'];
  wanted constant text[] := coalesce(metrics, known);
  tenant constant uuid := private.require_permission('telemetry.read');
  bucket interval;
  usual_ms bigint;
  points private.point[];
begin
  if cardinality(wanted) not between 1 and 4 or not wanted <@ known
    or cardinality(wanted) > (select count(distinct metric) from unnest(wanted) as metric) then
    raise exception using errcode = 'NX006', message = 'Unknown metric.',
      hint = 'Ask for 1 to 4 different ones of vibration, temperature, rpm, power_kwh.', detail = '{"argument":"metrics"}';
  end if;
  if from_time is null or to_time is null or not isfinite(from_time) or not isfinite(to_time)
    or from_time >= to_time or to_time > from_time + interval '3660 days' then
    raise exception using errcode = 'NX006', message = 'The time range is empty or longer than ten years.',
      hint = 'from_time must be before to_time.', detail = '{"argument":"from_time"}';
  end if;
  if max_points is null or max_points not between 10 and 4000 then
    raise exception using errcode = 'NX006', message = 'max_points must be 10 to 4,000.', detail = '{"argument":"max_points"}';
  end if;
  if not exists (select from public.machines as machine where machine.tenant_id = tenant and machine.id = telemetry_series.machine_id)
    and not exists (select from public.machine_latest as latest where latest.tenant_id = tenant and latest.machine_id = telemetry_series.machine_id) then
    raise exception using errcode = 'NX004', message = 'No such machine in this tenant.', detail = '{"what":"machine"}';
  end if;

  if from_time >= private.my_retention_start() then
    -- Looking one reading further than allowed costs no more than answering would.
    if (select count(*) <= max_points from (
      select from public.telemetry as reading
      where reading.machine_id = telemetry_series.machine_id
        and reading."timestamp" >= from_time and reading."timestamp" < to_time
      limit max_points + 1) as few) then
      points := array(select point from private.reading_points(telemetry_series.machine_id, from_time, to_time, null) as point);
      select percentile_disc(0.5) within group (order by pause) into usual_ms
      from (select (extract(epoch from at - lag(at) over (order by at)) * 1000)::bigint as pause from unnest(points)) as pauses;
      return private.series_json(points, wanted, 'raw', 'telemetry', coalesce(usual_ms, 0));
    end if;
    if to_time - from_time < max_points * interval '30 minutes' then
      bucket := ceil(extract(epoch from to_time - from_time) * 1000 / max_points) * interval '1 millisecond';
      points := array(select point from private.reading_points(telemetry_series.machine_id, from_time, to_time, bucket) as point);
      return private.series_json(points, wanted, 'bucket', 'telemetry', (extract(epoch from bucket) * 1000)::bigint);
    end if;
  end if;
  bucket := ceil(extract(epoch from to_time - private.hour_of(from_time)) / 3600 / max_points) * interval '1 hour';
  points := array(select point from private.hourly_points(telemetry_series.machine_id, from_time, to_time, bucket) as point);
  return private.series_json(points, wanted, 'bucket', 'telemetry_hourly', (extract(epoch from bucket) * 1000)::bigint);
end
$$;
comment on function public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) is
  'One machine''s metrics over [from_time, to_time), at most max_points: every reading while they fit (resolution raw), else mean, min, max of equal buckets, from readings for a short range and from hourly roll-ups (source telemetry_hourly) when a bucket is 30 minutes or more or the range is older than the readings that are kept. times in epoch ms (start of a bucket; of the hour for roll-ups, so the first may lie before from_time); an empty bucket is not returned, a missing metric is null. bucket_ms is the bucket''s width, for raw readings their usual distance (0 unknown). Errors NX001 to NX004, NX006.';

revoke execute on function private.reading_points(uuid, timestamptz, timestamptz, interval),
  private.hourly_points(uuid, timestamptz, timestamptz, interval), private.metric_json(real[], real[], real[]),
  private.series_json(private.point[], text[], text, text, bigint),
  public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) from public, anon;
grant execute on function private.reading_points(uuid, timestamptz, timestamptz, interval),
  private.hourly_points(uuid, timestamptz, timestamptz, interval), private.metric_json(real[], real[], real[]),
  private.series_json(private.point[], text[], text, text, bigint), private.hour_of(timestamptz),
  public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) to authenticated;
