-- The entries about tenants, members and the platform. Names of people and the sealed key itself stay out of them: an entry
-- can never be erased.

create function private.tg_tenants__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  opening constant text[] := array['name', 'slug', 'plan_tier', 'status', 'branding', 'hostnames', 'parent_id', 'is_reseller'];
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
  part record;
begin
  if tg_op = 'INSERT' then
    perform private.log_audit(new.id, 'tenant.opened', 'tenants', new.id::text, null, private.changed_values(is_now, null, opening));
    return null;
  end if;
  if tg_op = 'DELETE' then
    perform private.log_audit(old.id, 'tenant.closed', 'tenants', old.id::text, private.changed_values(was, null, opening), null);
    return null;
  end if;

  for part in
    select deed.action, private.changed_values(was, is_now, deed.keys) as old_values, private.changed_values(is_now, was, deed.keys) as new_values
    from (values
      (1, 'tenant.renamed', array['name', 'slug']),
      (2, 'tenant.plan_changed', array['plan_tier']),
      (3, case new.status when 'Active' then 'tenant.resumed' else 'tenant.suspended' end, array['status', 'suspended_by']),
      (4, 'tenant.branding_changed', array['branding']),
      (5, 'tenant.hostnames_changed', array['hostnames']),
      (6, 'tenant.reseller_changed', array['is_reseller', 'parent_id']),
      (7, 'tenant.sharing_changed', array['shares_with_reseller']),
      (8, 'tenant.ai_prompts_changed', array['keeps_ai_prompts'])
    ) as deed (position, action, keys)
    order by deed.position
  loop
    if part.new_values <> '{}' then
      perform private.log_audit(new.id, part.action, 'tenants', new.id::text, part.old_values, part.new_values);
    end if;
  end loop;

  -- Told by its sealing key, also when that does not differ; the hint is for who manages keys.
  if old.api_key_encrypted is distinct from new.api_key_encrypted then
    perform private.log_audit(new.id, case when new.api_key_encrypted is null then 'api_key.cleared' else 'api_key.set' end,
      'tenants', new.id::text,
      jsonb_build_object('api_key_key_id', old.api_key_key_id), jsonb_build_object('api_key_key_id', new.api_key_key_id));
  end if;
  return null;
end
$$;
comment on function private.tg_tenants__audit() is 'One entry for each matter in which a tenant changed.';

create trigger _800_audit after insert or update or delete on public.tenants for each row
  execute function private.tg_tenants__audit();

create function private.tg_user_profiles__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  rights constant text[] := array['role', 'permissions'];
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
begin
  if tg_op = 'UPDATE' and old.tenant_id = new.tenant_id and old.id = new.id then
    perform private.log_audit(new.tenant_id, case when old.role <> new.role then 'member.role_changed' else 'member.permissions_changed' end,
      'user_profiles', new.id::text, private.changed_values(was, is_now, rights), private.changed_values(is_now, was, rights));
    return null;
  end if;
  -- A move is a removal here and an addition there.
  if tg_op in ('UPDATE', 'DELETE') then
    perform private.log_audit(old.tenant_id, 'member.removed', 'user_profiles', old.id::text, private.changed_values(was, null, rights), null);
  end if;
  if tg_op in ('UPDATE', 'INSERT') then
    perform private.log_audit(new.tenant_id, 'member.added', 'user_profiles', new.id::text, null, private.changed_values(is_now, null, rights));
  end if;
  return null;
end
$$;
comment on function private.tg_user_profiles__audit() is 'Entries about who belongs to a tenant and with which rights; a corrected name makes none.';

create trigger _800_audit after insert or delete on public.user_profiles for each row
  execute function private.tg_user_profiles__audit();
create trigger _800_audit_update after update on public.user_profiles for each row
  when ((old.id, old.tenant_id, old.role, old.permissions) is distinct from (new.id, new.tenant_id, new.role, new.permissions))
  execute function private.tg_user_profiles__audit();

create function private.tg_platform__audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
begin
  perform private.log_audit('00000000-0000-0000-0000-000000000000',
    tg_argv[0] || case tg_op when 'INSERT' then '.added' when 'UPDATE' then '.changed' else '.removed' end,
    tg_table_name, coalesce(is_now, was) ->> tg_argv[1],
    case when was is not null then private.changed_values(was, is_now) end,
    case when is_now is not null then private.changed_values(is_now, was) end);
  return null;
end
$$;
comment on function private.tg_platform__audit() is
  'Entries of the nil tenant: platform admins, plans and sealing keys. Arguments: the thing''s word, and its key''s column.';

create trigger _800_audit after insert or update or delete on private.platform_admins for each row
  execute function private.tg_platform__audit('platform_admin', 'user_id');
create trigger _800_audit after insert or update or delete on private.plan_limits for each row
  execute function private.tg_platform__audit('plan', 'plan_tier');
create trigger _800_audit after insert or update or delete on private.sealing_keys for each row
  execute function private.tg_platform__audit('sealing_key', 'key_id');

revoke execute on function private.tg_tenants__audit(), private.tg_user_profiles__audit(), private.tg_platform__audit() from public;
