-- Gateways without a user: a token that records readings of named machines, and does nothing else.

create table public.device_tokens (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  token_hash bytea not null check (length(token_hash) = 32),
  hint text not null check (length(hint) = 4),
  machine_ids uuid[] check (cardinality(machine_ids) between 1 and 1000),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id)
);
comment on table public.device_tokens is 'What gateways prove themselves with. Read and written through functions only, by nobody directly.';
comment on column public.device_tokens.token_hash is 'SHA-256 of the token, which has 32 random bytes.';
comment on column public.device_tokens.hint is 'Last four characters of the token, to recognise it by.';
comment on column public.device_tokens.machine_ids is 'Machines that it may record for; null for all of the tenant, those to come too.';
comment on column public.device_tokens.last_used_at is 'To the minute.';

create unique index device_tokens_token_hash_key on public.device_tokens (token_hash);
create index device_tokens_created_by_idx on public.device_tokens (created_by);

alter table public.device_tokens enable row level security;
revoke all on public.device_tokens from public, anon, authenticated, service_role;

create trigger _800_audit after insert on public.device_tokens for each row
  execute function private.tg_secrets__audit('device_token');
create trigger _800_audit_update after update on public.device_tokens for each row
  when (old.revoked_at is distinct from new.revoked_at)
  execute function private.tg_secrets__audit('device_token');

create function private.create_device_token(name text, machine_ids uuid[], expires_at timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_master_admin();
  token constant text := private.new_secret('nxd_');
  machines constant uuid[] := case when create_device_token.machine_ids is not null then
    array(select distinct one from unnest(create_device_token.machine_ids) as one order by one) end;
  made uuid;
begin
  perform private.check_expiry(create_device_token.expires_at);
  if not coalesce(length(create_device_token.name) between 1 and 120, false) then
    raise exception using errcode = 'NX006', message = 'name cannot be taken.', hint = 'Give 1 to 120 characters.', detail = '{"argument":"name"}';
  end if;
  -- An empty list would be a token for nothing, and is more likely meant for all.
  if cardinality(machines) not between 1 and 1000 then
    raise exception using errcode = 'NX006', message = 'machine_ids names 1 to 1,000 machines, or is null for all.',
      detail = '{"argument":"machine_ids"}';
  end if;
  if exists (
    select from unnest(machines) as one
    where not exists (select from public.machines as machine where machine.tenant_id = tenant and machine.id = one)) then
    raise exception using errcode = 'NX004', message = 'No such machine in this tenant.', detail = '{"what":"machine"}';
  end if;
  insert into public.device_tokens (tenant_id, name, token_hash, hint, machine_ids, created_by, expires_at)
  values (tenant, create_device_token.name, private.hash_secret(token), right(token, 4), machines, auth.uid(), create_device_token.expires_at)
  returning id into made;
  return jsonb_build_object('id', made, 'token', token, 'hint', right(token, 4));
end
$$;
comment on function private.create_device_token(text, uuid[], timestamptz) is 'Does what public.create_device_token says.';

create function private.revoke_device_token(id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_master_admin();
begin
  update public.device_tokens as kept set revoked_at = coalesce(kept.revoked_at, now())
  where kept.tenant_id = tenant and kept.id = revoke_device_token.id;
  if not found then
    raise exception using errcode = 'NX004', message = 'No such device token in this tenant.', detail = '{"what":"device_token"}';
  end if;
end
$$;
comment on function private.revoke_device_token(uuid) is 'Does what public.revoke_device_token says.';

create function private.list_device_tokens()
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
    select coalesce(jsonb_agg(to_jsonb(kept) - array['tenant_id', 'token_hash'] order by kept.created_at desc, kept.id), '[]')
    from public.device_tokens as kept where kept.tenant_id = tenant);
end
$$;
comment on function private.list_device_tokens() is 'Does what public.list_device_tokens says.';

create function public.create_device_token(name text, machine_ids uuid[] default null, expires_at timestamptz default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.create_device_token(create_device_token.name, create_device_token.machine_ids, create_device_token.expires_at)
$$;
comment on function public.create_device_token(text, uuid[], timestamptz) is
  'A token for a gateway, which records readings of these machines of the own tenant, or of all: {id, token, hint}. The token is told here and never again. For master admins. Errors NX001, NX002, NX004, NX006, NX010.';

create function public.revoke_device_token(id uuid) returns void language sql set search_path = ''
as $$ select private.revoke_device_token(revoke_device_token.id) $$;
comment on function public.revoke_device_token(uuid) is
  'Ends a device token at once. Again is no error. For master admins. Errors NX001, NX002, NX004, NX010.';

create function public.list_device_tokens() returns jsonb language sql stable set search_path = ''
as $$ select private.list_device_tokens() $$;
comment on function public.list_device_tokens() is
  'Device tokens of the own tenant, newest first, revoked ones too: [{id, name, hint, machine_ids, created_by, created_at, expires_at, revoked_at, last_used_at}]. For master admins. Errors NX001, NX002, NX010.';

revoke execute on function private.create_device_token(text, uuid[], timestamptz), private.revoke_device_token(uuid),
  private.list_device_tokens(), public.create_device_token(text, uuid[], timestamptz), public.revoke_device_token(uuid),
  public.list_device_tokens() from public, anon;
grant execute on function private.create_device_token(text, uuid[], timestamptz), private.revoke_device_token(uuid),
  private.list_device_tokens(), public.create_device_token(text, uuid[], timestamptz), public.revoke_device_token(uuid),
  public.list_device_tokens() to authenticated;
