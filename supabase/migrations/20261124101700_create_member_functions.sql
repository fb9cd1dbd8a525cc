-- Rights of members, and their end. Never one's own, and never so that nobody is left to manage the tenant.

create function private.lock_other_member(user_id uuid)
returns public.user_profiles
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant uuid := private.require_permission('members.manage');
  member public.user_profiles;
begin
  -- One change of members at a time in a tenant; who waited here may have lost the right meanwhile.
  perform from public.tenants as t where t.id = tenant for no key update;
  perform private.require_permission('members.manage');
  select profile.* into member from public.user_profiles as profile
  where profile.tenant_id = tenant and profile.id = lock_other_member.user_id for update;
  if member.id is null then
    raise exception using errcode = 'NX004', message = 'No such member in this tenant.', detail = '{"what":"member"}';
  end if;
  if member.id = auth.uid() then
    raise exception using errcode = 'NX011', message = 'Nobody changes the own rights or removes himself.',
      hint = 'Ask another administrator of the tenant.', detail = '{"reason":"oneself"}';
  end if;
  return member;
end
$$;
comment on function private.lock_other_member(uuid) is 'A member of the own tenant whose rights the person asking may look at changing; or NX001 to NX004, NX011.';

create function private.check_admin_remains(member public.user_profiles)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if member.role <> 'master_admin' then
    return;
  end if;
  perform private.check_member_rights('master_admin', '{}');
  if not exists (
    select from public.user_profiles as profile
    join auth.users as account on account.id = profile.id
    where profile.tenant_id = member.tenant_id and profile.role = 'master_admin' and profile.id <> member.id
      and account.deleted_at is null
  ) then
    raise exception using errcode = 'NX011', message = 'The last master admin of a tenant stays.',
      hint = 'Make another member master admin first.', detail = '{"reason":"last_master_admin"}';
  end if;
end
$$;
comment on function private.check_admin_remains(public.user_profiles) is
  'NX011 when the member is a master admin whom the person asking may not touch, or the last one.';

create function private.set_member(user_id uuid, role text, permissions jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  member public.user_profiles := private.lock_other_member(set_member.user_id);
  wanted_role text := coalesce(set_member.role, member.role);
  wanted_permissions jsonb := coalesce(set_member.permissions, member.permissions);
begin
  if wanted_role <> 'master_admin' then
    perform private.check_admin_remains(member);
  end if;
  -- A master admin stays out of reach for others also when only single rights change.
  if member.role = 'master_admin' then
    perform private.check_member_rights('master_admin', '{}');
  end if;
  if not private.is_valid_permissions(wanted_permissions) then
    raise exception using errcode = '23514', message = 'permissions is an object of known permission names, each true or false.';
  end if;
  perform private.check_member_rights(wanted_role, wanted_permissions, private.effective_permissions(member.role, member.permissions));
  update public.user_profiles as profile set role = wanted_role, permissions = wanted_permissions
  where profile.tenant_id = member.tenant_id and profile.id = member.id
  returning * into member;
  return to_jsonb(member);
end
$$;
comment on function private.set_member(uuid, text, jsonb) is 'Does what public.set_member says.';

create function private.remove_member(user_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  member public.user_profiles := private.lock_other_member(remove_member.user_id);
begin
  perform private.check_admin_remains(member);
  delete from public.user_profiles as profile where profile.tenant_id = member.tenant_id and profile.id = member.id;
end
$$;
comment on function private.remove_member(uuid) is 'Does what public.remove_member says.';

create function public.set_member(user_id uuid, role text default null, permissions jsonb default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.set_member(set_member.user_id, set_member.role, set_member.permissions)
$$;
comment on function public.set_member(uuid, text, jsonb) is
  'Gives another member of the own tenant a role and single rights (members.manage); what is null stays. Answers the profile. Errors NX001 to NX004, NX011, 23514.';

create function public.remove_member(user_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.remove_member(remove_member.user_id)
$$;
comment on function public.remove_member(uuid) is
  'Removes another member from the own tenant (members.manage), at once; the account stays. Errors NX001 to NX004, NX011.';

revoke execute on function private.lock_other_member(uuid), private.check_admin_remains(public.user_profiles),
  private.set_member(uuid, text, jsonb), private.remove_member(uuid), public.set_member(uuid, text, jsonb),
  public.remove_member(uuid) from public, anon;
grant execute on function private.set_member(uuid, text, jsonb), private.remove_member(uuid), public.set_member(uuid, text, jsonb),
  public.remove_member(uuid) to authenticated;

create function private.tg_user_profiles__revoke_invitations()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.invitations as invitation set revoked_at = now()
  where invitation.tenant_id = old.tenant_id and invitation.invited_by = old.id
    and invitation.accepted_at is null and invitation.revoked_at is null;
  return null;
end
$$;
comment on function private.tg_user_profiles__revoke_invitations() is
  'What a member offered ends with the right to offer it: nobody who is removed or demoted comes back through an invitation of his own.';
revoke execute on function private.tg_user_profiles__revoke_invitations() from public;

create trigger _400_revoke_invitations_removed after delete on public.user_profiles for each row
  execute function private.tg_user_profiles__revoke_invitations();
create trigger _400_revoke_invitations_changed after update on public.user_profiles for each row
  when ((old.tenant_id, old.role, old.permissions) is distinct from (new.tenant_id, new.role, new.permissions))
  execute function private.tg_user_profiles__revoke_invitations();
