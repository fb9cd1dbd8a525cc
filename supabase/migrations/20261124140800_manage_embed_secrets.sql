-- Making, listing and rotating embed secrets: a matter of the role master_admin, because whoever holds one brings people in.

create function private.check_expiry(expires_at timestamptz)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if expires_at <= now() then
    raise exception using errcode = 'NX006', message = 'expires_at lies in the past.', detail = '{"argument":"expires_at"}';
  end if;
end
$$;
comment on function private.check_expiry(timestamptz) is 'NX006 for an end that is over already; null is no end.';

create function private.to_networks(addresses text[])
returns cidr[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array(select network(address::inet) from unnest(addresses) with ordinality as given (address, position) order by position);
exception when data_exception then
  raise exception using errcode = 'NX006', message = 'allowed_addresses holds what is no address or network.',
    hint = 'Write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.', detail = '{"argument":"allowed_addresses"}';
end
$$;
comment on function private.to_networks(text[]) is 'Addresses and networks as networks; NX006 for what is neither.';

create function private.create_embed_secret(
  name text, role_map jsonb, default_role text, allowed_origins text[], allowed_addresses text[], expires_at timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_master_admin();
  secret constant text := private.new_secret('nxe_');
  networks constant cidr[] := private.to_networks(coalesce(create_embed_secret.allowed_addresses, '{}'));
  wrong text;
  made uuid;
begin
  perform private.check_expiry(create_embed_secret.expires_at);
  -- Said here and not by the checks of the table: those would show the row, hash and all.
  wrong := case
    when not coalesce(length(create_embed_secret.name) between 1 and 120, false) then 'name'
    when not private.is_valid_role_map(coalesce(create_embed_secret.role_map, '{}')) then 'role_map'
    when not coalesce(private.is_embed_role(create_embed_secret.default_role), true) then 'default_role'
    when not private.is_valid_origins(coalesce(create_embed_secret.allowed_origins, '{}')) then 'allowed_origins'
    when cardinality(networks) > 50 then 'allowed_addresses' end;
  if wrong is not null then
    raise exception using errcode = 'NX006', message = format('%s cannot be taken.', wrong), hint = case wrong
        when 'name' then 'Give 1 to 120 characters.'
        when 'role_map' then 'An object: each name of a host''s role with maintenance, sales or c_level. Nobody becomes master_admin by a host''s word.'
        when 'default_role' then 'Give maintenance, sales, c_level or null. Nobody becomes master_admin by a host''s word.'
        when 'allowed_origins' then 'Give at most 20 origins as https://portal.example, without a path.'
        else 'Give at most 50 networks.' end,
      detail = jsonb_build_object('argument', wrong)::text;
  end if;
  insert into public.embed_secrets (tenant_id, name, secret_hash, hint, role_map, default_role, allowed_origins, allowed_addresses,
    created_by, expires_at)
  values (tenant, create_embed_secret.name, private.hash_secret(secret), right(secret, 4), coalesce(create_embed_secret.role_map, '{}'),
    create_embed_secret.default_role, coalesce(create_embed_secret.allowed_origins, '{}'), networks, auth.uid(),
    create_embed_secret.expires_at)
  returning id into made;
  return jsonb_build_object('id', made, 'secret', secret, 'hint', right(secret, 4));
end
$$;
comment on function private.create_embed_secret(text, jsonb, text, text[], text[], timestamptz) is 'Does what public.create_embed_secret says.';

create function private.rotate_embed_secret(id uuid, keep_old interval)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_master_admin();
  secret constant text := private.new_secret('nxe_');
  until constant timestamptz := now() + coalesce(rotate_embed_secret.keep_old, '0');
begin
  if until not between now() and now() + interval '30 days' then
    raise exception using errcode = 'NX006', message = 'keep_old is 0 to 30 days.', detail = '{"argument":"keep_old"}';
  end if;
  update public.embed_secrets as kept
  set secret_hash = private.hash_secret(secret), hint = right(secret, 4),
    previous_hash = case when until > now() then kept.secret_hash end,
    previous_until = case when until > now() then until end
  where kept.tenant_id = tenant and kept.id = rotate_embed_secret.id and kept.revoked_at is null;
  if not found then
    raise exception using errcode = 'NX004', message = 'No such embed secret in this tenant, or it was revoked.', detail = '{"what":"embed_secret"}';
  end if;
  return jsonb_build_object('id', rotate_embed_secret.id, 'secret', secret, 'hint', right(secret, 4));
end
$$;
comment on function private.rotate_embed_secret(uuid, interval) is 'Does what public.rotate_embed_secret says.';

create function private.list_embed_secrets()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant constant uuid := private.require_master_admin();
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(kept) - array['tenant_id', 'secret_hash', 'previous_hash'] order by kept.created_at desc, kept.id), '[]')
    from public.embed_secrets as kept where kept.tenant_id = tenant);
end
$$;
comment on function private.list_embed_secrets() is 'Does what public.list_embed_secrets says.';

create function public.create_embed_secret(
  name text, role_map jsonb default '{}', default_role text default null, allowed_origins text[] default '{}',
  allowed_addresses text[] default '{}', expires_at timestamptz default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.create_embed_secret(create_embed_secret.name, create_embed_secret.role_map, create_embed_secret.default_role,
    create_embed_secret.allowed_origins, create_embed_secret.allowed_addresses, create_embed_secret.expires_at)
$$;
comment on function public.create_embed_secret(text, jsonb, text, text[], text[], timestamptz) is
  'A secret for a host''s server, which lets its users into the own tenant: {id, secret, hint}. The secret is told here and never again. role_map: {"host''s role": "maintenance" | "sales" | "c_level"}; default_role for all others, null to refuse them. Empty lists allow any page and any address. For master admins. Errors NX001, NX002, NX006, NX010.';

create function public.rotate_embed_secret(id uuid, keep_old interval default '1 day')
returns jsonb
language sql
set search_path = ''
as $$
  select private.rotate_embed_secret(rotate_embed_secret.id, rotate_embed_secret.keep_old)
$$;
comment on function public.rotate_embed_secret(uuid, interval) is
  'A new secret in place of the old one, which is good for keep_old more (0 to 30 days), so that the host can change over: {id, secret, hint}. Members stay as they are. For master admins. Errors NX001, NX002, NX004, NX006, NX010.';

create function public.list_embed_secrets() returns jsonb language sql stable set search_path = ''
as $$ select private.list_embed_secrets() $$;
comment on function public.list_embed_secrets() is
  'Embed secrets of the own tenant, newest first, revoked ones too: [{id, name, hint, role_map, default_role, allowed_origins, allowed_addresses, created_by, created_at, expires_at, previous_until, revoked_at, last_used_at}]. For master admins. Errors NX001, NX002, NX010.';

revoke execute on function private.check_expiry(timestamptz), private.to_networks(text[]),
  private.create_embed_secret(text, jsonb, text, text[], text[], timestamptz), private.rotate_embed_secret(uuid, interval),
  private.list_embed_secrets(), public.create_embed_secret(text, jsonb, text, text[], text[], timestamptz),
  public.rotate_embed_secret(uuid, interval), public.list_embed_secrets() from public, anon;
grant execute on function private.create_embed_secret(text, jsonb, text, text[], text[], timestamptz),
  private.rotate_embed_secret(uuid, interval), private.list_embed_secrets(),
  public.create_embed_secret(text, jsonb, text, text[], text[], timestamptz), public.rotate_embed_secret(uuid, interval),
  public.list_embed_secrets() to authenticated;
