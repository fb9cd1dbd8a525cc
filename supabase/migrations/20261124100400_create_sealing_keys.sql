-- Keys to seal with. A tenant's AI key is sealed in the browser for one of these public keys; only the functions that
-- call the model hold the private halves. The database stores what it cannot open.

create table private.sealing_keys (
  key_id text primary key check (key_id ~ '^[A-Za-z0-9_-]{1,64}$'),
  -- 32 bytes of X25519 in base64url without padding: the last character carries four bits.
  public_key text not null check (public_key ~ '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$'),
  status text not null check (status in ('active', 'accepted', 'retired')),
  created_at timestamptz not null default now()
);
comment on table private.sealing_keys is 'Public keys that tenants'' AI keys are sealed for.';
comment on column private.sealing_keys.status is 'active: the one to seal with; accepted: what it sealed still opens; retired: nothing uses it.';

create unique index sealing_keys_active_key on private.sealing_keys (status) where status = 'active';

alter table private.sealing_keys enable row level security;
revoke all on private.sealing_keys from public, anon, authenticated, service_role;

alter table public.tenants
  add column api_key_hint text check (api_key_hint ~ '^[A-Za-z0-9_-]{4}$'),
  add column api_key_key_id text references private.sealing_keys (key_id),
  add column api_key_updated_at timestamptz;
comment on column public.tenants.api_key_hint is 'Last four characters of the AI key, to recognise it by. Told by api_key_status().';
comment on column public.tenants.api_key_key_id is 'Which sealing key the AI key is sealed for.';
comment on column public.tenants.api_key_updated_at is 'When the AI key was last set.';

create index tenants_api_key_key_id_idx on public.tenants (api_key_key_id) where api_key_key_id is not null;
