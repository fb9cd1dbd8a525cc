-- The parts put together: what a machine's newest reading, its age and what is usual say. They are kept beside the reading
-- that they tell of, because a sentence such as "61.2 °C: above its usual range" is telemetry: who may see a machine but no
-- readings gets the score alone.

alter table public.machine_latest
  add column health_score numeric(4, 1) check (health_score between 0 and 100),
  add column health_parts jsonb not null default '[]' check (jsonb_typeof(health_parts) = 'array');
comment on column public.machine_latest.health_score is 'As judged with this reading; machines.health_score is its copy, for those too who may not read telemetry.';
comment on column public.machine_latest.health_parts is '[{name, score, reason, at}], worst first: why health_score is what it is.';
update public.machine_latest as latest set health_parts = machine.health_parts, health_score = machine.health_score
from public.machines as machine where machine.tenant_id = latest.tenant_id and machine.id = latest.machine_id;
alter table public.machines drop column health_parts;

create function private.age_stage(measured_at timestamptz, as_of timestamptz)
returns int
language sql
stable
return case
  when measured_at >= as_of - interval '15 minutes' then 0
  when measured_at >= as_of - interval '1 hour' then 1
  when measured_at >= as_of - interval '6 hours' then 2
  when measured_at >= as_of - interval '1 day' then 3
  else 4
end;
comment on function private.age_stage(timestamptz, timestamptz) is
  'Age of a reading in stages: 0 up to 15 minutes, 1 an hour, 2 six hours, 3 a day, 4 longer. Stages, so that a silent machine is written four times and not every minute.';

create function private.age_part(score float8, measured_at timestamptz, consequence text)
returns jsonb
language sql
stable
return private.health_part('age', score, 'No reading since '
  || to_char(measured_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC: ' || consequence, measured_at);
comment on function private.age_part(float8, timestamptz, text) is 'Health part that limits what an old reading can say.';

create type private.health as (parts jsonb, score numeric);
comment on type private.health is 'A health score with its parts, worst first; score is null when nothing could be judged.';

create function private.judge_health(
  machine public.machines, latest public.machine_latest, usual private.machine_baselines, as_of timestamptz)
returns private.health
language plpgsql
stable
set search_path = ''
as $$
declare
  measured_at timestamptz := latest.timestamp;
  stage int := private.age_stage(measured_at, as_of);
  judged jsonb[];
  answer private.health;
begin
  if stage = 4 then
    answer.parts := jsonb_build_array(private.age_part(0, measured_at, 'more than a day ago, too old to judge.'));
    return answer;
  end if;
  judged := array_remove(array[
    case when latest.vibration is null then private.kept_part(latest.health_parts, 'vibration', measured_at)
      else private.judge_vibration(latest.vibration, machine.metadata, measured_at) end,
    case when latest.temperature is null then private.kept_part(latest.health_parts, 'temperature', measured_at)
      else private.judge_temperature(latest.temperature, machine.metadata, usual, measured_at) end,
    case when latest.power_kwh is null then private.kept_part(latest.health_parts, 'power', measured_at)
      else private.judge_power(latest.power_kwh, machine.status, usual, measured_at) end
  ], null);
  -- Age alone judges nothing; it only limits what was judged.
  if stage > 0 and cardinality(judged) > 0 then
    judged := judged || private.age_part((array[79, 70, 60])[stage], measured_at, 'what it says may be over.');
  end if;
  -- Mean of the worst part and of all, but never in a better state than the worst: a good temperature must not hide a
  -- damaging vibration.
  select coalesce(jsonb_agg(part order by score, part ->> 'name'), '[]'),
    round(least((min(score) + avg(score)) / 2,
      case when min(score) < 50 then 49.9 when min(score) < 80 then 79.9 when min(score) >= 80 then 100 end), 1)
  into answer.parts, answer.score
  from (select part, (part -> 'score')::numeric as score from unnest(judged) as part) as scored;
  return answer;
end
$$;
comment on function private.judge_health(public.machines, public.machine_latest, private.machine_baselines, timestamptz) is
  'Health of a machine from its newest reading (whose health_parts are the former ones), its usual ranges and the time of asking. See docs/health-score.md.';

create function private.kept_part(parts jsonb, name text, measured_at timestamptz)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select part from jsonb_array_elements(parts) as part
  where part ->> 'name' = kept_part.name and (part ->> 'at')::timestamptz >= measured_at - interval '15 minutes'
$$;
comment on function private.kept_part(jsonb, text, timestamptz) is
  'The last judgement of a metric that the newest reading lacks, while it is not older than 15 minutes.';

revoke execute on function private.age_stage(timestamptz, timestamptz), private.age_part(float8, timestamptz, text),
  private.judge_health(public.machines, public.machine_latest, private.machine_baselines, timestamptz),
  private.kept_part(jsonb, text, timestamptz) from public;
