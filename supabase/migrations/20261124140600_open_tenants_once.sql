-- Opening a tenant and inviting its first admin, in one transaction and once for each idempotency key: a caller whose answer
-- got lost asks again and gets the same tenant.

create table private.tenant_openings (
  caller_id uuid not null references auth.users (id) on delete cascade,
  idempotency_key text not null check (length(idempotency_key) between 8 and 200),
  request_hash bytea not null,
  -- Both null only within the transaction that opens.
  tenant_id uuid references public.tenants (id) on delete cascade,
  invitation_id uuid,
  created_at timestamptz not null default now(),
  primary key (caller_id, idempotency_key)
);
comment on table private.tenant_openings is 'Which tenant was opened under which idempotency key of a caller. Of the request only its SHA-256.';
create index tenant_openings_tenant_id_idx on private.tenant_openings (tenant_id);
alter table private.tenant_openings enable row level security;
revoke all on private.tenant_openings from public, anon, authenticated, service_role;

create function private.is_valid_tenant_request(request jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(case when jsonb_typeof(request) is distinct from 'object' then false else
    jsonb_typeof(request -> 'name') = 'string'
    and jsonb_typeof(request -> 'slug') = 'string'
    and coalesce(jsonb_typeof(request -> 'plan_tier') = 'string', true)
    and coalesce(jsonb_typeof(request -> 'branding') = 'object', true)
    and coalesce(jsonb_typeof(request -> 'hostnames') = 'array'
      and not jsonb_path_exists(request, '$.hostnames[*] ? (@.type() != "string")'), true)
    and jsonb_typeof(request -> 'admin_email') = 'string'
    and coalesce(jsonb_typeof(request -> 'admin_full_name') in ('string', 'null'), true)
    and not exists (
      select from jsonb_object_keys(request) as key
      where key not in ('name', 'slug', 'plan_tier', 'branding', 'hostnames', 'admin_email', 'admin_full_name'))
  end, false)
$$;
comment on function private.is_valid_tenant_request(jsonb) is
  'An object of name, slug, plan_tier?, branding?, hostnames?, admin_email, admin_full_name?, and nothing else.';

create function private.open_tenant_once(idempotency_key text, request jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  me constant uuid := auth.uid();
  request_hash constant bytea := sha256(convert_to(open_tenant_once.request::text, 'utf8'));
  opening private.tenant_openings;
  opened uuid;
  invited uuid;
begin
  -- Asked first, and for a repeat too: who may no longer open tenants learns nothing of those he opened.
  perform private.require_operator();
  if not coalesce(length(open_tenant_once.idempotency_key) between 8 and 200, false) then
    raise exception using errcode = 'NX006', message = 'The idempotency key has 8 to 200 characters.',
      hint = 'Make a UUID for each opening and send it with every repeat.', detail = '{"argument":"idempotency_key"}';
  end if;
  if not private.is_valid_tenant_request(request) then
    raise exception using errcode = 'NX006', message = 'The request has the wrong form.',
      hint = 'An object of name, slug, plan_tier?, branding?, hostnames?, admin_email, admin_full_name?.', detail = '{"argument":"request"}';
  end if;

  -- A repeat that comes while the first is under way waits here until that has ended.
  insert into private.tenant_openings (caller_id, idempotency_key, request_hash)
  values (me, open_tenant_once.idempotency_key, request_hash)
  on conflict do nothing;
  if not found then
    select o.* into opening from private.tenant_openings as o
    where o.caller_id = me and o.idempotency_key = open_tenant_once.idempotency_key;
    if opening.request_hash <> request_hash then
      raise exception using errcode = '23505', message = 'This idempotency key was used for another request.',
        hint = 'Make a new key for a new tenant.', detail = '{"reason":"idempotency_key"}';
    end if;
    perform private.require_reach(opening.tenant_id);
    return (
      select jsonb_build_object('tenant_id', tenant.id, 'slug', tenant.slug, 'invitation_id', opening.invitation_id, 'is_new', false)
      from public.tenants as tenant where tenant.id = opening.tenant_id);
  end if;

  opened := (private.open_tenant(request ->> 'name', request ->> 'slug', coalesce(request ->> 'plan_tier', 'Basic'),
    coalesce(request -> 'branding', '{}'),
    array(select jsonb_array_elements_text(coalesce(request -> 'hostnames', '[]')))) ->> 'id')::uuid;
  invited := (private.invite_member(request ->> 'admin_email', 'master_admin', '{}', request ->> 'admin_full_name',
    opened) ->> 'id')::uuid;
  update private.tenant_openings as o set tenant_id = opened, invitation_id = invited
  where o.caller_id = me and o.idempotency_key = open_tenant_once.idempotency_key;
  return jsonb_build_object('tenant_id', opened, 'slug', request ->> 'slug', 'invitation_id', invited, 'is_new', true);
end
$$;
comment on function private.open_tenant_once(text, jsonb) is 'Does what public.open_tenant_once says.';

create function private.undo_tenant_opening(tenant_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  -- The tenant first, then a look at its members: whoever is just accepting the invitation has finished then.
  perform from public.tenants as tenant
  where tenant.id = undo_tenant_opening.tenant_id and tenant.created_at > now() - interval '1 hour'
    and exists (select from private.tenant_openings as opening where opening.tenant_id = tenant.id)
  for update;
  if not found or exists (select from public.user_profiles as profile where profile.tenant_id = undo_tenant_opening.tenant_id) then
    return false;
  end if;
  delete from public.tenants as tenant where tenant.id = undo_tenant_opening.tenant_id;
  return true;
end
$$;
comment on function private.undo_tenant_opening(uuid) is 'Does what public.undo_tenant_opening says.';

create function public.open_tenant_once(idempotency_key text, request jsonb)
returns jsonb
language sql
set search_path = ''
as $$
  select private.open_tenant_once(open_tenant_once.idempotency_key, open_tenant_once.request)
$$;
comment on function public.open_tenant_once(text, jsonb) is
  'Opens a tenant as open_tenant does and invites its first master admin, or neither. request: {name, slug, plan_tier?, branding?, hostnames?, admin_email, admin_full_name?}. Answers {tenant_id, slug, invitation_id, is_new}; for a repeat with the same key the same, and is_new false. Errors NX002, NX004, NX006, NX008, NX010, 23505 (slug or host name taken, or the key was used for another request), 23514.';

create function public.undo_tenant_opening(tenant_id uuid)
returns boolean
language sql
set search_path = ''
as $$
  select private.undo_tenant_opening(undo_tenant_opening.tenant_id)
$$;
comment on function public.undo_tenant_opening(uuid) is
  'For the service, where the mail to the first admin could not be sent: takes back what open_tenant_once opened less than an hour ago, as long as nobody has joined. True when it did.';

revoke execute on function private.is_valid_tenant_request(jsonb), private.open_tenant_once(text, jsonb),
  private.undo_tenant_opening(uuid), public.open_tenant_once(text, jsonb), public.undo_tenant_opening(uuid)
  from public, anon, authenticated;
grant execute on function private.open_tenant_once(text, jsonb), public.open_tenant_once(text, jsonb) to authenticated;
grant execute on function private.undo_tenant_opening(uuid), public.undo_tenant_opening(uuid) to service_role;
