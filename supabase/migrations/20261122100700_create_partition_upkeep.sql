-- A month's partition must exist before a reading of that month arrives. Upkeep makes the months around now; whoever
-- records a late but still kept reading gets its month made on the way. See docs/decisions/0012.

create function private.ensure_telemetry_partitions(from_time timestamptz, to_time timestamptz)
returns int
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  month timestamptz;
  partition_name text;
  made int := 0;
  -- Bounds, so that nobody can make partitions without end: the longest retention back, four months ahead.
  first_month timestamptz := date_trunc('month', greatest(
    from_time, now() - make_interval(days => (select max(raw_retention_days) from private.plan_limits))));
  last_month timestamptz := date_trunc('month', least(to_time, now() + interval '4 months'));
begin
  for month in select generate_series(first_month, last_month, interval '1 month') loop
    partition_name := 'telemetry_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('partitions.' || partition_name) is not null;

    -- Two recorders of the same new month: the second waits here, then finds it made. It looks into the catalog itself,
    -- because to_regclass would repeat the cached answer from before the wait.
    perform pg_advisory_xact_lock(hashtext('partitions.' || partition_name));
    continue when exists (
      select from pg_catalog.pg_class as made_meanwhile
      where made_meanwhile.relnamespace = 'partitions'::regnamespace and made_meanwhile.relname = partition_name);

    -- Made apart and attached, because attaching lets readers and writers of the other months go on.
    execute format('create table partitions.%I (like public.telemetry including defaults including constraints including storage)', partition_name);
    execute format('alter table partitions.%I enable row level security', partition_name);
    execute format('revoke all on partitions.%I from public, anon, authenticated, service_role', partition_name);
    execute format('alter table public.telemetry attach partition partitions.%I for values from (%L) to (%L)',
      partition_name, month, month + interval '1 month');
    made := made + 1;
  end loop;
  return made;
end
$$;
comment on function private.ensure_telemetry_partitions(timestamptz, timestamptz) is
  'Makes the missing monthly partitions from one time to another, within the longest retention back and four months ahead. Answers how many it made.';

create function private.drop_expired_telemetry()
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
  for expired in
    select child.relname
    from pg_catalog.pg_inherits as link
    join pg_catalog.pg_class as child on child.oid = link.inhrelid
    where link.inhparent = 'public.telemetry'::regclass
      and to_timestamp(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= oldest_kept
  loop
    -- Machines first, then telemetry: the order in which recorders and charts come to them, so that none waits in a circle.
    lock table public.machines in access exclusive mode;
    execute format('alter table public.telemetry detach partition partitions.%I', expired.relname);
    execute format('drop table partitions.%I', expired.relname);
    dropped := dropped + 1;
  end loop;

  -- Tenants on shorter plans share the months that remain.
  delete from public.telemetry as reading
  using public.tenants as tenant, private.plan_limits as plan
  where plan.plan_tier = tenant.plan_tier
    and reading.tenant_id = tenant.id
    and reading.timestamp < now() - make_interval(days => plan.raw_retention_days)
    and reading.timestamp < now() - make_interval(days => (select min(raw_retention_days) from private.plan_limits));
  return dropped;
end
$$;
comment on function private.drop_expired_telemetry() is
  'Drops months that no plan keeps and deletes what shorter plans no longer keep. Answers how many months it dropped.';

create function private.run_maintenance()
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- The drop takes the stronger locks, so it comes first.
  perform private.drop_expired_telemetry();
  perform private.ensure_telemetry_partitions(now() - interval '2 months', now() + interval '3 months');
end
$$;
comment on function private.run_maintenance() is
  'Daily upkeep: partitions ahead, retention by plan. pg_cron calls it where it is installed; the embedded stack calls it at start and daily.';

revoke execute on function private.ensure_telemetry_partitions(timestamptz, timestamptz),
  private.drop_expired_telemetry(), private.run_maintenance() from public;
grant execute on function private.run_maintenance() to service_role;

select private.run_maintenance();

do $$
begin
  if exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
    perform cron.schedule('nexus-maintenance', '17 3 * * *', 'select private.run_maintenance()');
  end if;
end
$$;
