-- Changes of machines, one broadcast a statement: an import of 500 machines is a few messages, not a thousand.

drop trigger _900_broadcast_insert on public.machines;
drop trigger _900_broadcast_update on public.machines;
drop trigger _900_broadcast_delete on public.machines;
drop function private.tg_machines__broadcast();

create or replace function private.machine_json(machine public.machines, latest public.machine_latest)
returns jsonb
language sql
stable
return to_jsonb(machine) || jsonb_build_object(
  'latest', private.reading_json(latest), 'health_parts', coalesce(latest.health_parts, '[]'));

create function private.broadcast_machines(change text, tenant_id uuid, with_readings jsonb[], without jsonb[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  topic constant text := 'tenant:' || broadcast_machines.tenant_id;
  extra constant jsonb := jsonb_build_object('change', change);
begin
  if exists (select from public.tenants as tenant where tenant.id = broadcast_machines.tenant_id and tenant.status = 'Active') then
    perform private.broadcast_in_chunks(with_readings, 'machines', 'machines', topic, extra);
    perform private.broadcast_in_chunks(without, 'machines', 'machines', topic || ':machines', extra);
  end if;
end
$$;
comment on function private.broadcast_machines(text, uuid, jsonb[], jsonb[]) is
  'Event machines {change, machines}: as fleet_overview shows them; on the machines channel without their readings. Silent for a suspended tenant.';

create function private.tg_machines__broadcast_added()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.broadcast_machines('insert', tenant_id, list, list)
  from (
    select tenant_id, array_agg(private.machine_json(machine, null) order by machine.id) as list
    from written as machine group by tenant_id) as added;
  return null;
end
$$;
comment on function private.tg_machines__broadcast_added() is 'Tells of new machines, which have no readings yet.';

create function private.tg_machines__broadcast_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.broadcast_machines('update', machine.tenant_id,
    array_agg(private.machine_json(machine, latest) order by machine.id), array_agg(private.machine_json(machine, null) order by machine.id))
  from written as machine
  join former on former.tenant_id = machine.tenant_id and former.id = machine.id
  left join public.machine_latest as latest on latest.tenant_id = machine.tenant_id and latest.machine_id = machine.id
  -- Not for a new health score alone: that travels with the reading it came from.
  where (former.external_id, former.name, former.type, former.status, former.grid_position_x, former.grid_position_y, former.metadata)
    is distinct from (machine.external_id, machine.name, machine.type, machine.status, machine.grid_position_x, machine.grid_position_y, machine.metadata)
  group by machine.tenant_id;
  return null;
end
$$;
comment on function private.tg_machines__broadcast_changed() is 'Tells of machines that changed, other than by a new health score.';

create function private.tg_machines__broadcast_removed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.broadcast_machines('delete', tenant_id, list, list)
  from (select tenant_id, array_agg(jsonb_build_object('id', id) order by id) as list from former group by tenant_id) as removed;
  return null;
end
$$;
comment on function private.tg_machines__broadcast_removed() is 'Tells of removed machines, by id.';

create trigger _900_broadcast_insert after insert on public.machines
  referencing new table as written for each statement
  execute function private.tg_machines__broadcast_added();
-- Depth 0: health is written from within telemetry's trigger, thousands of times an hour, and is no news here.
create trigger _900_broadcast_update after update on public.machines
  referencing old table as former new table as written for each statement
  when (pg_trigger_depth() = 0)
  execute function private.tg_machines__broadcast_changed();
create trigger _900_broadcast_delete after delete on public.machines
  referencing old table as former for each statement
  execute function private.tg_machines__broadcast_removed();

revoke execute on function private.broadcast_machines(text, uuid, jsonb[], jsonb[]), private.tg_machines__broadcast_added(),
  private.tg_machines__broadcast_changed(), private.tg_machines__broadcast_removed() from public;

-- The full channel tells of machines too, so it takes both rights.
alter policy nexus_receive_tenant_messages on realtime.messages using (
  extension = 'broadcast'
  and (
    (topic = (select 'tenant:' || private.my_tenant()::text)
      and (select private.has_permission('telemetry.read') and private.has_permission('machines.read')))
    or (topic = (select 'tenant:' || private.my_tenant()::text || ':machines') and (select private.has_permission('machines.read')))
  ));
