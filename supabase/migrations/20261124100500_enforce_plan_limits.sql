-- Limits hold in the database, for everybody: the API, the service and the owner. See docs/decisions/0016.

create function private.enforce_limit(limit_name text, grown uuid[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant record;
begin
  -- One at a time and in one order: whoever comes second counts what the first has committed.
  -- Only where there is a limit: nobody else needs to wait for each other.
  perform from public.tenants as t
  join private.plan_limits as plan on plan.plan_tier = t.plan_tier
  where t.id = any (grown) and private.plan_limit(plan, limit_name) is not null
  order by t.id for no key update of t;

  for tenant in
    select t.id, t.plan_tier, (select count(*) from unnest(grown) as one where one = t.id) as added
    from public.tenants as t
    join private.plan_limits as plan on plan.plan_tier = t.plan_tier
    where t.id = any (grown) and private.plan_limit(plan, limit_name) is not null
  loop
    perform private.check_limit(tenant.plan_tier, limit_name, case limit_name
      when 'machines' then (select count(*) from public.machines as machine where machine.tenant_id = tenant.id)
      when 'members' then (select count(*) from public.user_profiles as profile where profile.tenant_id = tenant.id)
    end - tenant.added, tenant.added);
  end loop;
end
$$;
comment on function private.enforce_limit(text, uuid[]) is
  'NX007 when a tenant of `grown`, which names a tenant once for each row it has just got, is beyond its plan''s machines or members. A tenant that a downgrade left beyond keeps what it has.';

create function private.tg_machines__limit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_level = 'STATEMENT' then
    perform private.enforce_limit('machines', array(select tenant_id from inserted));
  else
    perform private.enforce_limit('machines', array[new.tenant_id]);
  end if;
  return null;
end
$$;
comment on function private.tg_machines__limit() is 'Holds new and moved machines to the plan.';

create function private.tg_user_profiles__limit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_level = 'STATEMENT' then
    perform private.enforce_limit('members', array(select tenant_id from inserted));
  else
    perform private.enforce_limit('members', array[new.tenant_id]);
  end if;
  return null;
end
$$;
comment on function private.tg_user_profiles__limit() is 'Holds new and moved members to the plan.';

revoke execute on function private.enforce_limit(text, uuid[]), private.tg_machines__limit(),
  private.tg_user_profiles__limit() from public;

create trigger _300_limit_insert after insert on public.machines
  referencing new table as inserted for each statement
  execute function private.tg_machines__limit();
create trigger _300_limit_move after update on public.machines for each row
  when (old.tenant_id is distinct from new.tenant_id)
  execute function private.tg_machines__limit();

create trigger _300_limit_insert after insert on public.user_profiles
  referencing new table as inserted for each statement
  execute function private.tg_user_profiles__limit();
create trigger _300_limit_move after update on public.user_profiles for each row
  when (old.tenant_id is distinct from new.tenant_id)
  execute function private.tg_user_profiles__limit();
