-- The mail of an invitation: what it is made of, and whether it went out. A function sends it, as the service.

alter table public.invitations add column mailed_at timestamptz;
comment on column public.invitations.mailed_at is 'When its mail last went out; null before the first.';

create function private.invitation_mail(id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  mail jsonb;
begin
  select jsonb_build_object(
    'email', invitation.email,
    'expires_at', invitation.expires_at,
    'tenant_name', tenant.name,
    'branding', tenant.branding,
    'user_id', account.id,
    'is_confirmed', account.email_confirmed_at is not null,
    'mailed_at', invitation.mailed_at)
  into mail
  from public.invitations as invitation
  join public.tenants as tenant on tenant.id = invitation.tenant_id
  left join auth.users as account
    on lower(account.email collate "C") = lower(invitation.email collate "C") and account.deleted_at is null
  where invitation.id = invitation_mail.id
    and invitation.accepted_at is null and invitation.revoked_at is null and invitation.expires_at > now();
  if mail is null then
    raise exception using errcode = 'NX009', message = 'There is no such open invitation.', detail = '{"reason":"missing"}';
  end if;
  return mail;
end
$$;
comment on function private.invitation_mail(uuid) is 'Does what public.invitation_mail says.';

create function private.note_invitation_mailed(id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
  update public.invitations as invitation set mailed_at = now() where invitation.id = note_invitation_mailed.id
$$;
comment on function private.note_invitation_mailed(uuid) is 'Does what public.note_invitation_mailed says.';

create function public.invitation_mail(id uuid) returns jsonb language sql stable set search_path = ''
as $$ select private.invitation_mail(invitation_mail.id) $$;
comment on function public.invitation_mail(uuid) is
  'For the service: what the mail of an open invitation is made of: {email, expires_at, tenant_name, branding, user_id, is_confirmed, mailed_at}. Error NX009.';

create function public.note_invitation_mailed(id uuid) returns void language sql set search_path = ''
as $$ select private.note_invitation_mailed(note_invitation_mailed.id) $$;
comment on function public.note_invitation_mailed(uuid) is 'For the service: the mail of this invitation has gone out now.';

revoke execute on function private.invitation_mail(uuid), private.note_invitation_mailed(uuid), public.invitation_mail(uuid),
  public.note_invitation_mailed(uuid) from public, anon, authenticated;
grant execute on function private.invitation_mail(uuid), private.note_invitation_mailed(uuid), public.invitation_mail(uuid),
  public.note_invitation_mailed(uuid) to service_role;

create or replace function private.undo_tenant_opening(tenant_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  -- The tenant first, then a look at its members: whoever is just accepting the invitation has finished then. Once a mail
  -- has gone out, somebody may hold its link.
  perform from public.tenants as tenant
  where tenant.id = undo_tenant_opening.tenant_id and tenant.created_at > now() - interval '1 hour'
    and exists (select from private.tenant_openings as opening where opening.tenant_id = tenant.id)
    and not exists (
      select from public.invitations as invitation where invitation.tenant_id = tenant.id and invitation.mailed_at is not null)
  for update;
  if not found or exists (select from public.user_profiles as profile where profile.tenant_id = undo_tenant_opening.tenant_id) then
    return false;
  end if;
  delete from public.tenants as tenant where tenant.id = undo_tenant_opening.tenant_id;
  return true;
end
$$;
