-- Nothing arrives, and yet something changes: a silent machine's reading grows old. Upkeep judges it again at each stage,
-- tells of old readings that a replayed buffer brought without a broadcast each, and copies scores that recorders passed over.

create function private.watch_silence(max_machines int default 20000)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  moved public.machine_latest[];
begin
  select array_agg(row(
    due.tenant_id, due.machine_id, due."timestamp", due.vibration, due.temperature, due.rpm, due.power_kwh,
    null, due.health_parts, true, private.age_stage(due."timestamp", now()))::public.machine_latest)
  into moved
  from (
    select latest.* from public.machine_latest as latest
    join public.machines as machine on machine.tenant_id = latest.tenant_id and machine.id = latest.machine_id
    where not latest.is_announced
      or latest.age_stage <> private.age_stage(latest."timestamp", now())
      or machine.health_score is distinct from latest.health_score
    -- By lot: in the order of ids one busy tenant would keep the rest waiting for ever.
    order by random()
    limit max_machines
    -- Whoever is recording for a machine just now judges it himself.
    for update of latest skip locked) as due;
  if moved is not null then
    perform private.apply_health(moved);
  end if;
  return coalesce(cardinality(moved), 0);
end
$$;
comment on function private.watch_silence(int) is
  'Judges machines whose newest reading reached the next stage of age or whose score was passed over, and announces readings that were not yet. Answers how many.';
revoke execute on function private.watch_silence(int) from public;
