-- Members that a host lets in: whose account stands behind which of the host's users, and by which secrets it came.

create table public.embed_members (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  secret_id uuid not null,
  host_user_id text not null check (length(host_user_id) between 1 and 200),
  user_id uuid not null references auth.users (id) on delete cascade,
  email text check (length(email) <= 320),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  removed_at timestamptz,
  banned_until timestamptz,
  primary key (tenant_id, secret_id, host_user_id),
  foreign key (tenant_id, secret_id) references public.embed_secrets (tenant_id, id) on delete cascade
);
comment on table public.embed_members is
  'Accounts of a host''s users, by the secret that they came by. Read and written through functions only, by nobody directly.';
comment on column public.embed_members.host_user_id is
  'The host''s own id of its user. One in a tenant is one account: a second secret of the same tenant brings the same account.';
comment on column public.embed_members.email is 'As the host says it. The account''s own address is made up, so that a host gets at nobody''s other account.';
comment on column public.embed_members.last_seen_at is 'When the host last asked for a session.';
comment on column public.embed_members.removed_at is 'When the member was removed; the host alone does not bring him back.';
comment on column public.embed_members.banned_until is 'Until when the account was banned because the secret was revoked; null while it was not.';

create index embed_members_tenant_id_host_user_id_idx on public.embed_members (tenant_id, host_user_id);
create index embed_members_user_id_idx on public.embed_members (user_id);

alter table public.embed_members enable row level security;
revoke all on public.embed_members from public, anon, authenticated, service_role;

create function private.tg_embed_members__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Without the host's id and the address: an entry can never be erased.
  perform private.log_audit(new.tenant_id, case
      when tg_op = 'INSERT' then 'embed_member.admitted'
      when new.removed_at is not null and old.removed_at is null then 'embed_member.removed'
      when new.banned_until is not null and old.banned_until is null then 'embed_member.locked_out'
      else 'embed_member.readmitted' end,
    'embed_members', new.user_id::text, null, jsonb_build_object('secret_id', new.secret_id));
  return null;
end
$$;
comment on function private.tg_embed_members__audit() is 'Entries about who came by a host''s word, was locked out with its secret, or came back.';

create trigger _800_audit after insert on public.embed_members for each row
  execute function private.tg_embed_members__audit();
create trigger _800_audit_update after update on public.embed_members for each row
  when ((old.removed_at is null, old.banned_until is null) is distinct from (new.removed_at is null, new.banned_until is null))
  execute function private.tg_embed_members__audit();

create function private.tg_user_profiles__embedded()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    update public.embed_members as embedded set removed_at = now()
    where embedded.tenant_id = old.tenant_id and embedded.user_id = old.id and embedded.removed_at is null;
    return null;
  end if;
  if exists (select from public.embed_members as embedded where embedded.user_id = new.id) then
    raise exception using errcode = 'NX011', message = 'Who comes by a host''s word is never master admin.',
      hint = 'Invite the person to an account of his own.', detail = '{"reason":"embedded"}';
  end if;
  return null;
end
$$;
comment on function private.tg_user_profiles__embedded() is
  'Notes that an embedded member was removed, so that the host does not bring him back; and keeps master_admin from him, whoever gives it.';

create trigger _450_embedded_removed after delete on public.user_profiles for each row
  execute function private.tg_user_profiles__embedded();
create trigger _450_embedded_added after insert on public.user_profiles for each row
  when (new.role = 'master_admin')
  execute function private.tg_user_profiles__embedded();
create trigger _450_embedded_promoted after update of role on public.user_profiles for each row
  when (new.role = 'master_admin' and old.role <> 'master_admin')
  execute function private.tg_user_profiles__embedded();

create function private.embed_member(secret_id uuid, host_user_id text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object('user_id', (
    select embedded.user_id
    from public.embed_secrets as kept
    join public.embed_members as embedded on embedded.tenant_id = kept.tenant_id
    where kept.id = embed_member.secret_id and embedded.host_user_id = embed_member.host_user_id
    limit 1))
$$;
comment on function private.embed_member(uuid, text) is 'Does what public.embed_member says.';

create function public.embed_member(secret_id uuid, host_user_id text) returns jsonb language sql stable set search_path = ''
as $$ select private.embed_member(embed_member.secret_id, embed_member.host_user_id) $$;
comment on function public.embed_member(uuid, text) is
  'For the service: the account of a host''s user in the secret''s tenant, {user_id}, null before the first use.';

create index embed_secrets_id_idx on public.embed_secrets (id);

revoke execute on function private.tg_embed_members__audit(), private.tg_user_profiles__embedded(),
  private.embed_member(uuid, text), public.embed_member(uuid, text) from public, anon, authenticated;
grant execute on function private.embed_member(uuid, text), public.embed_member(uuid, text) to service_role;
