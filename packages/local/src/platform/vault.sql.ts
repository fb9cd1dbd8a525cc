/** The setting that carries the root key into every session. It is never written into the database. */
export const VAULT_KEY_SETTING = 'nexus.vault_key';

/**
 * Supabase Vault. Where the server has the extension it is used; elsewhere this makes the same schema, with the same names,
 * signatures and grants, on pgcrypto: AES-256-CBC, then HMAC-SHA-256 over id, nonce and ciphertext, so that neither a changed
 * byte nor another row's ciphertext opens. Both keys come from the root key, a setting of the session, and from a salt that
 * only the owner reads. See docs/decisions/0025-vault-shim.md. Safe to run again.
 */
export const VAULT_SQL: string = `
create schema if not exists vault;

do $$
begin
  if to_regclass('vault.secrets') is null
    and exists (select from pg_catalog.pg_available_extensions where name = 'supabase_vault') then
    create extension supabase_vault with schema vault cascade;
    -- What hosted Supabase grants after it.
    grant usage on schema vault to service_role;
    grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
    grant execute on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt to service_role;
  end if;
end
$$;

do $shim$
begin
  if exists (select from pg_catalog.pg_extension where extname = 'supabase_vault') then
    return;
  end if;

  create table if not exists vault.secrets (
    id uuid primary key default gen_random_uuid(),
    name text,
    description text not null default '',
    secret text not null,
    key_id uuid,
    nonce bytea default extensions.gen_random_bytes(16),
    created_at timestamptz not null default current_timestamp,
    updated_at timestamptz not null default current_timestamp
  );
  create unique index if not exists secrets_name_idx on vault.secrets (name) where name is not null;

  create table if not exists vault.root (
    only_one boolean primary key default true check (only_one),
    salt bytea not null,
    -- Tells whether a session has the key that this vault was sealed with, without telling the key.
    proof bytea not null
  );

  create or replace function vault._derive(purpose text, salt bytea) returns bytea
  language plpgsql stable set search_path = '' as $$
  declare
    root text := nullif(current_setting('${VAULT_KEY_SETTING}', true), '');
  begin
    return extensions.hmac(salt || convert_to(purpose, 'utf8'), convert_to(root, 'utf8'), 'sha256');
  end
  $$;

  create or replace function vault._key(purpose text) returns bytea
  language plpgsql stable set search_path = '' as $$
  declare
    kept vault.root;
  begin
    select * into kept from vault.root;
    if vault._derive('proof', kept.salt) is distinct from kept.proof or kept.proof is null then
      raise exception using errcode = '55000', message = 'The vault does not open: its key is missing, or is another one.',
        hint = 'It was sealed with the vaultKey of another keys.json. Bring that file back, or delete what is in vault.secrets.';
    end if;
    return vault._derive(purpose, kept.salt);
  end
  $$;

  create or replace function vault._seal(id uuid, nonce bytea, secret text) returns text
  language plpgsql stable set search_path = '' as $$
  declare
    sealed bytea := extensions.encrypt_iv(convert_to(secret, 'utf8'), vault._key('encrypt'), nonce, 'aes-cbc/pad:pkcs');
  begin
    return encode(
      sealed || extensions.hmac(convert_to(id::text, 'utf8') || nonce || sealed, vault._key('authenticate'), 'sha256'), 'base64');
  end
  $$;

  create or replace function vault._open(id uuid, nonce bytea, secret text) returns text
  language plpgsql stable security definer set search_path = '' as $$
  declare
    authentic bytea := vault._key('authenticate');
    bytes bytea := decode(secret, 'base64');
    sealed bytea := substr(bytes, 1, greatest(length(bytes) - 32, 0));
  begin
    if extensions.hmac(convert_to(id::text, 'utf8') || nonce || sealed, authentic, 'sha256')
      is distinct from substr(bytes, length(sealed) + 1) then
      raise exception using errcode = '22000', message = format('The secret %s in the vault was changed from outside.', id);
    end if;
    return convert_from(extensions.decrypt_iv(sealed, vault._key('encrypt'), nonce, 'aes-cbc/pad:pkcs'), 'utf8');
  end
  $$;

  create or replace view vault.decrypted_secrets as
  select s.id, s.name, s.description, s.secret, vault._open(s.id, s.nonce, s.secret) as decrypted_secret, s.key_id, s.nonce,
    s.created_at, s.updated_at
  from vault.secrets s;

  create or replace function vault.create_secret(
    new_secret text, new_name text default null, new_description text default '', new_key_id uuid default null
  ) returns uuid language plpgsql security definer set search_path = '' as $$
  declare
    new_id uuid := gen_random_uuid();
    new_nonce bytea := extensions.gen_random_bytes(16);
  begin
    insert into vault.secrets (id, secret, name, description, nonce)
    values (new_id, vault._seal(new_id, new_nonce, new_secret), new_name, new_description, new_nonce);
    return new_id;
  end
  $$;

  create or replace function vault.update_secret(
    secret_id uuid, new_secret text default null, new_name text default null, new_description text default null,
    new_key_id uuid default null
  ) returns void language plpgsql security definer set search_path = '' as $$
  declare
    -- One nonce, one text: the start of a CBC text would otherwise show whether it changed.
    new_nonce bytea := extensions.gen_random_bytes(16);
  begin
    update vault.secrets as s
    set secret = case when new_secret is null then s.secret else vault._seal(s.id, new_nonce, new_secret) end,
      nonce = case when new_secret is null then s.nonce else new_nonce end,
      name = coalesce(new_name, s.name),
      description = coalesce(new_description, s.description),
      updated_at = now()
    where s.id = secret_id;
  end
  $$;

  revoke all on schema vault from public, anon, authenticated;
  revoke all on all tables in schema vault from public, anon, authenticated, service_role;
  revoke all on all functions in schema vault from public, anon, authenticated, service_role;
  grant usage on schema vault to service_role;
  grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
  grant execute on function vault.create_secret, vault.update_secret, vault._open to service_role;

  -- A vault without secrets takes whatever key the stack has now: nothing is lost with the old one.
  if nullif(current_setting('${VAULT_KEY_SETTING}', true), '') is not null and not exists (select from vault.secrets) then
    delete from vault.root;
    with fresh as (select extensions.gen_random_bytes(32) as salt)
    insert into vault.root (salt, proof) select salt, vault._derive('proof', salt) from fresh;
  end if;
end
$shim$;
`;
