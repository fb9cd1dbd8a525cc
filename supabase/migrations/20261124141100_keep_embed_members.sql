-- Letting a host's user in: the member is made on first use, within the plan, and has each time the role that the host's
-- word maps to.

create function private.keep_embed_member(
  secret_id uuid, host_user_id text, user_id uuid, role text, full_name text, email text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  kept public.embed_secrets;
  tenant public.tenants;
  account auth.users;
  profile public.user_profiles;
  locked_until timestamptz;
begin
  -- The tenant first, as whoever changes members does, then the secret: one that is being revoked has been by then.
  select t.* into tenant from public.tenants as t
  where t.id = (select s.tenant_id from public.embed_secrets as s where s.id = keep_embed_member.secret_id) for no key update;
  select s.* into kept from public.embed_secrets as s
  where s.tenant_id = tenant.id and s.id = keep_embed_member.secret_id for share;
  if kept.id is null or kept.revoked_at is not null or kept.expires_at <= now() then
    perform private.refuse_embed_secret(
      case when kept.id is null then 'unknown' when kept.revoked_at is not null then 'revoked' else 'expired' end);
  end if;
  if tenant.status = 'Suspended' then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.', hint = 'Ask the operator of the platform to resume it.';
  end if;
  if not coalesce(keep_embed_member.role = kept.default_role
    or exists (select from jsonb_each_text(kept.role_map) as entry where entry.value = keep_embed_member.role), false) then
    raise exception using errcode = 'NX006', message = 'The embed secret gives nobody this role.',
      hint = 'A master admin of the tenant maps the host''s roles in the embed secret.', detail = '{"argument":"role"}';
  end if;

  -- Only an account that was made for this tenant's hosts: a host vouches for its own users, not for anybody's own account.
  select a.* into account from auth.users as a where a.id = keep_embed_member.user_id for no key update;
  select p.* into profile from public.user_profiles as p where p.id = account.id;
  if account.id is null or account.raw_app_meta_data ->> 'nexus_embed' is distinct from tenant.id::text
    or profile.tenant_id <> tenant.id or profile.role = 'master_admin'
    or exists (select from private.platform_admins as admin where admin.user_id = account.id)
    or exists (
      select from public.embed_members as other where other.tenant_id = tenant.id
        and (other.host_user_id = keep_embed_member.host_user_id) <> (other.user_id = account.id)) then
    raise exception using errcode = 'NX011', message = 'This account is not that of the host''s user.',
      hint = 'A host''s user has an account of its own, made for this tenant.', detail = '{"reason":"account"}';
  end if;
  if exists (
    select from public.embed_members as embedded
    where embedded.tenant_id = tenant.id and embedded.user_id = account.id and embedded.removed_at is not null) then
    raise exception using errcode = 'NX011', message = 'This member was removed from the tenant.',
      hint = 'An administrator of the tenant can let him in again: readmit_embed_member().', detail = '{"reason":"removed"}';
  end if;

  -- Only the lock that came with a revoked secret is opened: one of the operator's stays.
  if not private.is_open_account(account.deleted_at, account.banned_until) then
    locked_until := (
      select max(embedded.banned_until) from public.embed_members as embedded
      where embedded.tenant_id = tenant.id and embedded.user_id = account.id);
    if account.deleted_at is not null or account.banned_until is distinct from locked_until then
      raise exception using errcode = 'NX001', message = 'This account is closed.', hint = 'Ask the operator of the platform.';
    end if;
    update auth.users as a set banned_until = null where a.id = account.id;
    update public.embed_members as embedded set banned_until = null
    where embedded.tenant_id = tenant.id and embedded.user_id = account.id and embedded.banned_until is not null;
  end if;

  if profile.id is null then
    insert into public.user_profiles (id, tenant_id, role, full_name)
    values (account.id, tenant.id, keep_embed_member.role, left(nullif(btrim(keep_embed_member.full_name), ''), 200));
  else
    update public.user_profiles as p
    set role = keep_embed_member.role, full_name = coalesce(left(nullif(btrim(keep_embed_member.full_name), ''), 200), p.full_name)
    where p.id = account.id and (p.role, p.full_name) is distinct from
      (keep_embed_member.role, coalesce(left(nullif(btrim(keep_embed_member.full_name), ''), 200), p.full_name));
  end if;
  insert into public.embed_members as embedded (tenant_id, secret_id, host_user_id, user_id, email)
  values (tenant.id, kept.id, keep_embed_member.host_user_id, account.id, keep_embed_member.email)
  on conflict (tenant_id, secret_id, host_user_id) do update
    set last_seen_at = now(), email = coalesce(excluded.email, embedded.email);
  return jsonb_build_object('user_id', account.id, 'role', keep_embed_member.role);
end
$$;
comment on function private.keep_embed_member(uuid, text, uuid, text, text, text) is 'Does what public.keep_embed_member says.';

create function public.keep_embed_member(
  secret_id uuid, host_user_id text, user_id uuid, role text, full_name text default null, email text default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.keep_embed_member(keep_embed_member.secret_id, keep_embed_member.host_user_id, keep_embed_member.user_id,
    keep_embed_member.role, keep_embed_member.full_name, keep_embed_member.email)
$$;
comment on function public.keep_embed_member(uuid, text, uuid, text, text, text) is
  'For the service: makes a host''s user a member of the secret''s tenant, or brings name and role up to date; the account was made for it, with nexus_embed: <tenant id> in its app_metadata. Answers {user_id, role}. Errors NX001 (closed by the operator), NX002, NX006, NX007, NX011 (account, removed), NX016.';

revoke execute on function private.keep_embed_member(uuid, text, uuid, text, text, text),
  public.keep_embed_member(uuid, text, uuid, text, text, text) from public, anon, authenticated;
grant execute on function private.keep_embed_member(uuid, text, uuid, text, text, text),
  public.keep_embed_member(uuid, text, uuid, text, text, text) to service_role;
