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

create function private.reading_points(tenant_id uuid, machine_id uuid, from_time timestamptz, to_time timestamptz, bucket interval)
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
  where reading.tenant_id = reading_points.tenant_id and reading.machine_id = reading_points.machine_id
    and reading."timestamp" >= from_time and reading."timestamp" < to_time
  group by 1;
end;
comment on function private.reading_points(uuid, uuid, timestamptz, timestamptz, interval) is 'Points from single readings, in buckets counted from from_time; each reading for itself without a bucket.';

create function private.hourly_points(tenant_id uuid, machine_id uuid, from_time timestamptz, to_time timestamptz, bucket interval)
returns setof private.point
language sql
stable
begin atomic
  select date_bin(bucket, hourly.hour, private.hour_of(from_time)),
    (sum(hourly.vibration_sum) / nullif(sum(hourly.vibration_count), 0))::real, min(hourly.vibration_min), max(hourly.vibration_max),
    (sum(hourly.temperature_sum) / nullif(sum(hourly.temperature_count), 0))::real, min(hourly.temperature_min), max(hourly.temperature_max),
    (sum(hourly.rpm_sum) / nullif(sum(hourly.rpm_count), 0))::real, min(hourly.rpm_min), max(hourly.rpm_max),
    (sum(hourly.power_kwh_sum) / nullif(sum(hourly.power_kwh_count), 0))::real, min(hourly.power_kwh_min), max(hourly.power_kwh_max)
  from public.telemetry_hourly as hourly
  where hourly.tenant_id = hourly_points.tenant_id and hourly.machine_id = hourly_points.machine_id
    and hourly.hour >= private.hour_of(from_time) and hourly.hour < to_time
  group by 1;
end;
comment on function private.hourly_points(uuid, uuid, timestamptz, timestamptz, interval) is
  'Points from roll-ups, in buckets of whole hours. The hour in which from_time lies counts whole: half of it cannot be told from a roll-up.';

create function private.series_json(points private.point[], metrics text[])
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'times', coalesce(jsonb_agg(trim_scale(extract(epoch from at) * 1000) order by at), '[]'),
    'metrics', jsonb_strip_nulls(jsonb_build_object(
      'vibration', case when 'vibration' = any (metrics) then jsonb_build_object('mean', coalesce(jsonb_agg(vibration order by at), '[]'),
        'min', coalesce(jsonb_agg(vibration_min order by at), '[]'), 'max', coalesce(jsonb_agg(vibration_max order by at), '[]')) end,
      'temperature', case when 'temperature' = any (metrics) then jsonb_build_object('mean', coalesce(jsonb_agg(temperature order by at), '[]'),
        'min', coalesce(jsonb_agg(temperature_min order by at), '[]'), 'max', coalesce(jsonb_agg(temperature_max order by at), '[]')) end,
      'rpm', case when 'rpm' = any (metrics) then jsonb_build_object('mean', coalesce(jsonb_agg(rpm order by at), '[]'),
        'min', coalesce(jsonb_agg(rpm_min order by at), '[]'), 'max', coalesce(jsonb_agg(rpm_max order by at), '[]')) end,
      'power_kwh', case when 'power_kwh' = any (metrics) then jsonb_build_object('mean', coalesce(jsonb_agg(power_kwh order by at), '[]'),
        'min', coalesce(jsonb_agg(power_kwh_min order by at), '[]'), 'max', coalesce(jsonb_agg(power_kwh_max order by at), '[]')) end)))
  from unnest(points)
$$;
comment on function private.series_json(private.point[], text[]) is
  '{times: epoch ms, metrics: {name: {mean, min, max}}}, one list each with an entry a point; null where a metric is missing.';

create or replace function public.telemetry_series(
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
declare
  known constant text[] := array['vibration', 'temperature', 'rpm', 'power_kwh'];
  wanted constant text[] := coalesce(metrics, known);
  tenant constant uuid := private.require_permission('telemetry.read');
  bucket interval;
  usual_ms bigint;
  points private.point[];
begin
  if cardinality(wanted) not between 1 and 4 or not wanted <@ known then
    raise exception using errcode = 'NX006', message = 'Unknown metric.',
      hint = 'Ask for 1 to 4 of vibration, temperature, rpm, power_kwh.', detail = '{"argument":"metrics"}';
  end if;
  if from_time is null or to_time is null or not isfinite(from_time) or not isfinite(to_time)
    or from_time >= to_time or to_time - from_time > interval '3660 days' then
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
      where reading.tenant_id = tenant and reading.machine_id = telemetry_series.machine_id
        and reading."timestamp" >= from_time and reading."timestamp" < to_time
      limit max_points + 1) as few) then
      points := array(select point from private.reading_points(tenant, telemetry_series.machine_id, from_time, to_time, null) as point);
      select percentile_disc(0.5) within group (order by pause) into usual_ms
      from (select (extract(epoch from at - lag(at) over (order by at)) * 1000)::bigint as pause from unnest(points)) as pauses;
      return private.series_json(points, wanted) || jsonb_build_object('resolution', 'raw', 'source', 'telemetry', 'bucket_ms', coalesce(usual_ms, 0));
    end if;
    if to_time - from_time < max_points * interval '30 minutes' then
      bucket := ceil(extract(epoch from to_time - from_time) * 1000 / max_points) * interval '1 millisecond';
      points := array(select point from private.reading_points(tenant, telemetry_series.machine_id, from_time, to_time, bucket) as point);
      return private.series_json(points, wanted) || jsonb_build_object(
        'resolution', 'bucket', 'source', 'telemetry', 'bucket_ms', (extract(epoch from bucket) * 1000)::bigint);
    end if;
  end if;
  bucket := ceil(extract(epoch from to_time - private.hour_of(from_time)) / 3600 / max_points) * interval '1 hour';
  points := array(select point from private.hourly_points(tenant, telemetry_series.machine_id, from_time, to_time, bucket) as point);
  return private.series_json(points, wanted) || jsonb_build_object(
    'resolution', 'bucket', 'source', 'telemetry_hourly', 'bucket_ms', (extract(epoch from bucket) * 1000)::bigint);
end
$$;
comment on function public.telemetry_series(uuid, text[], timestamptz, timestamptz, int) is
  'One machine''s metrics over [from_time, to_time), at most max_points: every reading while they fit (resolution raw), else mean, min, max of equal buckets, from readings for a short range and from hourly roll-ups (source telemetry_hourly) when a bucket is 30 minutes or more or the range is older than the readings that are kept. times in epoch ms (start of a bucket; of the hour for roll-ups, so the first may lie before from_time); an empty bucket is not returned, a missing metric is null. bucket_ms is the bucket''s width, for raw readings their usual distance (0 unknown). Errors NX001 to NX004, NX006.';

revoke execute on function private.reading_points(uuid, uuid, timestamptz, timestamptz, interval),
  private.hourly_points(uuid, uuid, timestamptz, timestamptz, interval), private.series_json(private.point[], text[]) from public;
grant execute on function private.reading_points(uuid, uuid, timestamptz, timestamptz, interval),
  private.hourly_points(uuid, uuid, timestamptz, timestamptz, interval), private.series_json(private.point[], text[]),
  private.hour_of(timestamptz) to authenticated;
