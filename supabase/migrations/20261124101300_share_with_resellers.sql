-- What a tenant shows to those who look after it: nothing of its machines, unless its own master admin says so.

create function private.share_with_reseller(allowed boolean)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_master_admin();
begin
  update public.tenants set shares_with_reseller = coalesce(allowed, false) where id = tenant;
  return coalesce(allowed, false);
end
$$;
comment on function private.share_with_reseller(boolean) is 'Does what public.share_with_reseller says.';

create function private.shared_fleet_overview(tenant_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  acting text := private.require_reach(shared_fleet_overview.tenant_id);
  tenant public.tenants;
begin
  select t.* into tenant from public.tenants as t where t.id = shared_fleet_overview.tenant_id;
  if tenant.status = 'Suspended' then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.', hint = 'Resume it first.';
  end if;
  if not tenant.shares_with_reseller then
    raise exception using errcode = 'NX010', message = 'This tenant does not share its machines.',
      hint = 'Its own master admin can allow it.', detail = '{"needs":"sharing"}';
  end if;
  -- A reseller's admin is held to the own rights here too.
  if acting = 'reseller' then
    perform private.require_permission('telemetry.read');
  end if;
  perform private.log_audit(tenant.id, 'machines.viewed', 'tenants', tenant.id::text, null, null);
  return (
    select coalesce(jsonb_agg(private.machine_json(machine, latest) order by machine.name, machine.id), '[]')
    from public.machines as machine
    left join public.machine_latest as latest on latest.tenant_id = machine.tenant_id and latest.machine_id = machine.id
    where machine.tenant_id = tenant.id);
end
$$;
comment on function private.shared_fleet_overview(uuid) is 'Does what public.shared_fleet_overview says.';

create function private.audit_entries(tenant_id uuid, before timestamptz, max_rows int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  shares boolean;
begin
  if max_rows is null or max_rows not between 1 and 500 then
    raise exception using errcode = 'NX006', message = 'max_rows must be 1 to 500.', detail = '{"argument":"max_rows"}';
  end if;
  -- The platform also reads what is left of a closed tenant, and, under the nil tenant, what concerns itself.
  if private.require_operator() = 'reseller'
    or not exists (select from public.audit_log as entry where entry.tenant_id = audit_entries.tenant_id) then
    perform private.require_reach(audit_entries.tenant_id);
  end if;
  shares := coalesce((select tenant.shares_with_reseller from public.tenants as tenant where tenant.id = audit_entries.tenant_id), false);
  return (
    select coalesce(jsonb_agg(to_jsonb(entry) - 'tenant_id' order by entry.at desc, entry.id), '[]')
    from (
      select * from public.audit_log as one
      where one.tenant_id = audit_entries.tenant_id
        and one.at < coalesce(audit_entries.before, 'infinity')
        and (shares or one.target_table <> 'machines')
      order by one.at desc
      -- With ties: entries of one moment never fall apart between two pages.
      fetch first (audit_entries.max_rows) rows with ties
    ) as entry);
end
$$;
comment on function private.audit_entries(uuid, timestamptz, int) is 'Does what public.audit_entries says.';

create function public.share_with_reseller(allowed boolean)
returns boolean
language sql
set search_path = ''
as $$
  select private.share_with_reseller(share_with_reseller.allowed)
$$;
comment on function public.share_with_reseller(boolean) is
  'A master admin allows or stops the reseller and the platform looking at the machines of the own tenant. Answers what holds now. Errors NX001, NX002, NX010.';

create function public.shared_fleet_overview(tenant_id uuid)
returns jsonb
language sql
set search_path = ''
as $$
  select private.shared_fleet_overview(shared_fleet_overview.tenant_id)
$$;
comment on function public.shared_fleet_overview(uuid) is
  'The machines of a tenant that shares them, each with its newest reading, for its reseller and for platform admins. Each look is in its audit log. Errors NX002, NX004, NX010.';

create function public.audit_entries(tenant_id uuid, before timestamptz default null, max_rows int default 100)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.audit_entries(audit_entries.tenant_id, audit_entries.before, audit_entries.max_rows)
$$;
comment on function public.audit_entries(uuid, timestamptz, int) is
  'The audit log of a tenant that the reseller or platform admin looks after, newest first, before a time; entries about machines only while it shares them. The nil tenant''s is for platform admins. Errors NX002, NX004, NX006, NX010.';

revoke execute on function private.share_with_reseller(boolean), private.shared_fleet_overview(uuid),
  private.audit_entries(uuid, timestamptz, int), public.share_with_reseller(boolean), public.shared_fleet_overview(uuid),
  public.audit_entries(uuid, timestamptz, int) from public, anon;
grant execute on function private.share_with_reseller(boolean), private.shared_fleet_overview(uuid),
  private.audit_entries(uuid, timestamptz, int), public.share_with_reseller(boolean), public.shared_fleet_overview(uuid),
  public.audit_entries(uuid, timestamptz, int) to authenticated;
