-- A tenant's word for another company's server: who holds an embed secret may let its own users into the tenant, in the roles
-- that the tenant has set. The secret itself is nowhere: only its hash, and the last four characters to recognise it by.

create function private.is_embed_role(role text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select role in ('maintenance', 'sales', 'c_level')
$$;
comment on function private.is_embed_role(text) is 'Whether a host''s word is enough for this role. Never for master_admin.';

create function private.is_valid_role_map(role_map jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case when jsonb_typeof(role_map) is distinct from 'object' then false else
    octet_length(role_map::text) <= 16384
    and not exists (
      select from jsonb_each(role_map) as entry (name, role)
      where length(entry.name) not between 1 and 100
        or jsonb_typeof(entry.role) <> 'string' or not private.is_embed_role(entry.role #>> '{}'))
  end
$$;
comment on function private.is_valid_role_map(jsonb) is 'An object: names of a host''s roles, each with maintenance, sales or c_level.';

create function private.is_valid_origins(origins text[])
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(array_ndims(origins), 1) = 1 and cardinality(origins) <= 20
    and not exists (
      select from unnest(origins) as origin
      where origin is null or length(origin) > 300
        or origin !~ '^(https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?$')
$$;
comment on function private.is_valid_origins(text[]) is 'At most 20 origins as a browser writes them: https, or http on this machine; no path.';
revoke execute on function private.is_embed_role(text), private.is_valid_role_map(jsonb), private.is_valid_origins(text[]) from public;

create table public.embed_secrets (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  secret_hash bytea not null check (length(secret_hash) = 32),
  hint text not null check (length(hint) = 4),
  previous_hash bytea check (length(previous_hash) = 32),
  previous_until timestamptz,
  role_map jsonb not null default '{}' check (private.is_valid_role_map(role_map)),
  default_role text check (private.is_embed_role(default_role)),
  allowed_origins text[] not null default '{}' check (private.is_valid_origins(allowed_origins)),
  allowed_addresses cidr[] not null default '{}' check (cardinality(allowed_addresses) <= 50),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id),
  check ((previous_hash is null) = (previous_until is null))
);
comment on table public.embed_secrets is 'What a host''s server proves itself with. Read and written through functions only, by nobody directly.';
comment on column public.embed_secrets.secret_hash is 'SHA-256 of the secret, which has 32 random bytes.';
comment on column public.embed_secrets.hint is 'Last four characters of the secret, to recognise it by.';
comment on column public.embed_secrets.previous_hash is 'Of the secret before the last rotation, which is good until previous_until.';
comment on column public.embed_secrets.role_map is 'Which role a user gets, by the host''s own name for it.';
comment on column public.embed_secrets.default_role is 'For the host''s roles that are not in role_map; null refuses them.';
comment on column public.embed_secrets.allowed_origins is 'Pages that may use the sessions; empty for any.';
comment on column public.embed_secrets.allowed_addresses is 'Networks that the host''s server calls from; empty for any.';
comment on column public.embed_secrets.last_used_at is 'To the minute.';

create unique index embed_secrets_secret_hash_key on public.embed_secrets (secret_hash);
create unique index embed_secrets_previous_hash_key on public.embed_secrets (previous_hash);
create index embed_secrets_created_by_idx on public.embed_secrets (created_by);

alter table public.embed_secrets enable row level security;
revoke all on public.embed_secrets from public, anon, authenticated, service_role;

create function private.new_secret(prefix text)
returns text
language sql
volatile
set search_path = ''
as $$
  select prefix || translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/=', '-_')
$$;
comment on function private.new_secret(text) is 'A new secret: its kind, then 32 random bytes in base64url. Told once, kept nowhere.';

create function private.hash_secret(secret text)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(convert_to(secret, 'utf8'))
$$;
comment on function private.hash_secret(text) is 'What is kept of a secret. It is random, so that nothing slower is needed.';

create function private.tg_secrets__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- Never a hash, nor an address; the hint is for who manages secrets.
  left_out constant text[] := array['tenant_id', 'id', 'hint', 'secret_hash', 'previous_hash', 'token_hash', 'allowed_addresses',
    'created_by', 'created_at', 'last_used_at'];
  was jsonb := to_jsonb(old) - left_out;
  is_now jsonb := to_jsonb(new) - left_out;
begin
  perform private.log_audit(new.tenant_id, tg_argv[0] || case
      when tg_op = 'INSERT' then '.created'
      when new.revoked_at is distinct from old.revoked_at then '.revoked'
      else '.rotated' end,
    tg_table_name, new.id::text,
    case when tg_op = 'UPDATE' then private.changed_values(was, is_now) end,
    private.changed_values(is_now, was));
  return null;
end
$$;
comment on function private.tg_secrets__audit() is 'Entries about embed secrets and device tokens. Argument: the thing''s word.';

create trigger _800_audit after insert on public.embed_secrets for each row
  execute function private.tg_secrets__audit('embed_secret');
create trigger _800_audit_update after update on public.embed_secrets for each row
  when ((old.secret_hash, old.revoked_at) is distinct from (new.secret_hash, new.revoked_at))
  execute function private.tg_secrets__audit('embed_secret');

revoke execute on function private.new_secret(text), private.hash_secret(text), private.tg_secrets__audit() from public;
