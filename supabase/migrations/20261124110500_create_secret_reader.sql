-- Secrets of the platform, such as the key of an AI provider, live in Supabase Vault and are read through this one door.
-- plpgsql looks the vault up when it is called, so that this applies before a project has turned Vault on.

create function private.secret(name text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (select kept.decrypted_secret from vault.decrypted_secrets as kept where kept.name = secret.name);
end
$$;
comment on function private.secret(text) is
  'The decrypted secret of this name in the vault; null when there is none. Granted to nobody: only definer functions of this schema may call it, and none may return what it gives.';
revoke execute on function private.secret(text) from public;
