-- Whether a host's server may let somebody in: its secret, from where it calls, and for which page.

create function private.refuse_embed_secret(reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception using errcode = 'NX016', message = case reason
      when 'expired' then 'The embed secret has expired.'
      when 'revoked' then 'The embed secret was revoked.'
      when 'origin' then 'The embed secret is not for this page.'
      when 'address' then 'The embed secret is not for this address.'
      else 'There is no such embed secret.' end,
    hint = case reason
      when 'origin' then 'Send the origin of the page; a master admin of the tenant names the origins that may be.'
      when 'address' then 'A master admin of the tenant names the networks that the host''s server calls from.'
      else 'Ask a master admin of the tenant for a new one.' end,
    detail = jsonb_build_object('reason', reason)::text;
end
$$;
comment on function private.refuse_embed_secret(text) is 'NX016 with its reason: unknown, expired, revoked, origin or address.';

create function private.is_in_networks(address text, networks cidr[])
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- An IPv4 client of a server that listens on both comes as ::ffff:192.0.2.1.
  return coalesce(regexp_replace(address, '^::ffff:(?=[0-9]+\.)', '', 'i')::inet <<= any (networks), false);
exception when data_exception then
  return false;
end
$$;
comment on function private.is_in_networks(text, cidr[]) is 'Whether an address lies in one of the networks; not when it is none.';

create function private.check_embed_secret(secret text, origin text, address text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  given constant bytea := private.hash_secret(check_embed_secret.secret);
  kept public.embed_secrets;
  tenant public.tenants;
  reason text;
begin
  select s.* into kept from public.embed_secrets as s where s.secret_hash = given;
  if kept.id is null then
    select s.* into kept from public.embed_secrets as s where s.previous_hash = given;
    if kept.previous_until <= now() then
      perform private.refuse_embed_secret('expired');
    end if;
  end if;
  reason := case
    when kept.id is null then 'unknown'
    when kept.revoked_at is not null then 'revoked'
    when kept.expires_at <= now() then 'expired'
    when kept.allowed_addresses <> '{}' and not private.is_in_networks(check_embed_secret.address, kept.allowed_addresses) then 'address'
    when kept.allowed_origins <> '{}' and not coalesce(lower(check_embed_secret.origin) = any (kept.allowed_origins), false) then 'origin'
  end;
  if reason is not null then
    perform private.refuse_embed_secret(reason);
  end if;

  select t.* into tenant from public.tenants as t where t.id = kept.tenant_id;
  if tenant.status = 'Suspended' then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.', hint = 'Ask the operator of the platform to resume it.';
  end if;
  -- To the minute: not every use is worth a new version of the row.
  update public.embed_secrets as s set last_used_at = now()
  where s.tenant_id = kept.tenant_id and s.id = kept.id
    and (s.last_used_at is null or s.last_used_at < now() - interval '1 minute');
  return jsonb_build_object('tenant_id', tenant.id, 'tenant_slug', tenant.slug, 'secret_id', kept.id, 'role_map', kept.role_map,
    'default_role', kept.default_role);
end
$$;
comment on function private.check_embed_secret(text, text, text) is 'Does what public.check_embed_secret says.';

create function public.check_embed_secret(secret text, origin text default null, address text default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.check_embed_secret(check_embed_secret.secret, check_embed_secret.origin, check_embed_secret.address)
$$;
comment on function public.check_embed_secret(text, text, text) is
  'For the service: what an embed secret stands for, {tenant_id, tenant_slug, secret_id, role_map, default_role}. Errors NX002, NX016.';

revoke execute on function private.refuse_embed_secret(text), private.is_in_networks(text, cidr[]),
  private.check_embed_secret(text, text, text), public.check_embed_secret(text, text, text) from public, anon, authenticated;
grant execute on function private.check_embed_secret(text, text, text), public.check_embed_secret(text, text, text) to service_role;
