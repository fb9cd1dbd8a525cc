-- Health score: what the newest reading says about a machine, as numbers with reasons. See docs/decisions/0013.
--
-- Each part runs from 100 (best) to 0 (worst) along straight lines through the limits that the norm or the machine
-- gives. 80 and 50 are the borders of ok | degraded | critical, so that
--   vibration    zone A and B (good, acceptable) are ok, zone C (unsatisfactory) degraded, zone D (damaging) critical;
--   temperature  is ok up to 90 % of the machine's limit, degraded up to the limit, critical above.
-- A metric that is missing or whose unit the rule does not know is not judged. Nothing judged: no score.

create function private.interpolate(at numeric, positions numeric[], scores numeric[])
returns numeric
language sql
immutable
set search_path = ''
as $$
  -- No subscript is looked up beyond the list: before the first position and after the last the score is flat.
  select case
    when at <= positions[1] then scores[1]
    when at >= positions[cardinality(positions)] then scores[cardinality(scores)]
    else (
      select scores[i] + (scores[i + 1] - scores[i]) * (at - positions[i]) / (positions[i + 1] - positions[i])
      from generate_series(1, cardinality(positions) - 1) as i
      where at < positions[i + 1]
      order by i
      limit 1)
  end
$$;
comment on function private.interpolate(numeric, numeric[], numeric[]) is 'Value of the line through (position, score) points, flat beyond its ends.';

create function private.judge_vibration(vibration real, metadata jsonb)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  machine_class text := coalesce(metadata ->> 'machineClass', 'medium');
  -- Borders A/B, B/C, C/D in mm/s RMS: ISO 20816-3 on a rigid foundation, large = group 1, medium = group 2;
  -- small machines stand below the norm's 15 kW and take class I of ISO 10816-1, which it grew from.
  borders numeric[] := case machine_class
    when 'large' then array[2.3, 4.5, 7.1]
    when 'small' then array[0.71, 1.8, 4.5]
    else array[1.4, 2.8, 4.5]
  end;
  zone text;
begin
  if vibration is null or coalesce(metadata ->> 'vibrationUnit', 'mm/s') <> 'mm/s' then
    return null;
  end if;
  zone := case
    when vibration::numeric < borders[1] then 'A (good)'
    when vibration::numeric < borders[2] then 'B (acceptable)'
    when vibration::numeric < borders[3] then 'C (unsatisfactory)'
    else 'D (damaging)'
  end;
  return jsonb_build_object(
    'name', 'vibration',
    'score', round(private.interpolate(vibration::numeric,
      array[0, borders[1], borders[2], borders[3], borders[3] * 2], array[100, 95, 80, 50, 0]), 1),
    'reason', format('Vibration %s mm/s: zone %s for a %s machine; zone C begins at %s mm/s.',
      round(vibration::numeric, 2), zone, machine_class, borders[2]));
end
$$;
comment on function private.judge_vibration(real, jsonb) is 'Health part from vibration in mm/s RMS; null when absent or in another unit.';

create function private.judge_temperature(temperature real, metadata jsonb)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  upper_limit numeric := coalesce((metadata ->> 'temperatureLimit')::numeric, 90);
begin
  if temperature is null or metadata ->> 'temperatureUnit' = 'unknown' then
    return null;
  end if;
  return jsonb_build_object(
    'name', 'temperature',
    'score', round(private.interpolate(temperature::numeric,
      array[upper_limit * 0.75, upper_limit * 0.9, upper_limit, upper_limit * 1.25], array[100, 80, 50, 0]), 1),
    'reason', format('Temperature %s °C: %s the limit of %s °C.', round(temperature::numeric, 1),
      case when temperature::numeric > upper_limit then 'above'
        when temperature::numeric > upper_limit * 0.9 then 'close to' else 'below' end, upper_limit));
end
$$;
comment on function private.judge_temperature(real, jsonb) is 'Health part from temperature in °C; null when absent or in an unknown unit.';

create function private.judge_health(metadata jsonb, vibration real, temperature real)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select coalesce(jsonb_agg(part order by (part ->> 'score')::numeric, part ->> 'name'), '[]')
  from (values (private.judge_vibration(vibration, metadata)), (private.judge_temperature(temperature, metadata))) as judged (part)
  where part is not null
$$;
comment on function private.judge_health(jsonb, real, real) is 'Parts of the health score, worst first; an empty array when nothing could be judged.';

create function private.combine_health(parts jsonb)
returns numeric
language sql
immutable
set search_path = ''
as $$
  select round(least(
    (min(score) + avg(score)) / 2,
    case when min(score) < 50 then 49.9 when min(score) < 80 then 79.9 when min(score) >= 80 then 100 end), 1)
  from (select (part ->> 'score')::numeric as score from jsonb_array_elements(parts) as part) as judged
$$;
comment on function private.combine_health(jsonb) is
  'Mean of the worst part and of all parts, but never in a better state (80, 50) than the worst part. Null without parts.';

revoke execute on function private.interpolate(numeric, numeric[], numeric[]), private.judge_vibration(real, jsonb),
  private.judge_temperature(real, jsonb), private.judge_health(jsonb, real, real), private.combine_health(jsonb) from public;
