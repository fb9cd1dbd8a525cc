-- Since when single readings are really there. A plan says how long they are kept; after a change to a larger one, what the
-- smaller one let go does not come back, and must not be mistaken for readings that never were.

alter table public.tenants add column raw_kept_since timestamptz;
comment on column public.tenants.raw_kept_since is 'Readings older than this were deleted by retention; null while none were. Their roll-ups stay.';
grant select (raw_kept_since) on public.tenants to authenticated;

create function private.retention_start(tenant_id uuid)
returns timestamptz
language sql
stable
set search_path = ''
as $$
  select greatest(now() - make_interval(days => plan.raw_retention_days), tenant.raw_kept_since)
  from public.tenants as tenant
  join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
  where tenant.id = retention_start.tenant_id
$$;
comment on function private.retention_start(uuid) is
  'From when on a tenant''s single readings are there, and how late one may arrive: what the plan keeps, but nothing that retention has deleted.';
revoke execute on function private.retention_start(uuid) from public;

create or replace function private.my_retention_start()
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  select private.retention_start(private.my_tenant())
$$;

-- Next to nothing is nothing: single precision could store it, but no mean of it.
alter table public.telemetry add constraint telemetry_next_to_nothing_check check (
  (vibration is null or vibration = 0 or vibration >= 1e-30)
  and (temperature is null or temperature = 0 or abs(temperature) >= 1e-30)
  and (rpm is null or rpm = 0 or abs(rpm) >= 1e-30)
  and (power_kwh is null or power_kwh = 0 or abs(power_kwh) >= 1e-30));
