-- Documents: what is known of the files in the bucket documents. A row exists exactly as long as its file, see
-- 20261124110200_keep_file_rows.sql, so nobody inserts or deletes one by itself.

create table public.documents (
  id uuid not null,
  tenant_id uuid not null references public.tenants (id),
  machine_id uuid,
  name text not null check (length(name) between 1 and 255),
  description text check (length(description) between 1 and 4000),
  path text not null check (private.is_tenant_path(path, tenant_id)),
  mime_type text,
  size_bytes bigint check (size_bytes >= 0),
  uploaded_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, path),
  foreign key (tenant_id, machine_id) references public.machines (tenant_id, id) on delete set null (machine_id)
);
comment on table public.documents is
  'A file in the bucket documents, kept with the stored object by triggers on storage.objects. A tenant with files cannot be deleted: its files go first.';
comment on column public.documents.id is 'The id of the stored object.';
comment on column public.documents.machine_id is 'The machine it is about, if any; a deleted machine leaves its documents.';
comment on column public.documents.name is 'What people call it: user metadata name at the upload, else the last part of the path.';
comment on column public.documents.path is 'Where Storage keeps it within the bucket: <tenant id>/<anything>.';
comment on column public.documents.mime_type is 'As Storage noted it; null when it noted none.';
comment on column public.documents.size_bytes is 'Bytes, as Storage noted them; null when it noted none.';
comment on column public.documents.uploaded_by is 'Who uploaded the present content; null for the service and for accounts that are gone.';
comment on column public.documents.updated_at is 'Last change of the file or of what is said about it.';

create index documents_tenant_id_created_at_idx on public.documents (tenant_id, created_at desc, id);
create index documents_tenant_id_machine_id_idx on public.documents (tenant_id, machine_id, created_at desc);
create index documents_uploaded_by_idx on public.documents (uploaded_by) where uploaded_by is not null;

alter table public.documents enable row level security;
revoke all on public.documents from public, anon, authenticated, service_role;
grant select, update (machine_id, name, description) on public.documents to authenticated, service_role;

create policy documents_select_readers on public.documents for select to authenticated
  using (tenant_id = (select private.tenant_with('documents.read')));
comment on policy documents_select_readers on public.documents is 'documents.read within the own tenant.';

create policy documents_update_writers on public.documents for update to authenticated
  using (tenant_id = (select private.tenant_with('documents.write')))
  with check (tenant_id = (select private.tenant_with('documents.write')));
comment on policy documents_update_writers on public.documents is
  'documents.write within the own tenant; column grants leave only name, description and machine writable.';

-- The check of the path runs as whoever writes the row.
grant execute on function private.is_tenant_path(text, uuid) to service_role;

create trigger _100_touch_updated_at before update on public.documents for each row
  when (old.* is distinct from new.*)
  execute function private.tg_touch_updated_at();
