-- Machines: what a tenant owns and watches.

create function private.is_valid_machine_metadata(metadata jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case when jsonb_typeof(metadata) is distinct from 'object' then false else
    octet_length(metadata::text) <= 16384
    and coalesce(metadata -> 'vibrationUnit' in ('"mm/s"'::jsonb, '"g"'::jsonb), true)
    and coalesce(metadata -> 'temperatureUnit' in ('"°C"'::jsonb, '"unknown"'::jsonb), true)
    and coalesce(metadata -> 'machineClass' in ('"small"'::jsonb, '"medium"'::jsonb, '"large"'::jsonb), true)
    and case jsonb_typeof(metadata -> 'temperatureLimit')
      when 'number' then (metadata ->> 'temperatureLimit')::numeric between 1 and 3000
      else metadata -> 'temperatureLimit' is null
    end
  end
$$;
comment on function private.is_valid_machine_metadata(jsonb) is
  'An object of at most 16 KiB; the keys that the health score reads have known values: vibrationUnit, temperatureUnit, machineClass, temperatureLimit (°C).';
revoke execute on function private.is_valid_machine_metadata(jsonb) from public;
grant execute on function private.is_valid_machine_metadata(jsonb) to authenticated, service_role;

create table public.machines (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default private.my_tenant() references public.tenants (id) on delete cascade,
  external_id text check (length(external_id) between 1 and 120),
  name text not null check (length(name) between 1 and 200),
  type text check (length(type) between 1 and 60),
  status text not null default 'offline' check (status in ('running', 'idle', 'fault', 'maintenance', 'offline')),
  health_score numeric(4, 1) check (health_score between 0 and 100),
  health_parts jsonb not null default '[]' check (jsonb_typeof(health_parts) = 'array'),
  grid_position_x int check (grid_position_x between -10000 and 10000),
  grid_position_y int check (grid_position_y between -10000 and 10000),
  metadata jsonb not null default '{}' check (private.is_valid_machine_metadata(metadata)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (tenant_id, external_id)
) with (fillfactor = 70);
comment on table public.machines is 'A machine of a tenant. fillfactor 70: the health score changes often and should stay on its page.';
comment on column public.machines.tenant_id is 'Filled in from the person who creates the machine; no user can write it.';
comment on column public.machines.external_id is 'Identifier that the plant or the gateway uses; unique within the tenant.';
comment on column public.machines.status is 'Operating state that the gateway reports; offline until one does.';
comment on column public.machines.health_score is '0 (worst) to 100 (best), computed on arrival of readings; null when nothing could be judged.';
comment on column public.machines.health_parts is '[{name, score, reason}]: why the score is what it is.';
comment on column public.machines.metadata is 'Flexible specification: machineClass, vibrationUnit, temperatureUnit, temperatureLimit, line, …';
comment on column public.machines.updated_at is 'Last change of the machine itself; a new health score does not move it.';

create index machines_tenant_id_name_idx on public.machines (tenant_id, name);

alter table public.machines enable row level security;
revoke all on public.machines from public, anon, authenticated, service_role;
grant select, delete on public.machines to authenticated;
grant insert (external_id, name, type, status, grid_position_x, grid_position_y, metadata),
  update (external_id, name, type, status, grid_position_x, grid_position_y, metadata) on public.machines to authenticated;
grant select, insert, update, delete on public.machines to service_role;

create policy machines_select_readers on public.machines for select to authenticated
  using (tenant_id = (select private.my_tenant()) and (select private.has_permission('machines.read')));
comment on policy machines_select_readers on public.machines is 'machines.read within the own tenant.';

create policy machines_insert_writers on public.machines for insert to authenticated
  with check (tenant_id = (select private.my_tenant()) and (select private.has_permission('machines.write')));
comment on policy machines_insert_writers on public.machines is 'machines.write, into the own tenant only.';

create policy machines_update_writers on public.machines for update to authenticated
  using (tenant_id = (select private.my_tenant()) and (select private.has_permission('machines.write')))
  with check (tenant_id = (select private.my_tenant()) and (select private.has_permission('machines.write')));
comment on policy machines_update_writers on public.machines is 'machines.write within the own tenant; no row leaves it.';

create policy machines_delete_writers on public.machines for delete to authenticated
  using (tenant_id = (select private.my_tenant()) and (select private.has_permission('machines.write')));
comment on policy machines_delete_writers on public.machines is
  'machines.write within the own tenant. A machine with recorded readings stays (foreign key): history is append-only.';

create function private.tg_touch_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function private.tg_touch_updated_at() is 'Sets updated_at; the trigger''s condition says which changes count.';
revoke execute on function private.tg_touch_updated_at() from public;

create trigger _100_touch_updated_at before update on public.machines for each row
  when ((old.external_id, old.name, old.type, old.status, old.grid_position_x, old.grid_position_y, old.metadata)
    is distinct from (new.external_id, new.name, new.type, new.status, new.grid_position_x, new.grid_position_y, new.metadata))
  execute function private.tg_touch_updated_at();

create trigger _100_touch_updated_at before update on public.tenants for each row
  when ((old.name, old.slug, old.plan_tier, old.status, old.branding, old.api_key_encrypted)
    is distinct from (new.name, new.slug, new.plan_tier, new.status, new.branding, new.api_key_encrypted))
  execute function private.tg_touch_updated_at();
