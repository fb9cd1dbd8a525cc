-- Moving tenants' AI keys from one sealing key to the next: a job of the service opens each and seals it anew. What it brings
-- back counts only where the tenant has not set another key meanwhile.

create function private.sealed_key_id(sealed text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  part constant text[] := string_to_array(sealed, '.');
begin
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
  return part[2];
end
$$;
comment on function private.sealed_key_id(text) is 'Which sealing key a sealed AI key names; NX012 (form) when it is none.';

create or replace function private.set_api_key(sealed text, hint text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_permission('api_key.manage');
  sealed_for text;
begin
  perform private.require_feature(t.plan_tier, 'byok') from public.tenants as t where t.id = tenant;
  sealed_for := private.sealed_key_id(sealed);
  if not coalesce(hint ~ '^[A-Za-z0-9_-]{4}$', false) then
    perform private.refuse_sealed_key('hint', 'The hint is the last four characters of the key.');
  end if;
  -- Held until the end, so that the sealing key is not retired in between.
  perform from private.sealing_keys as key where key.key_id = sealed_for and key.status <> 'retired' for share;
  if not found then
    perform private.refuse_sealed_key('key_id', 'The key is sealed for a key that is not in use.');
  end if;
  update public.tenants
  set api_key_encrypted = sealed, api_key_hint = hint, api_key_key_id = sealed_for, api_key_updated_at = now()
  where id = tenant;
  return private.api_key_status();
end
$$;

create function private.sealed_keys_for(key_id text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('tenant_id', tenant.id, 'sealed', tenant.api_key_encrypted) order by tenant.id), '[]')
  from public.tenants as tenant
  where tenant.api_key_key_id = sealed_keys_for.key_id and tenant.api_key_encrypted is not null
$$;
comment on function private.sealed_keys_for(text) is 'Does what public.sealed_keys_for says.';

create function private.reseal_api_key(tenant_id uuid, old_sealed text, new_sealed text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  sealed_for constant text := private.sealed_key_id(reseal_api_key.new_sealed);
begin
  perform from private.sealing_keys as key where key.key_id = sealed_for and key.status <> 'retired' for share;
  if not found then
    perform private.refuse_sealed_key('key_id', 'The key is sealed for a key that is not in use.');
  end if;
  -- The hint and the day stay: it is the same key.
  update public.tenants as tenant set api_key_encrypted = reseal_api_key.new_sealed, api_key_key_id = sealed_for
  where tenant.id = reseal_api_key.tenant_id and tenant.api_key_encrypted = reseal_api_key.old_sealed;
  return found;
end
$$;
comment on function private.reseal_api_key(uuid, text, text) is 'Does what public.reseal_api_key says.';

create function public.sealed_keys_for(key_id text) returns jsonb language sql stable set search_path = ''
as $$ select private.sealed_keys_for(sealed_keys_for.key_id) $$;
comment on function public.sealed_keys_for(text) is
  'For the service: the AI keys that are sealed for a sealing key, [{tenant_id, sealed}].';

create function public.reseal_api_key(tenant_id uuid, old_sealed text, new_sealed text) returns boolean language sql set search_path = ''
as $$ select private.reseal_api_key(reseal_api_key.tenant_id, reseal_api_key.old_sealed, reseal_api_key.new_sealed) $$;
comment on function public.reseal_api_key(uuid, text, text) is
  'For the service: the same AI key, sealed anew. True when it was stored; false when the tenant has another key by now. Errors NX012.';

revoke execute on function private.sealed_key_id(text), private.sealed_keys_for(text), private.reseal_api_key(uuid, text, text),
  public.sealed_keys_for(text), public.reseal_api_key(uuid, text, text) from public, anon, authenticated;
grant execute on function private.sealed_keys_for(text), private.reseal_api_key(uuid, text, text),
  public.sealed_keys_for(text), public.reseal_api_key(uuid, text, text) to service_role;
