-- Members: which person belongs to which tenant, in which role, with which single rights added or removed.

create function private.role_permissions(role text)
returns text[]
language sql
immutable
set search_path = ''
as $$
  select case role
    when 'master_admin' then array[
      'machines.read', 'machines.write', 'telemetry.read', 'telemetry.write', 'documents.read', 'documents.write',
      'quality.read', 'quality.write', 'ai.use', 'members.manage', 'branding.manage', 'api_key.manage']
    when 'maintenance' then array[
      'machines.read', 'machines.write', 'telemetry.read', 'telemetry.write', 'documents.read', 'documents.write',
      'quality.read', 'quality.write', 'ai.use']
    when 'sales' then array['machines.read', 'documents.read', 'documents.write', 'ai.use']
    when 'c_level' then array['machines.read', 'telemetry.read', 'documents.read', 'quality.read', 'ai.use']
    else array[]::text[]
  end
$$;
comment on function private.role_permissions(text) is 'The default set of single rights that a role gives. master_admin has all that exist.';

create function private.effective_permissions(role text, permissions jsonb)
returns text[]
language sql
immutable
set search_path = ''
as $$
  select coalesce(array_agg(known.name order by known.position), array[]::text[])
  from unnest(private.role_permissions('master_admin')) with ordinality as known (name, position)
  where coalesce((permissions ->> known.name)::boolean, known.name = any (private.role_permissions(role)))
$$;
comment on function private.effective_permissions(text, jsonb) is
  'The role''s defaults with single rights added (true) or removed (false). Unknown names give nothing.';

create function private.is_valid_permissions(permissions jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case when jsonb_typeof(permissions) is distinct from 'object' then false else not exists (
    select from jsonb_each(permissions) as single (name, value)
    where jsonb_typeof(single.value) <> 'boolean' or single.name <> all (private.role_permissions('master_admin')))
  end
$$;
comment on function private.is_valid_permissions(jsonb) is 'An object of known permission names, each true or false.';

revoke execute on function private.role_permissions(text), private.effective_permissions(text, jsonb),
  private.is_valid_permissions(jsonb) from public;
grant execute on function private.role_permissions(text), private.is_valid_permissions(jsonb) to authenticated, service_role;

create table public.user_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  role text not null check (role in ('master_admin', 'maintenance', 'sales', 'c_level')),
  full_name text check (length(full_name) between 1 and 200),
  permissions jsonb not null default '{}' check (private.is_valid_permissions(permissions)),
  unique (tenant_id, id)
);
comment on table public.user_profiles is
  'A member of a tenant. A user without a row here sees nothing. Written by the service only, except for the own full name.';
comment on column public.user_profiles.permissions is
  'Single rights added (true) or removed (false) on top of the role''s defaults, e.g. {"machines.write": true, "ai.use": false}.';

alter table public.user_profiles enable row level security;
revoke all on public.user_profiles from public, anon, authenticated, service_role;
grant select on public.user_profiles to authenticated;
grant update (full_name) on public.user_profiles to authenticated;
grant select, insert, update, delete on public.user_profiles to service_role;
