create function public.fleet_overview()
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  perform private.require_permission('machines.read');
  return (
    select coalesce(jsonb_agg(private.machine_json(machine, latest) order by machine.name, machine.id), '[]')
    from public.machines as machine
    left join public.machine_latest as latest on latest.tenant_id = machine.tenant_id and latest.machine_id = machine.id);
end
$$;
comment on function public.fleet_overview() is
  'All machines of the tenant by name, each with its newest reading (null without telemetry.read or when it never sent one). One value, so the API''s row limit cannot cut it. Errors NX001, NX002, NX003.';

revoke execute on function public.fleet_overview() from public, anon;
grant execute on function public.fleet_overview() to authenticated;
