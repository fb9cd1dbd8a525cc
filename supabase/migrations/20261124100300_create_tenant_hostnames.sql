-- A host name belongs to one tenant. No constraint reaches into the arrays of other rows, so a table keyed by the name
-- does, and two tenants that claim one name at the same time meet in its index.

create table private.tenant_hostnames (
  hostname text primary key,
  tenant_id uuid not null references public.tenants (id) on delete cascade
);
comment on table private.tenant_hostnames is
  'Each host name of tenants.hostnames once, kept by a trigger. A name that another tenant has fails with 23505.';

create index tenant_hostnames_tenant_id_idx on private.tenant_hostnames (tenant_id);

alter table private.tenant_hostnames enable row level security;
revoke all on private.tenant_hostnames from public, anon, authenticated, service_role;

create function private.tg_tenants__keep_hostnames()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from private.tenant_hostnames as kept where kept.tenant_id = new.id and kept.hostname <> all (new.hostnames);
  -- In order, so that two tenants that claim the same names never wait for each other in a circle.
  insert into private.tenant_hostnames (hostname, tenant_id)
  select name, new.id from unnest(new.hostnames) as name
  where not exists (select from private.tenant_hostnames as kept where kept.tenant_id = new.id and kept.hostname = name)
  order by name;
  return null;
end
$$;
comment on function private.tg_tenants__keep_hostnames() is 'Keeps private.tenant_hostnames as tenants.hostnames says.';
revoke execute on function private.tg_tenants__keep_hostnames() from public;

create trigger _200_keep_hostnames_insert after insert on public.tenants for each row
  when (new.hostnames <> '{}')
  execute function private.tg_tenants__keep_hostnames();
create trigger _200_keep_hostnames_update after update on public.tenants for each row
  when (old.hostnames is distinct from new.hostnames)
  execute function private.tg_tenants__keep_hostnames();
