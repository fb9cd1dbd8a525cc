-- An invitation that was overlooked is sent again: seven days more, and whoever sends it stands for it from now on.

create or replace function private.tg_invitations__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Without the address: an entry can never be erased, an invitation can.
  if tg_op = 'INSERT' then
    perform private.log_audit(new.tenant_id, 'member.invited', 'invitations', new.id::text, null,
      jsonb_build_object('role', new.role, 'permissions', new.permissions));
  elsif old.revoked_at is null and new.revoked_at is not null then
    perform private.log_audit(new.tenant_id, 'invitation.revoked', 'invitations', new.id::text, null, null);
  elsif new.expires_at is distinct from old.expires_at then
    perform private.log_audit(new.tenant_id, 'invitation.renewed', 'invitations', new.id::text,
      jsonb_build_object('expires_at', old.expires_at), jsonb_build_object('expires_at', new.expires_at));
  end if;
  return null;
end
$$;
comment on function private.tg_invitations__audit() is 'Entries about invitations made, renewed and revoked; an accepted one shows as member.added.';

create function private.renew_invitation(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  invitation public.invitations;
begin
  -- Of the own tenant; or, from outside, one that was made from outside. As in revoke_invitation.
  if private.has_permission('members.manage') then
    select i.* into invitation from public.invitations as i
    where i.id = renew_invitation.id and i.tenant_id = private.my_tenant() for update;
  end if;
  if invitation.id is not null then
    perform private.check_member_rights(invitation.role, invitation.permissions);
  elsif private.is_platform_admin() or private.my_reselling_tenant() is not null then
    select i.* into invitation from public.invitations as i
    join public.tenants as tenant on tenant.id = i.tenant_id
    where i.id = renew_invitation.id and i.is_for_first_admin
      and (private.is_platform_admin() or tenant.parent_id = private.my_reselling_tenant())
    for update of i;
  else
    perform private.require_permission('members.manage');
  end if;
  -- One to be the first admin is void once there is an admin, whoever asks.
  if invitation.id is null or invitation.accepted_at is not null or invitation.revoked_at is not null
    or (invitation.is_for_first_admin and private.has_master_admin(invitation.tenant_id)) then
    raise exception using errcode = 'NX009', message = 'There is no such open or expired invitation.',
      hint = 'Invite the address anew.',
      detail = jsonb_build_object('reason', case when invitation.revoked_at is not null then 'revoked' else 'missing' end)::text;
  end if;
  perform private.check_limit(tenant.plan_tier, 'members',
    (select count(*) from public.user_profiles as profile where profile.tenant_id = invitation.tenant_id), 1)
  from public.tenants as tenant where tenant.id = invitation.tenant_id;

  update public.invitations as i set expires_at = now() + interval '7 days', invited_by = auth.uid()
  where i.tenant_id = invitation.tenant_id and i.id = invitation.id
  returning i.* into invitation;
  return to_jsonb(invitation);
end
$$;
comment on function private.renew_invitation(uuid) is 'Does what public.renew_invitation says.';

create function public.renew_invitation(id uuid)
returns jsonb
language sql
set search_path = ''
as $$
  select private.renew_invitation(renew_invitation.id)
$$;
comment on function public.renew_invitation(uuid) is
  'Seven days from now for an invitation that is open or has expired: one of the own tenant (members.manage), or one to be the first admin (reseller, platform admin). Answers the invitation. Errors NX001 to NX003, NX007, NX009, NX011.';

revoke execute on function private.renew_invitation(uuid), public.renew_invitation(uuid) from public, anon;
grant execute on function private.renew_invitation(uuid), public.renew_invitation(uuid) to authenticated;
