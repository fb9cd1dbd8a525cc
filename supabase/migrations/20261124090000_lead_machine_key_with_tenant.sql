-- The key of machines leads with the tenant, like every other: tables can then be distributed by tenant unchanged, and the
-- same id in two tenants is neither a conflict nor a hint that it exists. Children have referred to (tenant_id, id) all along.

alter table public.telemetry drop constraint telemetry_tenant_id_machine_id_fkey;
alter table public.machine_latest drop constraint machine_latest_tenant_id_machine_id_fkey;

alter table public.machines
  drop constraint machines_pkey,
  drop constraint machines_tenant_id_id_key,
  add primary key (tenant_id, id);

alter table public.telemetry add foreign key (tenant_id, machine_id) references public.machines (tenant_id, id);
alter table public.machine_latest add foreign key (tenant_id, machine_id) references public.machines (tenant_id, id) on delete cascade;
