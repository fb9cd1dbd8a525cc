create function private.my_open_invitations()
returns setof public.invitations
language sql
stable
security definer
set search_path = ''
as $$
  select invitation.*
  from auth.users as account
  join public.invitations as invitation on lower(invitation.email collate "C") = lower(account.email collate "C")
  where account.id = auth.uid()
    and account.email_confirmed_at is not null
    and private.is_open_account(account.deleted_at, account.banned_until)
    and invitation.accepted_at is null and invitation.revoked_at is null and invitation.expires_at > now()
    and not (invitation.is_for_first_admin and private.has_master_admin(invitation.tenant_id))
$$;
comment on function private.my_open_invitations() is 'What the person asking may accept: open, and for the confirmed address of the account.';

create function private.my_invitations()
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', invitation.id, 'role', invitation.role, 'expires_at', invitation.expires_at,
    'tenant', jsonb_build_object('name', tenant.name, 'slug', tenant.slug)) order by invitation.created_at desc, invitation.id), '[]')
  from private.my_open_invitations() as invitation
  join public.tenants as tenant on tenant.id = invitation.tenant_id
  where tenant.status = 'Active'
    and not exists (select from public.user_profiles as profile where profile.id = auth.uid())
$$;
comment on function private.my_invitations() is 'Does what public.my_invitations says.';

create function private.refuse_invitation()
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  account auth.users;
  latest public.invitations;
  reason text;
begin
  select a.* into account from auth.users as a where a.id = auth.uid();
  select i.* into latest from public.invitations as i
  where lower(i.email collate "C") = lower(account.email collate "C") order by i.created_at desc, i.id limit 1;
  reason := case
    when account.email_confirmed_at is null then 'unconfirmed'
    when latest.revoked_at is not null then 'revoked'
    when latest.accepted_at is null and latest.expires_at <= now() then 'expired'
    else 'missing' end;
  raise exception using errcode = 'NX009', message = case reason
      when 'unconfirmed' then 'The e-mail address of this account is not confirmed.'
      when 'revoked' then 'The invitation was revoked.' when 'expired' then 'The invitation has expired.'
      else 'There is no invitation for this account.' end,
    hint = case reason when 'unconfirmed' then 'Confirm it by the link that was sent to it.'
      else 'Ask an administrator of the tenant for a new one, for the address of this account.' end,
    detail = jsonb_build_object('reason', reason)::text;
end
$$;
comment on function private.refuse_invitation() is 'NX009 with why the person asking has no invitation to accept.';

create function private.accept_invitation(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  open_ids uuid[];
  target uuid;
  invitation public.invitations;
  tenant public.tenants;
  account auth.users;
begin
  if exists (select from public.user_profiles as profile where profile.id = auth.uid()) then
    perform private.require_member();
    raise exception using errcode = 'NX011', message = 'This account is a member of a tenant already.',
      hint = 'An account belongs to one tenant: ask its administrator to remove it there, or use another account.', detail = '{"reason":"member"}';
  end if;
  open_ids := array(
    select i.id from private.my_open_invitations() as i where accept_invitation.id is null or i.id = accept_invitation.id);
  if cardinality(open_ids) = 0 then
    perform private.refuse_invitation();
  elsif cardinality(open_ids) > 1 then
    -- Whoever knows an address can invite it; the person, not the latest invitation, decides.
    raise exception using errcode = 'NX006', message = 'Several tenants invite this account.',
      hint = 'Name one of my_invitations().', detail = '{"argument":"id"}';
  end if;
  select i.tenant_id into target from private.my_open_invitations() as i where i.id = open_ids[1];

  -- The tenant first, then the invitation looked at again: whoever revokes it, joins, or becomes the first admin at this
  -- moment has finished then.
  select t.* into tenant from public.tenants as t where t.id = target for no key update;
  select i.* into invitation from public.invitations as i where i.tenant_id = target and i.id = open_ids[1] for update;
  if not exists (select from private.my_open_invitations() as i where i.tenant_id = target and i.id = open_ids[1]) then
    perform private.refuse_invitation();
  end if;
  if tenant.status = 'Suspended' then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.', hint = 'Ask the operator of the platform to resume it.';
  end if;
  select a.* into account from auth.users as a where a.id = auth.uid();
  -- Through JSON, because not every auth service has this column.
  if coalesce((to_jsonb(account) ->> 'is_sso_user')::boolean, false) then
    perform private.require_feature(tenant.plan_tier, 'sso');
    -- Another company's identity provider could vouch for any address.
    if not exists (
      select from auth.identities as identity
      where identity.user_id = account.id and identity.provider = 'sso:' || tenant.sso_provider_id) then
      raise exception using errcode = 'NX009', message = 'This sign-in is not that of the company that invites.',
        hint = 'Sign in as the invitation asks, or ask the operator to set the company''s identity provider.',
        detail = '{"reason":"sso_provider"}';
    end if;
  end if;

  begin
    insert into public.user_profiles (id, tenant_id, role, permissions, full_name)
    values (auth.uid(), target, invitation.role, invitation.permissions,
      coalesce(invitation.full_name, nullif(left(btrim(account.raw_user_meta_data ->> 'full_name'), 200), '')));
  exception when unique_violation then
    raise exception using errcode = 'NX011', message = 'This account is a member of a tenant already.',
      hint = 'It has just accepted another invitation.', detail = '{"reason":"member"}';
  end;
  update public.invitations as i set accepted_at = now() where i.tenant_id = target and i.id = invitation.id;
  return private.membership();
end
$$;
comment on function private.accept_invitation(uuid) is 'Does what public.accept_invitation says.';

create function public.my_invitations()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.my_invitations()
$$;
comment on function public.my_invitations() is
  'The open invitations for the confirmed address of an account without a tenant, newest first: [{id, role, expires_at, tenant: {name, slug}}].';

create function public.accept_invitation(id uuid default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.accept_invitation(accept_invitation.id)
$$;
comment on function public.accept_invitation(uuid) is
  'Accepts the invitation for the confirmed address of the account; id where several are open. Answers what current_membership does. Errors NX002, NX006, NX007, NX008 (single sign-on), NX009, NX011.';

revoke execute on function private.my_open_invitations(), private.my_invitations(), private.refuse_invitation(),
  private.accept_invitation(uuid), public.my_invitations(), public.accept_invitation(uuid) from public, anon;
grant execute on function private.my_invitations(), private.accept_invitation(uuid), public.my_invitations(),
  public.accept_invitation(uuid) to authenticated;
