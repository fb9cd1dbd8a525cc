-- Plan, suspension and reselling of a tenant.

create function private.set_plan(tenant_id uuid, plan_tier text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  acting text := private.require_reach(set_plan.tenant_id);
  changed public.tenants;
begin
  perform private.check_given_plan(acting, set_plan.plan_tier);
  update public.tenants as tenant set plan_tier = set_plan.plan_tier where tenant.id = set_plan.tenant_id returning * into changed;
  return private.tenant_json(changed);
end
$$;
comment on function private.set_plan(uuid, text) is 'Does what public.set_plan says.';

create function private.suspend_tenant(tenant_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  acting text := private.require_reach(suspend_tenant.tenant_id);
  changed public.tenants;
begin
  update public.tenants as tenant
  -- The platform's word outweighs the reseller's, whichever came first.
  set status = 'Suspended', suspended_by = case when tenant.suspended_by = 'platform' then 'platform' else acting end
  where tenant.id = suspend_tenant.tenant_id
  returning * into changed;
  return private.tenant_json(changed);
end
$$;
comment on function private.suspend_tenant(uuid) is 'Does what public.suspend_tenant says.';

create function private.resume_tenant(tenant_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  acting text := private.require_reach(resume_tenant.tenant_id);
  changed public.tenants;
begin
  -- One statement decides and acts: the platform may suspend it at this very moment.
  update public.tenants as tenant
  set status = 'Active'
  where tenant.id = resume_tenant.tenant_id and (acting = 'platform' or tenant.suspended_by is distinct from 'platform')
  returning * into changed;
  if changed.id is null then
    raise exception using errcode = 'NX010', message = 'The platform suspended this tenant.',
      hint = 'Only a platform admin can resume it.', detail = '{"needs":"platform_admin"}';
  end if;
  return private.tenant_json(changed);
end
$$;
comment on function private.resume_tenant(uuid) is 'Does what public.resume_tenant says.';

create function private.set_reseller(tenant_id uuid, is_reseller boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  changed public.tenants;
  said text;
  help text;
begin
  perform private.require_platform_admin();
  perform private.require_reach(set_reseller.tenant_id);
  update public.tenants as tenant set is_reseller = set_reseller.is_reseller where tenant.id = set_reseller.tenant_id returning * into changed;
  return private.tenant_json(changed);
exception when check_violation then
  -- Without the detail: it would show the row, the sealed key in it, to whoever gave the value.
  get stacked diagnostics said = message_text, help = pg_exception_hint;
  raise exception using errcode = '23514', message = said, hint = help;
end
$$;
comment on function private.set_reseller(uuid, boolean) is 'Does what public.set_reseller says.';

create function public.set_plan(tenant_id uuid, plan_tier text)
returns jsonb
language sql
set search_path = ''
as $$
  select private.set_plan(set_plan.tenant_id, set_plan.plan_tier)
$$;
comment on function public.set_plan(uuid, text) is
  'Gives a tenant another plan; a reseller none above its own. What a smaller plan no longer allows stays, and nothing is added to it. Errors NX002, NX004, NX006, NX010.';

create function public.suspend_tenant(tenant_id uuid)
returns jsonb
language sql
set search_path = ''
as $$
  select private.suspend_tenant(suspend_tenant.tenant_id)
$$;
comment on function public.suspend_tenant(uuid) is
  'Suspends a tenant: it reads and writes nothing from the next statement on. Errors NX002, NX004, NX010.';

create function public.resume_tenant(tenant_id uuid)
returns jsonb
language sql
set search_path = ''
as $$
  select private.resume_tenant(resume_tenant.tenant_id)
$$;
comment on function public.resume_tenant(uuid) is
  'Resumes a tenant; a reseller cannot resume what the platform suspended. Errors NX002, NX004, NX010.';

create function public.set_reseller(tenant_id uuid, is_reseller boolean)
returns jsonb
language sql
set search_path = ''
as $$
  select private.set_reseller(set_reseller.tenant_id, set_reseller.is_reseller)
$$;
comment on function public.set_reseller(uuid, boolean) is
  'Makes a tenant a reseller, or no longer one; its children then stay with the platform. For platform admins. Errors NX004, NX008, NX010, 23514 (the tenant is a child).';

revoke execute on function private.set_plan(uuid, text), private.suspend_tenant(uuid), private.resume_tenant(uuid),
  private.set_reseller(uuid, boolean), public.set_plan(uuid, text), public.suspend_tenant(uuid), public.resume_tenant(uuid),
  public.set_reseller(uuid, boolean) from public, anon;
grant execute on function private.set_plan(uuid, text), private.suspend_tenant(uuid), private.resume_tenant(uuid),
  private.set_reseller(uuid, boolean), public.set_plan(uuid, text), public.suspend_tenant(uuid), public.resume_tenant(uuid),
  public.set_reseller(uuid, boolean) to authenticated;
