-- What the functions that call an AI model need to know: the platform's own keys, and a tenant's sealed one.

create function private.service_secret(name text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not coalesce(name = 'GOOGLE_GEMINI_KEY' or name ~ '^NEXUS_SEALING_KEY_[A-Za-z0-9_-]{1,64}$', false) then
    raise exception using errcode = 'NX006', message = 'No function may ask for this secret.',
      hint = 'Give GOOGLE_GEMINI_KEY or NEXUS_SEALING_KEY_<key id>.', detail = '{"argument":"name"}';
  end if;
  return private.secret(service_secret.name);
exception when undefined_table or invalid_schema_name then
  -- A project that has not turned Vault on has no secret in it.
  return null;
end
$$;
comment on function private.service_secret(text) is 'Does what public.service_secret says.';
comment on function private.secret(text) is
  'The decrypted secret of this name in the vault; null when there is none. Granted to nobody: only definer functions of this schema may call it, and but for private.service_secret, which is the service''s, none may return what it gives.';

create function private.tenant_ai_key(tenant_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  answer jsonb;
begin
  select jsonb_build_object('sealed', tenant.api_key_encrypted, 'key_id', tenant.api_key_key_id, 'byok', plan.allows_byok)
  into answer
  from public.tenants as tenant
  join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
  where tenant.id = tenant_ai_key.tenant_id;
  if answer is null then
    raise exception using errcode = 'NX004', message = 'No such tenant.', detail = '{"what":"tenant"}';
  end if;
  return answer;
end
$$;
comment on function private.tenant_ai_key(uuid) is 'Does what public.tenant_ai_key says.';

create function public.service_secret(name text) returns text language sql stable set search_path = ''
as $$ select private.service_secret(service_secret.name) $$;
comment on function public.service_secret(text) is
  'For the service: GOOGLE_GEMINI_KEY, or NEXUS_SEALING_KEY_<key id>, from the vault; null when it is not there. Errors NX006 for any other name.';

create function public.tenant_ai_key(tenant_id uuid) returns jsonb language sql stable set search_path = ''
as $$ select private.tenant_ai_key(tenant_ai_key.tenant_id) $$;
comment on function public.tenant_ai_key(uuid) is
  'For the service: the tenant''s own AI key as it was sealed, {sealed, key_id, byok}; byok tells whether its plan allows to use one now. Errors NX004.';

revoke execute on function private.service_secret(text), private.tenant_ai_key(uuid), public.service_secret(text),
  public.tenant_ai_key(uuid) from public, anon, authenticated;
grant execute on function private.service_secret(text), private.tenant_ai_key(uuid), public.service_secret(text),
  public.tenant_ai_key(uuid) to service_role;
