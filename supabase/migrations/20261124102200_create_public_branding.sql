-- The one thing that an anonymous caller may know: how the sign-in page of a tenant looks, to whoever knows its address.

create function private.branding_for(host_or_slug text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- A slug has no dot and a host name has one, so never two tenants match.
  select jsonb_build_object('name', tenant.name, 'slug', tenant.slug, 'branding', tenant.branding)
  from public.tenants as tenant
  where tenant.status = 'Active'
    and tenant.id = coalesce(
      (select kept.tenant_id from private.tenant_hostnames as kept where kept.hostname = lower(host_or_slug)),
      (select named.id from public.tenants as named where named.slug = lower(host_or_slug)))
$$;
comment on function private.branding_for(text) is 'Does what public.branding_for says.';

create function public.branding_for(host_or_slug text)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.branding_for(branding_for.host_or_slug)
$$;
comment on function public.branding_for(text) is
  'Name, slug and branding of the active tenant with exactly this host name or slug, before sign-in: {name, slug, branding}. Null for any other, a suspended one too.';

-- Reaching the function needs the schema; in it anon may execute this one function, which tests hold.
grant usage on schema private to anon;
revoke execute on function private.branding_for(text), public.branding_for(text) from public;
grant execute on function private.branding_for(text), public.branding_for(text) to anon, authenticated;
