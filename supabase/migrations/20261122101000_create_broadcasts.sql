-- Live: the database says what changed, on private channels of the tenant.
--   tenant:<id>            readings, machine, tenant   for members with telemetry.read
--   tenant:<id>:machines   machine, tenant             for members with machines.read
-- Clients only listen: there is no insert policy, so nobody can forge a message, and no presence.

create policy nexus_receive_tenant_messages on realtime.messages for select to authenticated
  using (
    extension = 'broadcast'
    and (
      (topic = (select 'tenant:' || private.my_tenant()::text) and (select private.has_permission('telemetry.read')))
      or (topic = (select 'tenant:' || private.my_tenant()::text || ':machines') and (select private.has_permission('machines.read')))
    )
  );

create function private.broadcast_readings(tenant_id uuid, readings jsonb)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A listener's rights are computed when it joins; a suspended tenant's channels fall silent here.
  if exists (select from public.tenants as tenant where tenant.id = broadcast_readings.tenant_id and tenant.status = 'Active') then
    perform realtime.send(jsonb_build_object('readings', readings), 'readings', 'tenant:' || broadcast_readings.tenant_id, true);
  end if;
end
$$;
comment on function private.broadcast_readings(uuid, jsonb) is 'Event readings: newest readings with the health that followed. Silent for a suspended tenant.';

create function private.tg_machines__broadcast()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  touched_tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  message jsonb;
begin
  if not exists (select from public.tenants as tenant where tenant.id = touched_tenant and tenant.status = 'Active') then
    return null;
  end if;
  if tg_op = 'DELETE' then
    message := jsonb_build_object('id', old.id);
    perform realtime.send(jsonb_build_object('change', 'delete', 'machine', message), 'machine', topic, true)
    from unnest(array['tenant:' || touched_tenant, 'tenant:' || touched_tenant || ':machines']) as topic;
    return null;
  end if;
  perform realtime.send(
    jsonb_build_object('change', lower(tg_op), 'machine', private.machine_json(new, latest)), 'machine', 'tenant:' || touched_tenant, true)
  from (select) as always
  left join public.machine_latest as latest on latest.tenant_id = new.tenant_id and latest.machine_id = new.id;
  perform realtime.send(
    jsonb_build_object('change', lower(tg_op), 'machine', private.machine_json(new, null)), 'machine',
    'tenant:' || touched_tenant || ':machines', true);
  return null;
end
$$;
comment on function private.tg_machines__broadcast() is
  'Event machine: the changed machine as fleet_overview shows it; on the machines channel without its reading.';

create trigger _900_broadcast_insert after insert on public.machines for each row
  execute function private.tg_machines__broadcast();
create trigger _900_broadcast_update after update on public.machines for each row
  -- Not for a new health score alone: that travels with the reading it came from.
  when ((old.external_id, old.name, old.type, old.status, old.grid_position_x, old.grid_position_y, old.metadata)
    is distinct from (new.external_id, new.name, new.type, new.status, new.grid_position_x, new.grid_position_y, new.metadata))
  execute function private.tg_machines__broadcast();
create trigger _900_broadcast_delete after delete on public.machines for each row
  execute function private.tg_machines__broadcast();

create function private.tg_tenants__broadcast()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send('{}'::jsonb, 'tenant', topic, true)
  from unnest(array['tenant:' || new.id, 'tenant:' || new.id || ':machines']) as topic;
  return null;
end
$$;
comment on function private.tg_tenants__broadcast() is
  'Event tenant, without content: read the membership again. Sent on suspension too, so that screens can say so.';

create trigger _900_broadcast after update on public.tenants for each row
  when ((old.name, old.status, old.plan_tier, old.branding) is distinct from (new.name, new.status, new.plan_tier, new.branding))
  execute function private.tg_tenants__broadcast();

revoke execute on function private.broadcast_readings(uuid, jsonb), private.tg_machines__broadcast(),
  private.tg_tenants__broadcast() from public;
