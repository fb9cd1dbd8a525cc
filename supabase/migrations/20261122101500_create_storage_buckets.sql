-- Files: two private buckets. A path begins with the tenant's id: <tenant id>/<anything>. Names with empty, `.` or `..`
-- segments or backslashes are refused, whatever a storage backend would make of them.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values
  ('documents', 'documents', false, 52428800, array[
    'application/pdf', 'text/plain', 'text/csv', 'text/markdown', 'application/json', 'image/png', 'image/jpeg', 'image/webp',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation']),
  ('quality-images', 'quality-images', false, 20971520, array['image/png', 'image/jpeg', 'image/webp'])
on conflict (id) do nothing;

create function private.is_tenant_path(name text, tenant_id uuid)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(
    left(name, 37) = tenant_id::text || '/'
      and length(name) between 38 and 1024
      and name !~ '(^|/)\.{0,2}(/|$)'
      and name !~ '[\\\x01-\x1f\x7f]',
    false)
$$;
comment on function private.is_tenant_path(text, uuid) is 'Whether a storage path lies in the tenant''s folder, without any segment that could climb out of it.';
revoke execute on function private.is_tenant_path(text, uuid) from public;
grant execute on function private.is_tenant_path(text, uuid) to authenticated;

-- `objects.name` is written out: a bare `name` would bind to any other column of that name in a later edit.
create policy nexus_documents_select on storage.objects for select to authenticated
  using (objects.bucket_id = 'documents' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('documents.read')));
create policy nexus_documents_insert on storage.objects for insert to authenticated
  with check (objects.bucket_id = 'documents' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('documents.write')));
create policy nexus_documents_update on storage.objects for update to authenticated
  using (objects.bucket_id = 'documents' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('documents.write')))
  with check (objects.bucket_id = 'documents' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('documents.write')));
create policy nexus_documents_delete on storage.objects for delete to authenticated
  using (objects.bucket_id = 'documents' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('documents.write')));

create policy nexus_quality_images_select on storage.objects for select to authenticated
  using (objects.bucket_id = 'quality-images' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('quality.read')));
create policy nexus_quality_images_insert on storage.objects for insert to authenticated
  with check (objects.bucket_id = 'quality-images' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('quality.write')));
create policy nexus_quality_images_update on storage.objects for update to authenticated
  using (objects.bucket_id = 'quality-images' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('quality.write')))
  with check (objects.bucket_id = 'quality-images' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('quality.write')));
create policy nexus_quality_images_delete on storage.objects for delete to authenticated
  using (objects.bucket_id = 'quality-images' and private.is_tenant_path(objects.name, (select private.my_tenant()))
    and (select private.has_permission('quality.write')));
