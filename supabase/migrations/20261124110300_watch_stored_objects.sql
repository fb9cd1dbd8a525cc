-- The triggers on storage.objects that keep the rows. They read the object as JSON, because the columns that Storage keeps
-- (owner_id, user_metadata, version) differ by its version.

create function private.add_file_row(object jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  tenant uuid := private.find_file_tenant(object ->> 'name');
  said jsonb := coalesce(object -> 'user_metadata', '{}');
  machine uuid := private.find_file_machine(tenant, coalesce(said -> 'machineId', 'null'));
  called text := coalesce(nullif(trim(said ->> 'name'), ''), left(regexp_replace(object ->> 'name', '^.*/', ''), 255));
  -- A signed-in person uploads as himself; the service uploads for whom it says.
  uploader uuid := (select id from auth.users
    where id = coalesce(auth.uid(), private.as_uuid(object ->> 'owner_id'), private.as_uuid(object ->> 'owner')));
  size bigint := case jsonb_typeof(object -> 'metadata' -> 'size') when 'number' then (object -> 'metadata' ->> 'size')::bigint end;
begin
  perform private.check_file(object ->> 'bucket_id', object -> 'metadata');
  if object ->> 'bucket_id' = 'documents' then
    insert into public.documents (id, tenant_id, machine_id, name, description, path, mime_type, size_bytes, uploaded_by)
    values ((object ->> 'id')::uuid, tenant, machine, called, nullif(trim(said ->> 'description'), ''), object ->> 'name',
      object -> 'metadata' ->> 'mimetype', size, uploader);
  else
    insert into public.quality_images (id, tenant_id, machine_id, name, path, mime_type, size_bytes, captured_at, uploaded_by)
    values ((object ->> 'id')::uuid, tenant, machine, called, object ->> 'name', object -> 'metadata' ->> 'mimetype', size,
      coalesce(private.read_capture_time(said ->> 'capturedAt'), now()), uploader);
  end if;
end
$$;
comment on function private.add_file_row(jsonb) is
  'The row of a stored object, from its path, its metadata and its user metadata (name, machineId, description, capturedAt). Errors NX002, NX004, NX006, NX013 to NX015.';

create function private.change_file_row(before jsonb, object jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  tenant uuid := private.find_file_tenant(object ->> 'name');
  object_id uuid := (object ->> 'id')::uuid;
  -- Only what this upload says anew; a replacement without user metadata leaves what people wrote.
  said jsonb := case when object -> 'user_metadata' is distinct from before -> 'user_metadata'
    then coalesce(object -> 'user_metadata', '{}') else '{}' end;
  file jsonb := object -> 'metadata';
  size bigint := case jsonb_typeof(file -> 'size') when 'number' then (file ->> 'size')::bigint end;
  -- Not by a move: copying a large file within S3 gives the same content another eTag.
  is_replaced boolean := object -> 'name' = before -> 'name'
    and (file -> 'eTag', file -> 'size') is distinct from (before -> 'metadata' -> 'eTag', before -> 'metadata' -> 'size');
  uploader uuid := (select id from auth.users
    where id = coalesce(auth.uid(), private.as_uuid(object ->> 'owner_id'), private.as_uuid(object ->> 'owner')));
  called text := nullif(trim(said ->> 'name'), '');
  machine uuid := private.find_file_machine(tenant, coalesce(said -> 'machineId', 'null'));
  old_end text := left(regexp_replace(before ->> 'name', '^.*/', ''), 255);
  new_end text := left(regexp_replace(object ->> 'name', '^.*/', ''), 255);
begin
  perform private.check_file(object ->> 'bucket_id', file);
  if object ->> 'bucket_id' = 'documents' then
    update public.documents as kept
    set path = object ->> 'name', mime_type = file ->> 'mimetype', size_bytes = size,
      name = coalesce(called, case kept.name when old_end then new_end else kept.name end),
      machine_id = coalesce(machine, kept.machine_id),
      description = coalesce(nullif(trim(said ->> 'description'), ''), kept.description),
      uploaded_by = case when is_replaced then uploader else kept.uploaded_by end
    where kept.tenant_id = tenant and kept.id = object_id;
  else
    update public.quality_images as kept
    set path = object ->> 'name', mime_type = file ->> 'mimetype', size_bytes = size,
      name = coalesce(called, case kept.name when old_end then new_end else kept.name end),
      machine_id = coalesce(machine, kept.machine_id),
      captured_at = coalesce(private.read_capture_time(said ->> 'capturedAt'), case when is_replaced then now() else kept.captured_at end),
      uploaded_by = case when is_replaced then uploader else kept.uploaded_by end
    where kept.tenant_id = tenant and kept.id = object_id;
    -- Another picture: what was found on the last one says nothing about it.
    update public.quality_images set result = null, defects = '[]', notes = null
    where is_replaced and tenant_id = tenant and id = object_id;
  end if;
end
$$;
comment on function private.change_file_row(jsonb, jsonb) is
  'Follows a stored object that was replaced or moved within its tenant and bucket. A replaced picture is no longer inspected.';

create function private.tg_objects__keep_file_row()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  buckets constant text[] := array['documents', 'quality-images'];
  was_kept boolean := tg_op <> 'INSERT' and old.bucket_id = any (buckets);
  is_kept boolean := tg_op <> 'DELETE' and new.bucket_id = any (buckets);
begin
  if was_kept and is_kept and old.id = new.id and old.bucket_id = new.bucket_id and left(old.name, 37) = left(new.name, 37) then
    perform private.change_file_row(to_jsonb(old), to_jsonb(new));
    return null;
  end if;
  if was_kept then
    delete from public.documents where tenant_id = private.as_uuid(left(old.name, 36)) and id = old.id;
    delete from public.quality_images where tenant_id = private.as_uuid(left(old.name, 36)) and id = old.id;
  end if;
  if is_kept then
    perform private.add_file_row(to_jsonb(new));
  end if;
  return null;
end
$$;
comment on function private.tg_objects__keep_file_row() is
  'Adds, changes or removes the row of a stored object in the same transaction. To another bucket or tenant, or under another id, a file comes as a new one.';

revoke execute on function private.add_file_row(jsonb), private.change_file_row(jsonb, jsonb), private.tg_objects__keep_file_row()
  from public;

create trigger nexus_900_keep_file_row after insert or delete on storage.objects for each row
  execute function private.tg_objects__keep_file_row();
-- Not when Storage notes that somebody has read the file.
create trigger nexus_900_keep_changed_file_row after update on storage.objects for each row
  when (old.id is distinct from new.id or old.bucket_id is distinct from new.bucket_id or old.name is distinct from new.name or old.metadata is distinct from new.metadata
    or to_jsonb(old) -> 'user_metadata' is distinct from to_jsonb(new) -> 'user_metadata')
  execute function private.tg_objects__keep_file_row();

-- What was uploaded before there were rows. A file outside every tenant's folder stays without one.
insert into public.documents (id, tenant_id, name, path, mime_type, size_bytes, uploaded_by, created_at)
select object.id, tenant.id, left(regexp_replace(object.name, '^.*/', ''), 255), object.name, object.metadata ->> 'mimetype',
  case jsonb_typeof(object.metadata -> 'size') when 'number' then (object.metadata ->> 'size')::bigint end, account.id, object.created_at
from storage.objects as object
join public.tenants as tenant on private.is_tenant_path(object.name, tenant.id)
left join auth.users as account on account.id = object.owner
where object.bucket_id = 'documents';
insert into public.quality_images (id, tenant_id, name, path, mime_type, size_bytes, uploaded_by, captured_at, created_at)
select object.id, tenant.id, left(regexp_replace(object.name, '^.*/', ''), 255), object.name, object.metadata ->> 'mimetype',
  case jsonb_typeof(object.metadata -> 'size') when 'number' then (object.metadata ->> 'size')::bigint end, account.id,
  object.created_at, object.created_at
from storage.objects as object
join public.tenants as tenant on private.is_tenant_path(object.name, tenant.id)
left join auth.users as account on account.id = object.owner
where object.bucket_id = 'quality-images';
