-- Upkeep in parts, each a transaction of its own: what locks strongly is quick, what takes long locks weakly.
--   every minute  run_upkeep              roll-ups, usual ranges, silence
--   daily         run_maintenance         months made ahead, months that no plan keeps dropped
--   daily         delete_expired_readings readings and roll-ups of shorter plans
--   daily         rewrite_closed_month    one month in key order

create function private.is_only_run(job text)
returns boolean
language sql
set search_path = ''
as $$
  select pg_try_advisory_xact_lock(hashtext('private.' || job))
$$;
comment on function private.is_only_run(text) is
  'Whether no other session runs this job just now; holds the right to it until the transaction ends. Two schedulers then do no harm.';
revoke execute on function private.is_only_run(text) from public;

create function private.take_hold_of_telemetry()
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  former text := current_setting('lock_timeout');
begin
  perform set_config('lock_timeout', '300ms', true);
  for attempt in 1 .. 20 loop
    begin
      lock table public.machines, public.telemetry in access exclusive mode;
      perform set_config('lock_timeout', former, true);
      return true;
    exception when lock_not_available then
      perform pg_sleep(0.1 * random());
    end;
  end loop;
  perform set_config('lock_timeout', former, true);
  return false;
end
$$;
comment on function private.take_hold_of_telemetry() is
  'Locks machines and telemetry for a change of partitions, trying for some seconds without holding up anybody for more than 300 ms at a time. False when it was too busy; the next run will do.';
revoke execute on function private.take_hold_of_telemetry() from public;

create or replace function private.drop_expired_telemetry()
returns int
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  expired record;
  dropped int := 0;
  oldest_kept timestamptz := now() - make_interval(days => (select max(raw_retention_days) from private.plan_limits));
