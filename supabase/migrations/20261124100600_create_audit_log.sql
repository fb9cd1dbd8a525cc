-- Who changed what, for good. See docs/decisions/0017.

create table public.audit_log (
  -- No foreign key: the log outlives the tenant, the member and the machine.
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- The clock, not the transaction's start: what happens in one transaction keeps its order.
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('member', 'reseller', 'platform_admin', 'service', 'database')),
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  target_table text not null,
  target_id text not null,
  old jsonb,
  new jsonb,
  primary key (tenant_id, id)
);
comment on table public.audit_log is
  'Append-only, written by triggers only. The nil tenant (all zeros) holds what concerns the platform itself.';
comment on column public.audit_log.actor_id is 'The account that acted; null for the service and the database.';
comment on column public.audit_log.actor_kind is
  'member: of this tenant; reseller: of its reseller; platform_admin; service: a program with the service''s key; database: SQL without a person.';
comment on column public.audit_log.action is 'Thing and deed, e.g. member.role_changed, tenant.plan_changed, machine.deleted, api_key.set.';
comment on column public.audit_log.old is 'What the changed keys were; values over 8 KiB as {"bytes", "md5"}.';
comment on column public.audit_log.new is 'What the changed keys are now, in the same form.';

create index audit_log_tenant_id_at_idx on public.audit_log (tenant_id, at desc);

alter table public.audit_log enable row level security;
revoke all on public.audit_log from public, anon, authenticated, service_role;
grant select on public.audit_log to authenticated, service_role;

create policy audit_log_select_managers on public.audit_log for select to authenticated
  using (
    tenant_id = (select private.tenant_with('members.manage'))
    and (target_table <> 'machines' or (select private.has_permission('machines.read')))
  );
comment on policy audit_log_select_managers on public.audit_log is
  'Who manages members reads the log of the own tenant; entries about machines need machines.read too.';

create function private.tg_audit_log__refuse()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception using errcode = '42501', message = 'The audit log is append-only.', hint = 'Nobody changes or removes an entry.';
end
$$;
comment on function private.tg_audit_log__refuse() is 'Refuses every change of an entry, also to the service and to the owner.';

create trigger _000_refuse before update or delete or truncate on public.audit_log for each statement
  execute function private.tg_audit_log__refuse();
-- Also in a session that replays changes, where ordinary triggers sleep.
alter table public.audit_log enable always trigger _000_refuse;

create function private.actor_kind(tenant_id uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  select case
    when auth.uid() is null then case when auth.role() = 'service_role' then 'service' else 'database' end
    when exists (
      select from public.user_profiles as profile where profile.id = auth.uid() and profile.tenant_id = actor_kind.tenant_id
    ) then 'member'
    when exists (select from private.platform_admins as admin where admin.user_id = auth.uid()) then 'platform_admin'
    when exists (
      select from public.tenants as child
      join public.user_profiles as profile on profile.tenant_id = child.parent_id
      where child.id = actor_kind.tenant_id and profile.id = auth.uid()
    ) then 'reseller'
    else 'member'
  end
$$;
comment on function private.actor_kind(uuid) is 'As what the one who acts now acts on this tenant.';

create function private.changed_values(of_row jsonb, other_row jsonb, keys text[] default null)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, case
      when octet_length(value::text) <= 8192 then value
      else jsonb_build_object('bytes', octet_length(value::text), 'md5', md5(value::text)) end), '{}')
  from jsonb_each(of_row)
  where (keys is null or key = any (keys)) and value is distinct from other_row -> key
$$;
comment on function private.changed_values(jsonb, jsonb, text[]) is
  'The keys of the first row (all, or those named) whose value differs in the second; a value over 8 KiB as its size and MD5.';

create function private.log_audit(tenant_id uuid, action text, target_table text, target_id text, old jsonb, new jsonb)
returns void
language sql
security definer
set search_path = ''
as $$
  insert into public.audit_log (tenant_id, actor_id, actor_kind, action, target_table, target_id, old, new)
  values ($1, auth.uid(), private.actor_kind($1), $2, $3, $4, $5, $6)
$$;
comment on function private.log_audit(uuid, text, text, text, jsonb, jsonb) is 'Adds one entry in the name of the one who acts now.';

revoke execute on function private.tg_audit_log__refuse(), private.actor_kind(uuid), private.changed_values(jsonb, jsonb, text[]),
  private.log_audit(uuid, text, text, text, jsonb, jsonb) from public;
