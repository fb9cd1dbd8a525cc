-- A tenant's own AI key: sealed in the browser, stored as it came, never read back by a person.

create function private.api_key_status()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_permission('api_key.manage');
begin
  return (
    select jsonb_build_object('has_key', t.api_key_encrypted is not null, 'hint', t.api_key_hint, 'key_id', t.api_key_key_id,
      'updated_at', t.api_key_updated_at)
    from public.tenants as t where t.id = tenant);
end
$$;
comment on function private.api_key_status() is 'Does what public.api_key_status says.';

create function private.sealing_key()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_permission('api_key.manage');
  return (
    select jsonb_build_object('key_id', key.key_id, 'public_key', key.public_key)
    from private.sealing_keys as key where key.status = 'active');
end
$$;
comment on function private.sealing_key() is 'Does what public.sealing_key says.';

create function private.refuse_sealed_key(reason text, message text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  raise exception using errcode = 'NX012', message = refuse_sealed_key.message,
    hint = 'Seal the key for what sealing_key() answers, and hint its last four characters.',
    detail = jsonb_build_object('reason', reason)::text;
end
$$;
comment on function private.refuse_sealed_key(text, text) is 'NX012 with its reason: form, key_id or hint.';

create function private.set_api_key(sealed text, hint text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_permission('api_key.manage');
  part text[] := string_to_array(sealed, '.');
begin
  perform private.require_feature(t.plan_tier, 'byok') from public.tenants as t where t.id = tenant;
  -- enc: 32 bytes, the last of 43 characters carries four bits. ct: 17 to 4,096 bytes; no length leaves one character over.
  if not coalesce(
    cardinality(part) = 4
      and part[1] = 'nexus-hpke-v1'
      and part[2] ~ '^[A-Za-z0-9_-]{1,64}$'
      and part[3] ~ '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$'
      and part[4] ~ '^[A-Za-z0-9_-]+$' and length(part[4]) between 23 and 5462 and length(part[4]) % 4 <> 1,
    false) then
    perform private.refuse_sealed_key('form', 'The sealed key is not nexus-hpke-v1.<key id>.<enc>.<ct>.');
  end if;
  if not coalesce(hint ~ '^[A-Za-z0-9_-]{4}$', false) then
    perform private.refuse_sealed_key('hint', 'The hint is the last four characters of the key.');
  end if;
  -- Held until the end, so that the sealing key is not retired in between.
  perform from private.sealing_keys as key where key.key_id = part[2] and key.status <> 'retired' for share;
  if not found then
    perform private.refuse_sealed_key('key_id', 'The key is sealed for a key that is not in use.');
  end if;
  update public.tenants
  set api_key_encrypted = sealed, api_key_hint = hint, api_key_key_id = part[2], api_key_updated_at = now()
  where id = tenant;
  return private.api_key_status();
end
$$;
comment on function private.set_api_key(text, text) is 'Does what public.set_api_key says.';

create function private.clear_api_key()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_permission('api_key.manage');
begin
  update public.tenants
  set api_key_encrypted = null, api_key_hint = null, api_key_key_id = null, api_key_updated_at = null
  where id = tenant;
  return private.api_key_status();
end
$$;
comment on function private.clear_api_key() is 'Does what public.clear_api_key says.';

create function public.api_key_status() returns jsonb language sql stable set search_path = ''
as $$ select private.api_key_status() $$;
comment on function public.api_key_status() is
  'Whether the own tenant has an AI key of its own: {has_key, hint, key_id, updated_at}. Needs api_key.manage. Errors NX001 to NX003.';

create function public.sealing_key() returns jsonb language sql stable set search_path = ''
as $$ select private.sealing_key() $$;
comment on function public.sealing_key() is
  'What to seal an AI key for: {key_id, public_key}, or null where the platform has none. Needs api_key.manage. Errors NX001 to NX003.';

create function public.set_api_key(sealed text, hint text) returns jsonb language sql set search_path = ''
as $$ select private.set_api_key(set_api_key.sealed, set_api_key.hint) $$;
comment on function public.set_api_key(text, text) is
  'Stores the AI key of the own tenant, sealed as nexus-hpke-v1.<key id>.<enc>.<ct>, with its last four characters. Needs api_key.manage and a plan with byok. Answers what api_key_status does. Errors NX001 to NX003, NX008, NX012.';

create function public.clear_api_key() returns jsonb language sql set search_path = ''
as $$ select private.clear_api_key() $$;
comment on function public.clear_api_key() is 'Forgets the AI key of the own tenant. Needs api_key.manage. Errors NX001 to NX003.';

revoke execute on function private.api_key_status(), private.sealing_key(), private.refuse_sealed_key(text, text),
  private.set_api_key(text, text), private.clear_api_key(), public.api_key_status(), public.sealing_key(),
  public.set_api_key(text, text), public.clear_api_key() from public, anon;
grant execute on function private.api_key_status(), private.sealing_key(), private.set_api_key(text, text), private.clear_api_key(),
  public.api_key_status(), public.sealing_key(), public.set_api_key(text, text), public.clear_api_key() to authenticated;
