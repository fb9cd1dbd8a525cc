create or replace function public.fleet_overview()
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  hears constant boolean := private.has_permission('telemetry.read');
  fleet jsonb := (
    select jsonb_agg(private.machine_json(machine, latest) || jsonb_build_object(
      'age_ms', case when latest.timestamp is not null then greatest(0, floor(extract(epoch from now() - latest.timestamp) * 1000)) end,
      'freshness', case when hears then case when latest.timestamp >= now() - interval '1 minute' then 'live' else 'stale' end end
    ) order by machine.name, machine.id)
    from public.machines as machine
    left join public.machine_latest as latest on latest.tenant_id = machine.tenant_id and latest.machine_id = machine.id);
begin
  -- Nothing to see is either no machine or no right; only then it is worth asking which.
  if fleet is null then
    perform private.require_permission('machines.read');
  end if;
  return coalesce(fleet, '[]');
end
$$;
comment on function public.fleet_overview() is
  'All machines of the tenant by name, each with its health score; with telemetry.read also its newest reading (null when it never sent one), why the score is what it is, age_ms of the reading by the server''s clock, and freshness: live up to a minute, else stale. One value, so the API''s row limit cannot cut it. Errors NX001, NX002, NX003.';
