-- Recording by device token. Everything but who sends and for which machines is the batch function's.

create function private.check_device_token(token text)
returns public.device_tokens
language plpgsql
security definer
set search_path = ''
as $$
declare
  kept public.device_tokens;
  reason text;
begin
  select t.* into kept from public.device_tokens as t where t.token_hash = private.hash_secret(token);
  reason := case when kept.id is null then 'unknown' when kept.revoked_at is not null then 'revoked'
    when kept.expires_at <= now() then 'expired' end;
  if reason is not null then
    raise exception using errcode = 'NX017', message = case reason when 'expired' then 'The device token has expired.'
        when 'revoked' then 'The device token was revoked.' else 'There is no such device token.' end,
      hint = 'Ask a master admin of the tenant for a new one.', detail = jsonb_build_object('reason', reason)::text;
  end if;
  if exists (select from public.tenants as tenant where tenant.id = kept.tenant_id and tenant.status = 'Suspended') then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.', hint = 'Ask the operator of the platform to resume it.';
  end if;
  -- To the minute: not every batch is worth a new version of the row.
  update public.device_tokens as t set last_used_at = now()
  where t.tenant_id = kept.tenant_id and t.id = kept.id
    and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  return kept;
end
$$;
comment on function private.check_device_token(text) is 'What a device token stands for; or NX017 with its reason, NX002.';

create function private.ingest_readings(token text, readings jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  device constant public.device_tokens := private.check_device_token(ingest_readings.token);
  taken jsonb;
  places int[];
  refused jsonb;
  answer jsonb := '{"stored": 0, "duplicate": 0, "refused": []}';
begin
  if jsonb_typeof(readings) is distinct from 'array' or jsonb_array_length(readings) not between 1 and 5000 then
    raise exception using errcode = 'NX005', message = 'A batch is a list of 1 to 5,000 readings.',
      hint = 'Split it into smaller batches.',
      detail = jsonb_build_object('limit', 5000,
        'size', case when jsonb_typeof(readings) = 'array' then jsonb_array_length(readings) end)::text;
  end if;

  -- As most gateways send: every machine by its id, and one that the token is for. Then the batch goes on as it came.
  if not exists (
    select from jsonb_array_elements(readings) as reading
    where reading ? 'external_id' or not coalesce(reading ->> 'machine_id' = any (device.machine_ids::text[]), device.machine_ids is null)
  ) then
    answer := private.record_batch(device.tenant_id, readings);
    return jsonb_build_object('stored', answer -> 'stored', 'duplicates', answer -> 'duplicate', 'refused', answer -> 'refused');
  end if;

  with given as (
    select (position - 1)::int as index, value as reading,
      case when value ->> 'machine_id' is null then value ->> 'external_id' end as external_id
    from jsonb_array_elements(readings) with ordinality as element (value, position)
  ), named as (
    -- By the tenant's own name of the machine, where the reading has no id.
    select given.index, given.external_id, machine.id as found,
      case when machine.id is null then given.reading else given.reading || jsonb_build_object('machine_id', machine.id) end as reading
    from given
    left join public.machines as machine on machine.tenant_id = device.tenant_id and machine.external_id = given.external_id
  ), judged as (
    -- A machine that the token is not for is answered like one that does not exist. What names no machine is left to the
    -- batch function, which says what is wrong with it.
    select named.index, named.reading,
      case
        when named.external_id is not null and (named.found is null or not coalesce(named.found = any (device.machine_ids), true))
          then format('No machine with the external id %s in this tenant.', left(named.external_id, 60))
        when named.reading ->> 'machine_id' is not null
          and not coalesce(private.as_uuid(named.reading ->> 'machine_id') = any (device.machine_ids), device.machine_ids is null)
          then private.refusal('unknown_machine', named.reading)
      end as reason
    from named
  )
  select jsonb_agg(judged.reading order by judged.index) filter (where judged.reason is null),
    array_agg(judged.index order by judged.index) filter (where judged.reason is null),
    coalesce(jsonb_agg(jsonb_build_object('index', judged.index, 'code', 'unknown_machine', 'message', judged.reason))
      filter (where judged.reason is not null), '[]')
  into taken, places, refused from judged;

  if taken is not null then
    answer := private.record_batch(device.tenant_id, taken);
  end if;
  return jsonb_build_object('stored', answer -> 'stored', 'duplicates', answer -> 'duplicate', 'refused', (
    select coalesce(jsonb_agg(one order by (one ->> 'index')::int), '[]')
    from (
      select one from jsonb_array_elements(refused) as one
      union all
      select one || jsonb_build_object('index', places[(one ->> 'index')::int + 1]) from jsonb_array_elements(answer -> 'refused') as one
    ) as every (one)));
end
$$;
comment on function private.ingest_readings(text, jsonb) is 'Does what public.ingest_readings says.';

create function public.ingest_readings(token text, readings jsonb)
returns jsonb
language sql
set search_path = ''
as $$
  select private.ingest_readings(ingest_readings.token, ingest_readings.readings)
$$;
comment on function public.ingest_readings(text, jsonb) is
  'For the service: records a batch as record_readings does, for the tenant and the machines of a device token; a reading may name its machine by external_id instead of machine_id. Answers {stored, duplicates, refused: [{index, code, message}]}. Errors NX002, NX005, NX017.';

revoke execute on function private.check_device_token(text), private.ingest_readings(text, jsonb),
  public.ingest_readings(text, jsonb) from public, anon, authenticated;
grant execute on function private.ingest_readings(text, jsonb), public.ingest_readings(text, jsonb) to service_role;
