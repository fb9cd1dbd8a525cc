-- Who is asking, quicker: one look at the three rows that decide, in PL/pgSQL, which keeps its plan for the session. A SQL
-- function plans anew at each call, and these are called by every policy of every statement: together they cost more than
-- a list of fifty machines. What they answer stays as it was.

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

create or replace function private.my_tenant()
returns uuid
language plpgsql
stable
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
      and account.deleted_at is null
      and (account.banned_until is null or account.banned_until <= now()));
end
$$;

create or replace function private.has_permission(permission text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me constant uuid := auth.uid();
begin
  return coalesce((
    select coalesce(
      (profile.permissions ->> has_permission.permission)::boolean,
      has_permission.permission = any (private.role_permissions(profile.role)))
    from public.user_profiles as profile
    join public.tenants as tenant on tenant.id = profile.tenant_id
    join auth.users as account on account.id = profile.id
    where profile.id = me
      and tenant.status = 'Active'
      and account.deleted_at is null
      and (account.banned_until is null or account.banned_until <= now())), false);
end
$$;
