-- Opening and changing tenants, by platform admins and resellers. What each of these does is in the audit log, by the
-- triggers of the tables.

create function private.check_given_plan(acting text, plan_tier text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  given int := (select plan.rank from private.plan_limits as plan where plan.plan_tier = check_given_plan.plan_tier);
  own private.plan_limits;
begin
  if given is null then
    raise exception using errcode = 'NX006', message = 'Unknown plan.', hint = 'Give Basic, Pro or Enterprise.',
      detail = '{"argument":"plan_tier"}';
  end if;
  if acting = 'reseller' then
    select plan.* into own from public.tenants as tenant
    join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
    where tenant.id = private.my_reselling_tenant();
    if given > own.rank then
      raise exception using errcode = 'NX010', message = format('A reseller gives no plan above its own, %s.', own.plan_tier),
        hint = 'A platform admin can give it.', detail = '{"needs":"platform_admin"}';
    end if;
  end if;
end
$$;
comment on function private.check_given_plan(text, text) is 'NX006 for an unknown plan, NX010 for one above the reseller''s own.';

create function private.open_tenant(name text, slug text, plan_tier text, branding jsonb, hostnames text[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  acting text := private.require_operator();
  opened public.tenants;
begin
  perform private.check_given_plan(acting, open_tenant.plan_tier);
  insert into public.tenants (name, slug, plan_tier, branding, hostnames, parent_id)
  values (open_tenant.name, open_tenant.slug, open_tenant.plan_tier, open_tenant.branding, open_tenant.hostnames,
    case acting when 'reseller' then private.my_reselling_tenant() end)
  returning * into opened;
  return private.tenant_json(opened);
end
$$;
comment on function private.open_tenant(text, text, text, jsonb, text[]) is 'Does what public.open_tenant says.';

create function private.is_valid_tenant_change(changes jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case when jsonb_typeof(changes) is distinct from 'object' then false else not exists (
    select from jsonb_each(changes) as change (key, value)
    where not case
      when change.key in ('name', 'slug') then jsonb_typeof(change.value) = 'string'
      when change.key = 'branding' then jsonb_typeof(change.value) = 'object'
      when change.key = 'hostnames' and jsonb_typeof(change.value) = 'array' then
        not exists (select from jsonb_array_elements(change.value) as one where jsonb_typeof(one) <> 'string')
      else false
    end) end
$$;
comment on function private.is_valid_tenant_change(jsonb) is 'An object with any of name, slug (text), branding (object), hostnames (list of text).';

create function private.update_tenant(tenant_id uuid, changes jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  acting text := private.require_reach(update_tenant.tenant_id);
  changed public.tenants;
  said text;
  help text;
begin
  if not private.is_valid_tenant_change(changes) then
    raise exception using errcode = 'NX006', message = 'changes names what cannot be changed, or in the wrong form.',
      hint = 'An object with any of name, slug (text), branding (object), hostnames (list of text).', detail = '{"argument":"changes"}';
  end if;
  update public.tenants as tenant
  set name = coalesce(changes ->> 'name', tenant.name),
    slug = coalesce(changes ->> 'slug', tenant.slug),
    branding = coalesce(changes -> 'branding', tenant.branding),
    hostnames = case when changes ? 'hostnames' then array(select jsonb_array_elements_text(changes -> 'hostnames'))
      else tenant.hostnames end
  where tenant.id = update_tenant.tenant_id
  returning * into changed;
  return private.tenant_json(changed);
exception when check_violation then
  -- Without the detail: it would show the row, the sealed key in it, to whoever gave the value.
  get stacked diagnostics said = message_text, help = pg_exception_hint;
  raise exception using errcode = '23514', message = said, hint = help;
end
$$;
comment on function private.update_tenant(uuid, jsonb) is 'Does what public.update_tenant says.';

create function public.open_tenant(
  name text, slug text, plan_tier text default 'Basic', branding jsonb default '{}', hostnames text[] default '{}')
returns jsonb
language sql
set search_path = ''
as $$
  select private.open_tenant(open_tenant.name, open_tenant.slug, open_tenant.plan_tier, open_tenant.branding, open_tenant.hostnames)
$$;
comment on function public.open_tenant(text, text, text, jsonb, text[]) is
  'Opens a tenant: a child of the reseller who asks, or one of the platform. Answers it as list_tenants does. Its first admin comes by invite_member. Errors NX002, NX006, NX008, NX010, 23505 (slug or host name taken), 23514.';

create function public.update_tenant(tenant_id uuid, changes jsonb)
returns jsonb
language sql
set search_path = ''
as $$
  select private.update_tenant(update_tenant.tenant_id, update_tenant.changes)
$$;
comment on function public.update_tenant(uuid, jsonb) is
  'Changes any of name, slug, branding, hostnames of a tenant that the reseller or platform admin looks after. Answers it as list_tenants does. Errors NX002, NX004, NX006, NX008, NX010, 23505, 23514.';

revoke execute on function private.check_given_plan(text, text), private.is_valid_tenant_change(jsonb), private.open_tenant(text, text, text, jsonb, text[]),
  private.update_tenant(uuid, jsonb), public.open_tenant(text, text, text, jsonb, text[]),
  public.update_tenant(uuid, jsonb) from public, anon;
grant execute on function private.open_tenant(text, text, text, jsonb, text[]), private.update_tenant(uuid, jsonb),
  public.open_tenant(text, text, text, jsonb, text[]), public.update_tenant(uuid, jsonb) to authenticated;