begin
  if not private.is_only_run('drop_expired_telemetry') then
    return 0;
  end if;
  -- Before the tables, like whoever makes a month.
  perform pg_advisory_xact_lock(hashtext('partitions'));
  for expired in
    select child.relname
    from pg_catalog.pg_inherits as link
    join pg_catalog.pg_class as child on child.oid = link.inhrelid
    where link.inhparent = 'public.telemetry'::regclass
      and to_timestamp(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= oldest_kept
  loop
    -- Detaching takes telemetry and, for the foreign key, machines. Recorders and charts come to them in either order, so
    -- this waits less than the server's deadlock_timeout (a second) and gives way: it is never part of a circle for long.
    exit when not private.take_hold_of_telemetry();
    execute format('alter table public.telemetry detach partition partitions.%I', expired.relname);
    execute format('drop table partitions.%I', expired.relname);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;
comment on function private.drop_expired_telemetry() is 'Drops months that no plan keeps, in milliseconds each, as far as it gets hold of them. Answers how many.';

create function private.delete_expired_readings()
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  keeper record;
  removed bigint := 0;
  amount bigint;
begin
  if not private.is_only_run('delete_expired_readings') then
    return 0;
  end if;
  -- The roll-ups of these readings stay; without this they would be marked for repair.
  perform set_config('nexus.retention', 'on', true);
  for keeper in
    select tenant.id, private.retention_start(tenant.id) as raw_start,
      now() - make_interval(days => plan.rollup_retention_days) as rollup_start
    from public.tenants as tenant
    join private.plan_limits as plan on plan.plan_tier = tenant.plan_tier
    order by tenant.id
  loop
    -- Tenants on shorter plans share the months that remain.
    delete from public.telemetry as reading where reading.tenant_id = keeper.id and reading.timestamp < keeper.raw_start;
    get diagnostics amount = row_count;
    -- A larger plan later does not bring them back: from here on, what is older is known by its roll-up only.
    update public.tenants as tenant set raw_kept_since = keeper.raw_start
    where tenant.id = keeper.id and amount > 0;
    delete from public.telemetry_hourly as hourly where hourly.tenant_id = keeper.id and hourly.hour < keeper.rollup_start;
    removed := removed + amount;
  end loop;
  perform set_config('nexus.retention', '', true);
  return removed;
end
$$;
comment on function private.delete_expired_readings() is
  'Deletes single readings that their tenant''s plan no longer keeps, and roll-ups past theirs. Answers how many readings.';

create table private.rewritten_months (
  partition name primary key,
  rewritten_at timestamptz not null default now()
);
comment on table private.rewritten_months is 'Months of telemetry whose readings lie in key order on disk.';
alter table private.rewritten_months enable row level security;
revoke all on private.rewritten_months from public, anon, authenticated, service_role;

create function private.rewrite_closed_month(max_readings bigint default 20000000)
returns text
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  closed name;
  key name;
begin
  if not private.is_only_run('rewrite_closed_month') then
    return null;
  end if;
  delete from private.rewritten_months as done
  where not exists (
    select from pg_catalog.pg_class where relnamespace = 'partitions'::regnamespace and relname = done.partition);
  select child.relname, index.relname into closed, key
  from pg_catalog.pg_inherits as link
  join pg_catalog.pg_class as child on child.oid = link.inhrelid
  join pg_catalog.pg_index as pk on pk.indrelid = child.oid and pk.indisprimary
  join pg_catalog.pg_class as index on index.oid = pk.indexrelid
  where link.inhparent = 'public.telemetry'::regclass
    and to_timestamp(right(child.relname, 7), 'YYYY_MM') + interval '1 month 2 days' <= now()
    and not exists (select from private.rewritten_months as done where done.partition = child.relname)
    and (max_readings is null or child.reltuples <= max_readings)
  order by child.relname
  limit 1;
  if closed is null then
    return null;
  end if;
  -- Charts wait meanwhile, about two seconds a million readings: that is what max_readings is for. And whoever already reads
  -- for long is not waited for, the next night will do.
  perform set_config('lock_timeout', '5s', true);
  execute format('cluster partitions.%I using %I', closed, key);
  execute format('analyze partitions.%I', closed);
  insert into private.rewritten_months (partition) values (closed);
  return closed;
end
$$;
comment on function private.rewrite_closed_month(bigint) is
  'Rewrites the oldest closed month that is not yet in key order, with its index packed: one machine''s chart then reads a few dozen pages instead of one a row. Months of more than max_readings are left to the operator, who calls it with null at a quiet hour. Answers the partition, or null when there is none to do.';

create function private.run_upkeep()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  job text;
  amount int;
  done jsonb := '{}';
begin
  if not private.is_only_run('run_upkeep') then
    return done;
  end if;
  -- Each for itself: what one of them meets in one tenant's data must not stop the others for everybody.
  foreach job in array array['repair_rollups', 'learn_baselines', 'watch_silence'] loop
    begin
      execute format('select private.%I()', job) into amount;
      done := done || jsonb_build_object(job, amount);
    exception when others then
      raise warning 'upkeep: % failed: %', job, sqlerrm;
      done := done || jsonb_build_object(job, sqlerrm);
    end;
  end loop;
  return done;
end
$$;
comment on function private.run_upkeep() is
  'Upkeep of every minute. Answers for each job how much it did, or why it failed; the others go on.';

revoke execute on function private.delete_expired_readings(), private.rewrite_closed_month(bigint), private.run_upkeep() from public;
grant execute on function private.delete_expired_readings(), private.rewrite_closed_month(bigint), private.run_upkeep() to service_role;

-- Roll-ups of what was recorded before there were any.
select private.repair_rollups(1000000);

do $$
begin
  if exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
    perform cron.schedule('nexus-upkeep', '* * * * *', 'select private.run_upkeep()');
    perform cron.schedule('nexus-retention', '37 3 * * *', 'select private.delete_expired_readings()');
    perform cron.schedule('nexus-rewrite', '7 4 * * *', 'select private.rewrite_closed_month()');
  end if;
end
$$;
