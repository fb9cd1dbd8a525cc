-- The end of an embed secret is the end of what it gave: whoever came by it alone is locked out at the next statement, with
-- a token that is still valid too.

create function private.revoke_embed_secret(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_master_admin();
  -- A far day, not infinity, which the auth service cannot read.
  locked_until constant timestamptz := now() + interval '100 years';
  came uuid[];
  locked uuid[];
begin
  -- The tenant first, as whoever lets a member in does.
  perform from public.tenants as t where t.id = tenant for no key update;
  update public.embed_secrets as kept set revoked_at = coalesce(kept.revoked_at, now())
  where kept.tenant_id = tenant and kept.id = revoke_embed_secret.id;
  if not found then
    raise exception using errcode = 'NX004', message = 'No such embed secret in this tenant.', detail = '{"what":"embed_secret"}';
  end if;

  came := array(
    select embedded.user_id from public.embed_members as embedded
    where embedded.tenant_id = tenant and embedded.secret_id = revoke_embed_secret.id order by embedded.user_id);
  locked := array(
    select one from unnest(came) as one
    where not exists (
      select from public.embed_members as other
      join public.embed_secrets as good on good.tenant_id = other.tenant_id and good.id = other.secret_id
      where other.tenant_id = tenant and other.user_id = one and good.revoked_at is null
        and (good.expires_at is null or good.expires_at > now()))
    order by one);
  -- Whoever is banned or deleted already stays so, as it was.
  with banned as (
    update auth.users as account set banned_until = locked_until
    where account.id = any (locked) and private.is_open_account(account.deleted_at, account.banned_until)
    returning account.id
  )
  update public.embed_members as embedded set banned_until = locked_until
  from banned where embedded.tenant_id = tenant and embedded.user_id = banned.id;
  -- Also of those who may come again by another secret: they ask for a new session there.
  perform private.end_sessions(one) from unnest(came) as one;
  return jsonb_build_object('id', revoke_embed_secret.id, 'locked_out', cardinality(locked));
end
$$;
comment on function private.revoke_embed_secret(uuid) is 'Does what public.revoke_embed_secret says.';

create function private.list_embed_members()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant constant uuid := private.require_permission('members.manage');
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(embedded) - 'tenant_id' || jsonb_build_object('full_name', profile.full_name, 'role', profile.role)
      order by embedded.host_user_id, embedded.created_at), '[]')
    from public.embed_members as embedded
    left join public.user_profiles as profile on profile.tenant_id = embedded.tenant_id and profile.id = embedded.user_id
    where embedded.tenant_id = tenant);
end
$$;
comment on function private.list_embed_members() is 'Does what public.list_embed_members says.';

create function private.readmit_embed_member(user_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_permission('members.manage');
begin
  update public.embed_members as embedded set removed_at = null
  where embedded.tenant_id = tenant and embedded.user_id = readmit_embed_member.user_id and embedded.removed_at is not null;
  if not found then
    raise exception using errcode = 'NX004', message = 'No such removed member of a host in this tenant.', detail = '{"what":"member"}';
  end if;
end
$$;
comment on function private.readmit_embed_member(uuid) is 'Does what public.readmit_embed_member says.';

create function public.revoke_embed_secret(id uuid) returns jsonb language sql set search_path = ''
as $$ select private.revoke_embed_secret(revoke_embed_secret.id) $$;
comment on function public.revoke_embed_secret(uuid) is
  'Ends an embed secret, and at once the access of everybody who came by it and by no other that is good: {id, locked_out: how many}. Again is no error. For master admins. Errors NX001, NX002, NX004, NX010.';

create function public.list_embed_members() returns jsonb language sql stable set search_path = ''
as $$ select private.list_embed_members() $$;
comment on function public.list_embed_members() is
  'Members of the own tenant that a host let in: [{secret_id, host_user_id, user_id, email, full_name, role, created_at, last_seen_at, removed_at, banned_until}]. Needs members.manage. Errors NX001 to NX003.';

create function public.readmit_embed_member(user_id uuid) returns void language sql set search_path = ''
as $$ select private.readmit_embed_member(readmit_embed_member.user_id) $$;
comment on function public.readmit_embed_member(uuid) is
  'Lets the host bring back a member that was removed. Needs members.manage. Errors NX001 to NX004.';

revoke execute on function private.revoke_embed_secret(uuid), private.list_embed_members(), private.readmit_embed_member(uuid),
  public.revoke_embed_secret(uuid), public.list_embed_members(), public.readmit_embed_member(uuid) from public, anon;
grant execute on function private.revoke_embed_secret(uuid), private.list_embed_members(), private.readmit_embed_member(uuid),
  public.revoke_embed_secret(uuid), public.list_embed_members(), public.readmit_embed_member(uuid) to authenticated;
