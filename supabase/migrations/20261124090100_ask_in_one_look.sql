-- Who is asking, quicker: one look at the three rows that decide, in PL/pgSQL, which keeps its plan for the session. A SQL
-- function plans anew at each call, and these are called by every policy of every statement: together they cost more than
-- a list of fifty machines. What they answer stays as it was. And one look a policy, not two: a second condition that is
-- the same for all rows would make the planner pass each of them through a node of its own. Parallel safe, because the
-- planner gives no member a parallel plan otherwise.

create or replace function private.role_permissions(role text)
returns text[]
language sql
immutable
return case role
  when 'master_admin' then array[
    'machines.read', 'machines.write', 'telemetry.read', 'telemetry.write', 'documents.read', 'documents.write',
    'quality.read', 'quality.write', 'ai.use', 'members.manage', 'branding.manage', 'api_key.manage']
  when 'maintenance' then array[
    'machines.read', 'machines.write', 'telemetry.read', 'telemetry.write', 'documents.read', 'documents.write',
    'quality.read', 'quality.write', 'ai.use']
  when 'sales' then array['machines.read', 'documents.read', 'documents.write', 'ai.use']
  when 'c_level' then array['machines.read', 'telemetry.read', 'documents.read', 'quality.read', 'ai.use']
  else array[]::text[]
end;

create function private.is_open_account(deleted_at timestamptz, banned_until timestamptz)
returns boolean
language sql
stable
return deleted_at is null and (banned_until is null or banned_until <= now());
comment on function private.is_open_account(timestamptz, timestamptz) is
  'Whether an account of auth.users is neither deleted nor banned. Whoever is one or the other has no rights, also with a token that is still valid.';
revoke execute on function private.is_open_account(timestamptz, timestamptz) from public;

create or replace function private.my_tenant()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
declare
  -- Once: inside the query the planner would read the settings again for each row that it compares.
  me constant uuid := auth.uid();
begin
  return (
    select profile.tenant_id
    from public.user_profiles as profile
    join public.tenants as tenant on tenant.id = profile.tenant_id
    join auth.users as account on account.id = profile.id
    where profile.id = me
      and tenant.status = 'Active'
      and private.is_open_account(account.deleted_at, account.banned_until));
end
$$;

create function private.tenant_with(permission text)
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
declare
  me constant uuid := auth.uid();
begin
  return (
    select profile.tenant_id
    from public.user_profiles as profile
    join public.tenants as tenant on tenant.id = profile.tenant_id
    join auth.users as account on account.id = profile.id
    where profile.id = me
      and tenant.status = 'Active'
      and private.is_open_account(account.deleted_at, account.banned_until)
      and coalesce(
        (profile.permissions ->> tenant_with.permission)::boolean,
        tenant_with.permission = any (private.role_permissions(profile.role))));
end
$$;
comment on function private.tenant_with(text) is
  'Tenant of the person asking, if that person holds this single right now; else null. The whole clause of most policies: tenant_id = (select private.tenant_with(…)) is one look and an index condition.';

create or replace function private.has_permission(permission text)
returns boolean
language sql
stable
parallel safe
security definer
set search_path = ''
return private.tenant_with(permission) is not null;

revoke execute on function private.tenant_with(text) from public;
grant execute on function private.tenant_with(text) to authenticated;

alter policy tenants_update_brand_managers on public.tenants
  using (tenant_id = (select private.tenant_with('branding.manage')))
  with check (tenant_id = (select private.tenant_with('branding.manage')));

alter policy machines_select_readers on public.machines
  using (tenant_id = (select private.tenant_with('machines.read')));
alter policy machines_insert_writers on public.machines
  with check (tenant_id = (select private.tenant_with('machines.write')));
alter policy machines_update_writers on public.machines
  using (tenant_id = (select private.tenant_with('machines.write')))
  with check (tenant_id = (select private.tenant_with('machines.write')));
alter policy machines_delete_writers on public.machines
  using (tenant_id = (select private.tenant_with('machines.write')));

alter policy telemetry_select_readers on public.telemetry
  using (tenant_id = (select private.tenant_with('telemetry.read')));
alter policy telemetry_insert_writers on public.telemetry
  with check (
    tenant_id = (select private.tenant_with('telemetry.write'))
    and "timestamp" >= (select private.my_retention_start())
    and "timestamp" <= (select now() + interval '5 minutes')
  );
alter policy machine_latest_select_readers on public.machine_latest
  using (tenant_id = (select private.tenant_with('telemetry.read')));
