-- The entries about machines. By statement: an import of thousands is one insert into the log.

create function private.audited_machine(machine public.machines)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select to_jsonb(machine) - array['id', 'tenant_id', 'status', 'health_score', 'health_parts', 'created_at', 'updated_at']
$$;
comment on function private.audited_machine(public.machines) is
  'A machine without what gateways and readings change all day, and without what never changes.';

create function private.tg_machines__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    insert into public.audit_log (tenant_id, actor_id, actor_kind, action, target_table, target_id, new)
    select machine.tenant_id, auth.uid(), actor.kind, 'machine.added', 'machines', machine.id::text,
      private.changed_values(jsonb_strip_nulls(private.audited_machine(machine)), null)
    from after_rows as machine
    join (select tenant_id, private.actor_kind(tenant_id) as kind from (select distinct tenant_id from after_rows) as touched)
      as actor on actor.tenant_id = machine.tenant_id;
  elsif tg_op = 'DELETE' then
    insert into public.audit_log (tenant_id, actor_id, actor_kind, action, target_table, target_id, old)
    select machine.tenant_id, auth.uid(), actor.kind, 'machine.deleted', 'machines', machine.id::text,
      private.changed_values(jsonb_strip_nulls(private.audited_machine(machine)), null)
    from before_rows as machine
    join (select tenant_id, private.actor_kind(tenant_id) as kind from (select distinct tenant_id from before_rows) as touched)
      as actor on actor.tenant_id = machine.tenant_id;
  else
    insert into public.audit_log (tenant_id, actor_id, actor_kind, action, target_table, target_id, old, new)
    select machine.tenant_id, auth.uid(), actor.kind, 'machine.changed', 'machines', machine.id::text,
      private.changed_values(private.audited_machine(earlier), private.audited_machine(machine)),
      private.changed_values(private.audited_machine(machine), private.audited_machine(earlier))
    from after_rows as machine
    join before_rows as earlier on earlier.tenant_id = machine.tenant_id and earlier.id = machine.id
    join (select tenant_id, private.actor_kind(tenant_id) as kind from (select distinct tenant_id from after_rows) as touched)
      as actor on actor.tenant_id = machine.tenant_id
    where private.audited_machine(earlier) is distinct from private.audited_machine(machine);
  end if;
  return null;
end
$$;
comment on function private.tg_machines__audit() is 'One entry for each machine that was added, changed or deleted.';

revoke execute on function private.audited_machine(public.machines), private.tg_machines__audit() from public;

create trigger _800_audit_insert after insert on public.machines
  referencing new table as after_rows for each statement
  execute function private.tg_machines__audit();
create trigger _800_audit_delete after delete on public.machines
  referencing old table as before_rows for each statement
  execute function private.tg_machines__audit();
create trigger _800_audit_update after update on public.machines
  referencing old table as before_rows new table as after_rows for each statement
  -- Not for the health score that a trigger of the readings writes many times a second.
  when (pg_trigger_depth() = 0)
  execute function private.tg_machines__audit();
