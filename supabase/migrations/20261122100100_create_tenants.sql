-- Tenants: the companies. Every other table hangs on one of these rows.

create function private.is_valid_branding(branding jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case when jsonb_typeof(branding) is distinct from 'object' then false else
    octet_length(branding::text) <= 262144
    and coalesce(jsonb_typeof(branding -> 'name') = 'string' and length(branding ->> 'name') between 1 and 120, true)
    and coalesce(
      jsonb_typeof(branding -> 'logoUrl') = 'string'
        and branding ->> 'logoUrl' ~ '^(https://[^\s"''<>\\]+|data:image/(png|jpeg|webp|gif|svg\+xml)[;,][^\s"''<>\\]+)$',
      true)
    and coalesce(jsonb_typeof(branding -> 'primaryColor') = 'string' and branding ->> 'primaryColor' ~ '^#[0-9A-Fa-f]{6}$', true)
    and coalesce(jsonb_typeof(branding -> 'accentColor') = 'string' and branding ->> 'accentColor' ~ '^#[0-9A-Fa-f]{6}$', true)
    and coalesce(branding -> 'radius' in ('0'::jsonb, '4'::jsonb, '8'::jsonb, '12'::jsonb), true)
    and coalesce(
      jsonb_typeof(branding -> 'fontFamily') = 'string' and branding ->> 'fontFamily' ~ '^[A-Za-z0-9 ,_"''-]{1,200}$',
      true)
  end
$$;
comment on function private.is_valid_branding(jsonb) is
  'Whether a brand can become design tokens without harm: known keys have the right form, no CSS or markup can hide in them, at most 256 KiB.';
revoke execute on function private.is_valid_branding(jsonb) from public;
grant execute on function private.is_valid_branding(jsonb) to authenticated, service_role;

create table public.tenants (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null generated always as (id) stored,
  name text not null check (length(name) between 1 and 200),
  slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  plan_tier text not null default 'Basic' check (plan_tier in ('Basic', 'Pro', 'Enterprise')),
  status text not null default 'Active' check (status in ('Active', 'Suspended')),
  branding jsonb not null default '{}' check (private.is_valid_branding(branding)),
  api_key_encrypted text check (length(api_key_encrypted) <= 8192),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.tenants is 'A company. Members read their own row; only the service opens, renames, re-plans or suspends one.';
comment on column public.tenants.tenant_id is 'The tenant itself, so that every table answers to the same clause. See docs/decisions/0011.';
comment on column public.tenants.slug is 'Stable word for host names and paths.';
comment on column public.tenants.status is 'A suspended tenant reads and writes nothing, at once, with tokens that are still valid too.';
comment on column public.tenants.branding is 'name, logoUrl, primaryColor, accentColor, radius, fontFamily; all optional.';
comment on column public.tenants.api_key_encrypted is 'Sealed AI key of the tenant. No user may read or write it, not even of the own tenant.';

create unique index tenants_slug_key on public.tenants (slug);

alter table public.tenants enable row level security;
revoke all on public.tenants from public, anon, authenticated, service_role;
grant select (id, tenant_id, name, slug, plan_tier, status, branding, created_at, updated_at) on public.tenants to authenticated;
grant update (branding) on public.tenants to authenticated;
grant select, insert, update, delete on public.tenants to service_role;

create table private.platform_admins (
  user_id uuid primary key references auth.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
comment on table private.platform_admins is
  'Operators of the platform. Not a role within a tenant: a platform admin without a profile sees no tenant''s data.';
alter table private.platform_admins enable row level security;
revoke all on private.platform_admins from public, anon, authenticated, service_role;
