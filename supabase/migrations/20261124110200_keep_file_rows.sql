-- One file, one row: in the transaction that creates, replaces, moves or removes a stored object, its row in
-- public.documents or public.quality_images follows. See docs/decisions/0018.

create function private.as_uuid(value text)
returns uuid
language sql
immutable
set search_path = ''
as $$
  select case when value ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then value::uuid end
$$;
comment on function private.as_uuid(text) is 'The UUID that a text is, null for any other text.';

create function private.check_file(bucket text, metadata jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  kind text := metadata ->> 'mimetype';
  size numeric := case jsonb_typeof(metadata -> 'size') when 'number' then (metadata ->> 'size')::numeric end;
  size_limit bigint;
  allowed text[];
begin
  -- Without a size nothing is stored yet: Storage rehearses an upload, or the signing of one, whose type is that of the
  -- request for the signature.
  if size is null then
    return;
  end if;
  select file_size_limit, allowed_mime_types into size_limit, allowed from storage.buckets where id = bucket;
  if size > size_limit then
    raise exception using errcode = 'NX013', message = format('A file in %s has at most %s bytes.', bucket, size_limit),
      detail = jsonb_build_object('limit', size_limit, 'size', size)::text;
  end if;
  if cardinality(allowed) > 0 and (kind = any (allowed) or split_part(kind, '/', 1) || '/*' = any (allowed)) is not true then
    raise exception using errcode = 'NX014', message = format('%s takes no files of type %s.', bucket, left(kind, 100)),
      detail = jsonb_build_object('type', left(kind, 100), 'allowed', to_jsonb(allowed))::text;
  end if;
end
$$;
comment on function private.check_file(text, jsonb) is
  'NX013 or NX014 for a file that is larger than its bucket takes, or of another type. Storage refuses both first; this is the second wall, for files that are stored.';

create function private.find_file_tenant(path text)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  tenant uuid := private.as_uuid(left(path, 36));
  state text := (select status from public.tenants where id = tenant and private.is_tenant_path(path, tenant));
begin
  if state is null then
    raise exception using errcode = 'NX015', message = 'The path of a file is <tenant id>/<name>, and the tenant exists.';
  end if;
  -- Policies stop its members; this stops an upload that was signed before, and the service.
  if state = 'Suspended' then
    raise exception using errcode = 'NX002', message = 'This tenant is suspended.',
      hint = 'Ask the operator of the platform to resume it.';
  end if;
  return tenant;
end
$$;
comment on function private.find_file_tenant(text) is
  'The tenant that a path lies in; NX015 when it lies in none, NX002 when that tenant is suspended, whoever writes.';

create function private.find_file_machine(tenant uuid, named jsonb)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  found_id uuid;
begin
  select id into found_id from public.machines
  where tenant_id = tenant and id = private.as_uuid(named #>> '{}');
  -- A copy or a move repeats what the first upload said; the machine may be gone since.
  if found_id is null and named <> 'null'
    and coalesce(current_setting('storage.operation', true), '') not in ('storage.object.copy', 'storage.object.move') then
    raise exception using errcode = 'NX004', message = 'No such machine in this tenant.', detail = '{"what":"machine"}';
  end if;
  return found_id;
end
$$;
comment on function private.find_file_machine(uuid, jsonb) is
  'The machine that an upload names, as user metadata machineId; null when it names none, NX004 when it is not the tenant''s.';

create function private.read_capture_time(value text)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  if value ~ '^[1-9]\d{3}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d(:?\d\d)?)$' then
    return value::timestamptz;
  end if;
  if value is not null then
    raise datetime_field_overflow;
  end if;
  return null;
exception when datetime_field_overflow or invalid_datetime_format or invalid_time_zone_displacement_value then
  raise exception using errcode = 'NX006', message = 'capturedAt is an ISO 8601 time with zone.', detail = '{"argument":"capturedAt"}';
end
$$;
comment on function private.read_capture_time(text) is 'User metadata capturedAt as a time; null stays null, NX006 for what is no ISO 8601 time with zone.';

revoke execute on function private.as_uuid(text), private.check_file(text, jsonb), private.find_file_tenant(text),
  private.find_file_machine(uuid, jsonb), private.read_capture_time(text) from public;
