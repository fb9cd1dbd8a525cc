-- Invitations: nobody joins a tenant that did not ask for him, and nobody is put into one without saying yes.

create table public.invitations (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  email text not null check (length(email) <= 320 and email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  role text not null check (role in ('master_admin', 'maintenance', 'sales', 'c_level')),
  permissions jsonb not null default '{}' check (private.is_valid_permissions(permissions)),
  full_name text check (length(full_name) between 1 and 200),
  is_for_first_admin boolean not null default false check (not is_for_first_admin or role = 'master_admin'),
  invited_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  check (accepted_at is null or revoked_at is null)
);
comment on table public.invitations is
  'An offer to one e-mail address to join a tenant. It carries no secret: who accepts must own the confirmed address. Written by functions and the service.';
comment on column public.invitations.is_for_first_admin is
  'Made by the reseller or the platform for a tenant without a master admin; void as soon as it has one.';
comment on column public.invitations.expires_at is 'Seven days after it was made.';

create unique index invitations_open_key on public.invitations (tenant_id, lower(email collate "C")) where accepted_at is null and revoked_at is null;
create index invitations_email_idx on public.invitations (lower(email collate "C"));
create index invitations_invited_by_idx on public.invitations (invited_by);

alter table public.invitations enable row level security;
revoke all on public.invitations from public, anon, authenticated, service_role;
grant select on public.invitations to authenticated;
grant select, insert, update, delete on public.invitations to service_role;

create policy invitations_select_managers on public.invitations for select to authenticated
  using (tenant_id = (select private.tenant_with('members.manage')));
comment on policy invitations_select_managers on public.invitations is 'Who manages members reads the invitations of the own tenant.';

create function private.tg_invitations__audit()
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
  end if;
  return null;
end
$$;
comment on function private.tg_invitations__audit() is 'Entries about invitations made and revoked; an accepted one shows as member.added.';
revoke execute on function private.tg_invitations__audit() from public;

create trigger _800_audit after insert or update on public.invitations for each row
  execute function private.tg_invitations__audit();

create function private.has_master_admin(tenant_id uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from public.user_profiles as profile
    join auth.users as account on account.id = profile.id
    where profile.tenant_id = has_master_admin.tenant_id and profile.role = 'master_admin'
      and 'members.manage' = any (private.effective_permissions(profile.role, profile.permissions))
      and private.is_open_account(account.deleted_at, account.banned_until))
$$;
comment on function private.has_master_admin(uuid) is 'Whether somebody is left who can manage the tenant from inside: not a deleted or banned account, nor one without members.manage.';

create function private.check_member_rights(role text, permissions jsonb, had text[] default '{}')
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  beyond text[];
begin
  -- A master admin manages the tenant as a whole: rights that were taken from him alone do not bind what he gives.
  if exists (select from public.user_profiles as me where me.id = auth.uid() and me.role = 'master_admin') then
    return;
  end if;
  if check_member_rights.role = 'master_admin' then
    raise exception using errcode = 'NX011', message = 'Only a master admin makes, changes or removes a master admin.',
      hint = 'Ask a master admin of the tenant.', detail = '{"reason":"master_admin"}';
  end if;
  beyond := array(
    select name from unnest(private.effective_permissions(check_member_rights.role, check_member_rights.permissions)) as name
    where name <> all (check_member_rights.had) and not private.has_permission(name));
  if beyond <> '{}' then
    raise exception using errcode = 'NX011', message = format('You lack yourself: %s.', array_to_string(beyond, ', ')),
      hint = 'Give only what you may do yourself, or ask a master admin.',
      detail = jsonb_build_object('reason', 'beyond_own', 'permissions', beyond)::text;
  end if;
end
$$;
comment on function private.check_member_rights(text, jsonb, text[]) is
  'NX011 when the person asking, no master admin, would make a master admin or give a permission that he lacks and the member did not have.';

revoke execute on function private.has_master_admin(uuid), private.check_member_rights(text, jsonb, text[]) from public;
