create function private.invite_member(email text, role text, permissions jsonb, full_name text, tenant_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  target uuid := coalesce(invite_member.tenant_id, private.my_tenant());
  first_admin boolean := target is distinct from private.my_tenant();
  address text := btrim(invite_member.email);
  invited public.invitations;
begin
  if first_admin then
    perform private.require_reach(target);
    if invite_member.role is distinct from 'master_admin' or coalesce(invite_member.permissions, '{}') <> '{}'
      or private.has_master_admin(target) then
      raise exception using errcode = 'NX010', message = 'From outside, only the first master admin of a tenant is invited.',
        hint = 'The tenant''s own administrators invite everybody else.', detail = '{"needs":"members.manage"}';
    end if;
  else
    target := private.require_permission('members.manage');
    perform private.check_member_rights(invite_member.role, coalesce(invite_member.permissions, '{}'));
    if exists (
      select from public.user_profiles as profile join auth.users as account on account.id = profile.id
      where profile.tenant_id = target and lower(account.email collate "C") = lower(address)
    ) then
      raise exception using errcode = 'NX011', message = 'This address belongs to a member already.', detail = '{"reason":"member"}';
    end if;
  end if;
  -- An invitation that could not be accepted helps nobody. What counts is measured again then.
  perform private.check_limit(tenant.plan_tier, 'members',
    (select count(*) from public.user_profiles as profile where profile.tenant_id = target), 1)
  from public.tenants as tenant where tenant.id = target;

  update public.invitations as old_one set revoked_at = now()
  where old_one.tenant_id = target and lower(old_one.email collate "C") = lower(address)
    and old_one.accepted_at is null and old_one.revoked_at is null and old_one.expires_at <= now();
  insert into public.invitations (tenant_id, email, role, permissions, full_name, is_for_first_admin, invited_by)
  values (target, address, invite_member.role, coalesce(invite_member.permissions, '{}'), invite_member.full_name, first_admin, auth.uid())
  returning * into invited;
  return to_jsonb(invited);
end
$$;
comment on function private.invite_member(text, text, jsonb, text, uuid) is 'Does what public.invite_member says.';

create function private.revoke_invitation(id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  found_in uuid;
  first_admin boolean;
begin
  -- Of the own tenant; or, from outside, one that was made from outside.
  if private.has_permission('members.manage') then
    found_in := (select i.tenant_id from public.invitations as i where i.id = revoke_invitation.id and i.tenant_id = private.my_tenant());
  end if;
  if found_in is null and (private.is_platform_admin() or private.my_reselling_tenant() is not null) then
    select i.tenant_id, i.is_for_first_admin into found_in, first_admin
    from public.invitations as i join public.tenants as tenant on tenant.id = i.tenant_id
    where i.id = revoke_invitation.id and i.is_for_first_admin
      and (private.is_platform_admin() or tenant.parent_id = private.my_reselling_tenant());
  elsif found_in is null then
    perform private.require_permission('members.manage');
  end if;
  update public.invitations as i set revoked_at = now()
  where i.tenant_id = found_in and i.id = revoke_invitation.id and i.accepted_at is null and i.revoked_at is null;
  if not found then
    raise exception using errcode = 'NX009', message = 'There is no such open invitation.', detail = '{"reason":"missing"}';
  end if;
end
$$;
comment on function private.revoke_invitation(uuid) is 'Does what public.revoke_invitation says.';

create function public.invite_member(
  email text, role text, permissions jsonb default '{}', full_name text default null, tenant_id uuid default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.invite_member(invite_member.email, invite_member.role, invite_member.permissions, invite_member.full_name,
    invite_member.tenant_id)
$$;
comment on function public.invite_member(text, text, jsonb, text, uuid) is
  'Invites an address into the own tenant (members.manage); or, with tenant_id, a reseller or platform admin invites the first master admin of a tenant that has none. Answers the invitation, open for seven days. Errors NX001 to NX004, NX007, NX010, NX011, 23505 (an invitation is open), 23514.';

create function public.revoke_invitation(id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.revoke_invitation(revoke_invitation.id)
$$;
comment on function public.revoke_invitation(uuid) is
  'Takes back an open invitation of the own tenant (members.manage), or one to be the first admin (reseller, platform admin). Errors NX001 to NX003, NX009.';

revoke execute on function private.invite_member(text, text, jsonb, text, uuid), private.revoke_invitation(uuid),
  public.invite_member(text, text, jsonb, text, uuid), public.revoke_invitation(uuid) from public, anon;
grant execute on function private.invite_member(text, text, jsonb, text, uuid), private.revoke_invitation(uuid),
  public.invite_member(text, text, jsonb, text, uuid), public.revoke_invitation(uuid) to authenticated;
