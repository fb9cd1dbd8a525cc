-- Health score, second version: each part a number with its reason. docs/health-score.md explains it for people.
--
-- A part runs from 100 (best) to 0 (worst) along straight lines; 80 and 50 are the borders of ok | degraded | critical.
--   vibration    mm/s RMS against the zones of ISO 20816-3 by machine class: A, B ok; C degraded; D critical.
--   temperature  against the machine's limit, and against its usual range once that is known; the worse of the two counts.
--   power        energy of an interval against the usual range; never critical, because unusual is not yet harmful.
--   age          only once the newest reading is older than 15 minutes; after a day there is no score.
-- Missing: a metric that the newest reading lacks keeps its last judgement for 15 minutes (gateways send metrics in
-- turn), and is then not judged. A unit that the rule does not know (vibration in g) is not judged. Nothing judged: no score.

drop function private.judge_health(jsonb, real, real);
drop function private.judge_vibration(real, jsonb);
drop function private.judge_temperature(real, jsonb);
drop function private.interpolate(numeric, numeric[], numeric[]);
drop function private.combine_health(jsonb);

create function private.interpolate(at float8, positions float8[], scores float8[])
returns float8
language plpgsql
immutable
set search_path = ''
as $$
begin
  if at <= positions[1] then
    return scores[1];
  end if;
  for i in 2 .. cardinality(positions) loop
    if at < positions[i] then
      return scores[i - 1] + (scores[i] - scores[i - 1]) * (at - positions[i - 1]) / (positions[i] - positions[i - 1]);
    end if;
  end loop;
  return scores[cardinality(scores)];
end
$$;
comment on function private.interpolate(float8, float8[], float8[]) is 'Value of the line through (position, score) points, flat beyond its ends.';

create function private.health_part(name text, score float8, reason text, at timestamptz)
returns jsonb
language sql
stable
return jsonb_build_object('name', name, 'score', round(score::numeric, 1), 'reason', reason, 'at', at);
comment on function private.health_part(text, float8, text, timestamptz) is 'One part of a health score; at is the time of the measurement that was judged.';

create function private.judge_vibration(vibration real, metadata jsonb, at timestamptz)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  machine_class text := coalesce(metadata ->> 'machineClass', 'medium');
  -- Borders A/B, B/C, C/D in mm/s RMS: ISO 20816-3 on a rigid foundation, large = group 1, medium = group 2;
  -- small machines stand below the norm's 15 kW and take class I of ISO 10816-1, which it grew from.
  borders float8[] := case machine_class
    when 'large' then array[2.3, 4.5, 7.1]
    when 'small' then array[0.71, 1.8, 4.5]
    else array[1.4, 2.8, 4.5]
  end;
  -- As the norm's tables and people write it: single precision would put 2.8 above 2.8.
  value numeric := vibration::numeric;
begin
  if vibration is null or coalesce(metadata ->> 'vibrationUnit', 'mm/s') <> 'mm/s' then
    return null;
  end if;
  return private.health_part(
    'vibration',
    private.interpolate(value, array[0, borders[1], borders[2], borders[3], borders[3] * 2], array[100, 95, 80, 50, 0]),
    'Vibration ' || round(value, 2) || ' mm/s: zone '
      || case when value < borders[1] then 'A (good)'
        when value < borders[2] then 'B (acceptable)'
        when value < borders[3] then 'C (unsatisfactory)'
        else 'D (damaging)' end
      || ' for a ' || machine_class || ' machine; zone C begins at ' || borders[2] || ' mm/s.',
    at);
end
$$;
comment on function private.judge_vibration(real, jsonb, timestamptz) is 'Health part from vibration in mm/s RMS; null when absent or in another unit.';

create function private.beyond_range(value float8, low float8, high float8, least_width float8)
returns float8
language sql
immutable
-- The last keeps a machine that never took any energy from a division by zero.
return greatest(low - value, value - high, 0) / greatest(high - low, least_width, 1e-6);
comment on function private.beyond_range(float8, float8, float8, float8) is
  'How far a value lies outside a range, in widths of that range; 0 inside. least_width keeps a very steady machine from alarming at every flicker.';

create function private.judge_temperature(temperature real, metadata jsonb, usual private.machine_baselines, at timestamptz)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  value numeric := round(temperature::numeric, 1);
  upper_limit numeric := coalesce((metadata ->> 'temperatureLimit')::numeric, 90);
  by_limit float8;
  by_range float8;
begin
  if temperature is null or metadata ->> 'temperatureUnit' = 'unknown' then
    return null;
  end if;
  by_limit := private.interpolate(temperature::numeric,
    array[upper_limit * 0.75, upper_limit * 0.9, upper_limit, upper_limit * 1.25], array[100, 80, 50, 0]);
  -- Colder than usual is a machine at rest: only heat counts.
  by_range := case when temperature <= usual.temperature_high then 100 else private.interpolate(
    private.beyond_range(temperature, usual.temperature_low, usual.temperature_high, 5), array[0, 0.25, 1, 3], array[100, 80, 50, 20]) end;
  if by_range < by_limit then
    return private.health_part('temperature', by_range,
      'Temperature ' || value || ' °C: above its usual ' || round(usual.temperature_low::numeric, 1) || ' to '
        || round(usual.temperature_high::numeric, 1) || ' °C.', at);
  end if;
  return private.health_part('temperature', by_limit,
    'Temperature ' || value || ' °C: ' || case when temperature::numeric > upper_limit then 'above'
      when temperature::numeric > upper_limit * 0.9 then 'close to' else 'below' end || ' the limit of ' || trim_scale(round(upper_limit, 2)) || ' °C.', at);
end
$$;
comment on function private.judge_temperature(real, jsonb, private.machine_baselines, timestamptz) is
  'Health part from temperature in °C, against limit and usual range; null when absent or in an unknown unit.';

create function private.judge_power(power_kwh real, status text, usual private.machine_baselines, at timestamptz)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  beyond float8;
begin
  -- A machine that says it rests takes unusually little, and that is no news.
  if power_kwh is null or usual.power_kwh_high is null or status in ('idle', 'maintenance') then
    return null;
  end if;
  beyond := private.beyond_range(power_kwh, usual.power_kwh_low, usual.power_kwh_high,
    greatest(abs(usual.power_kwh_low), abs(usual.power_kwh_high)) * 0.4);
  return private.health_part('power',
    private.interpolate(beyond, array[0, 0.25, 1], array[100, 80, 50]),
    'Energy ' || power_kwh || ' kWh an interval: '
      || case when beyond = 0 then 'within' when power_kwh > usual.power_kwh_high then 'above' else 'below' end
      || ' its usual ' || usual.power_kwh_low || ' to ' || usual.power_kwh_high || ' kWh.', at);
end
$$;
comment on function private.judge_power(real, text, private.machine_baselines, timestamptz) is
  'Health part from the energy of an interval, against the usual range; null when absent, not learned yet, or the machine rests.';

revoke execute on function private.interpolate(float8, float8[], float8[]), private.health_part(text, float8, text, timestamptz),
  private.judge_vibration(real, jsonb, timestamptz), private.beyond_range(float8, float8, float8, float8),
  private.judge_temperature(real, jsonb, private.machine_baselines, timestamptz),
  private.judge_power(real, text, private.machine_baselines, timestamptz) from public;
