-- Tenants under a reseller, and what a tenant decides about itself. Written by functions only: no column here is granted
-- for writing to anyone but the service. See docs/decisions/0015.

create function private.is_valid_hostnames(hostnames text[])
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(array_ndims(hostnames), 1) = 1
    and cardinality(hostnames) <= 20
    and (select count(distinct name) = count(*) from unnest(hostnames) as name)
    and not exists (
      select from unnest(hostnames) as name
      where name is null or length(name) > 253
        -- The last label begins with a letter, so an address in numbers is no name.
        or name !~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$')
$$;
comment on function private.is_valid_hostnames(text[]) is 'At most 20 different lower-case DNS names with at least one dot.';
revoke execute on function private.is_valid_hostnames(text[]) from public;
grant execute on function private.is_valid_hostnames(text[]) to authenticated, service_role;

alter table public.tenants
  add column parent_id uuid references public.tenants (id),
  add column is_reseller boolean not null default false,
  add column hostnames text[] not null default '{}' check (private.is_valid_hostnames(hostnames)),
  add column suspended_by text check (suspended_by in ('platform', 'reseller')),
  add column shares_with_reseller boolean not null default false,
  add column keeps_ai_prompts boolean not null default false,
  add column sso_provider_id uuid,
  add constraint tenants_one_level_check check (parent_id is null or (not is_reseller and parent_id <> id));
comment on column public.tenants.parent_id is 'The reseller that opened this tenant and looks after it; null for one of the platform itself.';
comment on column public.tenants.is_reseller is 'May open tenants of its own, while its plan includes reselling. A reseller has no parent.';
comment on column public.tenants.hostnames is 'Host names that show this tenant''s brand before sign-in; each belongs to one tenant only.';
comment on column public.tenants.suspended_by is 'Who suspended the tenant: a reseller cannot resume what the platform suspended. Null while Active.';
comment on column public.tenants.sso_provider_id is 'Identity provider of the company, as the auth service names it; only its accounts join by single sign-on. Set by the service.';
comment on column public.tenants.shares_with_reseller is 'Whether the reseller and the platform may look at the machines. Its master admin decides.';
comment on column public.tenants.keeps_ai_prompts is 'Whether prompts are kept with the AI requests. Its master admin decides.';

-- Also the order of list_tenants, of a reseller and of the platform.
create index tenants_parent_id_name_id_idx on public.tenants (parent_id, name, id);
create index tenants_name_id_idx on public.tenants (name, id);

grant select (parent_id, is_reseller, hostnames, suspended_by, shares_with_reseller, keeps_ai_prompts) on public.tenants to authenticated;

create function private.tg_tenants__check()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- What was written before a downgrade stays; only a change is measured.
  if (new.branding <> '{}' and new.branding is distinct from old.branding)
    or (new.hostnames <> '{}' and new.hostnames is distinct from old.hostnames) then
    perform private.require_feature(new.plan_tier, 'white_label');
  end if;
  if new.is_reseller and new.is_reseller is distinct from old.is_reseller then
    perform private.require_feature(new.plan_tier, 'reselling');
  end if;
  if tg_op = 'UPDATE' and new.parent_id is distinct from old.parent_id then
    -- The consent was given to the former reseller.
    new.shares_with_reseller := false;
  end if;
  if new.parent_id is not null and new.parent_id is distinct from old.parent_id
    and not exists (select from public.tenants as parent where parent.id = new.parent_id and parent.is_reseller) then
    raise exception using errcode = '23514', message = 'The parent of a tenant is a reseller.';
  end if;
  -- The service suspends by the status alone; that counts as the platform.
  new.suspended_by := case when new.status = 'Suspended' then coalesce(new.suspended_by, 'platform') end;
  return new;
end
$$;
comment on function private.tg_tenants__check() is
  'Holds brand, host names and reselling to the plan when they change, the parent to a reseller, and suspended_by to the status.';
revoke execute on function private.tg_tenants__check() from public;

create trigger _050_check before insert or update on public.tenants for each row
  execute function private.tg_tenants__check();

drop trigger _100_touch_updated_at on public.tenants;
create trigger _100_touch_updated_at before update on public.tenants for each row
  when ((old.name, old.slug, old.plan_tier, old.status, old.branding, old.api_key_encrypted, old.parent_id, old.is_reseller,
      old.hostnames, old.suspended_by, old.shares_with_reseller, old.keeps_ai_prompts)
    is distinct from (new.name, new.slug, new.plan_tier, new.status, new.branding, new.api_key_encrypted, new.parent_id,
      new.is_reseller, new.hostnames, new.suspended_by, new.shares_with_reseller, new.keeps_ai_prompts))
  execute function private.tg_touch_updated_at();
