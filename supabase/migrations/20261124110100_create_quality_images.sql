-- Quality images: pictures of parts in the bucket quality-images, and what an inspection found on them. Rows follow the
-- stored object as documents do.

create function private.is_valid_defects(defects jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case when jsonb_typeof(defects) is distinct from 'array' then false
    when jsonb_array_length(defects) > 100 or octet_length(defects::text) > 65536 then false
    else not exists (
      select from jsonb_array_elements(defects) as defect
      where not coalesce(
        case when jsonb_typeof(defect) = 'object' and jsonb_typeof(defect -> 'label') = 'string'
            and jsonb_typeof(defect -> 'confidence') = 'number' and jsonb_typeof(defect -> 'box') = 'array' then
          defect - array['label', 'confidence', 'box'] = '{}'::jsonb
          and length(defect ->> 'label') between 1 and 120
          and (defect ->> 'confidence')::numeric between 0 and 1
          and jsonb_array_length(defect -> 'box') = 4
          and not exists (
            select from jsonb_array_elements(defect -> 'box') as side
            where case jsonb_typeof(side) when 'number' then side::numeric not between 0 and 1 else true end)
        end, false))
  end
$$;
comment on function private.is_valid_defects(jsonb) is
  'A list of at most 100 (and 64 KiB) {label, confidence 0 to 1, box: [x, y, width, height]}, the box in parts of the picture, 0 to 1.';
revoke execute on function private.is_valid_defects(jsonb) from public;
grant execute on function private.is_valid_defects(jsonb) to authenticated, service_role;

create table public.quality_images (
  id uuid not null,
  tenant_id uuid not null references public.tenants (id),
  machine_id uuid,
  name text not null check (length(name) between 1 and 255),
  path text not null check (private.is_tenant_path(path, tenant_id)),
  mime_type text,
  size_bytes bigint check (size_bytes >= 0),
  captured_at timestamptz not null default now() check (isfinite(captured_at)),
  uploaded_by uuid references auth.users (id) on delete set null,
  result text check (result in ('pass', 'fail', 'review')),
  defects jsonb not null default '[]' check (private.is_valid_defects(defects)),
  notes text check (length(notes) between 1 and 4000),
  inspected_by text check (inspected_by in ('person', 'ai')),
  inspected_at timestamptz,
  model text check (length(model) between 1 and 120),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, path),
  foreign key (tenant_id, machine_id) references public.machines (tenant_id, id) on delete set null (machine_id),
  constraint quality_images_inspection_check check (
    num_nonnulls(result, inspected_by, inspected_at) in (0, 3) and (model is null or inspected_by = 'ai'))
);
comment on table public.quality_images is
  'A picture in the bucket quality-images with its inspection, kept with the stored object by triggers on storage.objects.';
comment on column public.quality_images.id is 'The id of the stored object.';
comment on column public.quality_images.machine_id is 'The machine that made the part, if known; a deleted machine leaves its pictures.';
comment on column public.quality_images.name is 'What people call it: user metadata name at the upload, else the last part of the path.';
comment on column public.quality_images.path is 'Where Storage keeps it within the bucket: <tenant id>/<anything>.';
comment on column public.quality_images.mime_type is 'As Storage noted it; null when it noted none.';
comment on column public.quality_images.size_bytes is 'Bytes, as Storage noted them; null when it noted none.';
comment on column public.quality_images.captured_at is 'When the picture was taken, as the upload said; else when it arrived.';
comment on column public.quality_images.uploaded_by is 'Who uploaded the present content; null for the service and for accounts that are gone.';
comment on column public.quality_images.result is 'pass, fail or review; null until inspected, and again when the picture is replaced.';
comment on column public.quality_images.defects is '[{label, confidence 0 to 1, box: [x, y, width, height]}], the box in parts of the picture.';
comment on column public.quality_images.inspected_by is 'person or ai: who gave the present result. Set by the database, never by the caller.';
comment on column public.quality_images.model is 'Which model inspected; null for people.';

create index quality_images_tenant_id_captured_at_idx on public.quality_images (tenant_id, captured_at desc, id);
create index quality_images_tenant_id_machine_id_idx on public.quality_images (tenant_id, machine_id, captured_at desc);
create index quality_images_uploaded_by_idx on public.quality_images (uploaded_by) where uploaded_by is not null;

alter table public.quality_images enable row level security;
revoke all on public.quality_images from public, anon, authenticated, service_role;
grant select, update (machine_id, name, captured_at, result, defects, notes) on public.quality_images to authenticated;
grant select, update (machine_id, name, captured_at, result, defects, notes, model) on public.quality_images to service_role;

create policy quality_images_select_readers on public.quality_images for select to authenticated
  using (tenant_id = (select private.tenant_with('quality.read')));
comment on policy quality_images_select_readers on public.quality_images is 'quality.read within the own tenant.';

create policy quality_images_update_writers on public.quality_images for update to authenticated
  using (tenant_id = (select private.tenant_with('quality.write')))
  with check (tenant_id = (select private.tenant_with('quality.write')));
comment on policy quality_images_update_writers on public.quality_images is
  'quality.write within the own tenant; column grants leave only the description and the finding writable.';

create function private.tg_quality_images__note_inspection()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Judged by who asks, not by what is written: nobody can pass a model's finding off as a person's.
  new.inspected_by := case when new.result is null then null when auth.uid() is null then 'ai' else 'person' end;
  new.inspected_at := case when new.result is not null then now() end;
  new.model := case when new.inspected_by = 'ai' then new.model end;
  return new;
end
$$;
comment on function private.tg_quality_images__note_inspection() is
  'Notes who inspected and when. Saying the same result again counts: a person then stands for what a model found.';
revoke execute on function private.tg_quality_images__note_inspection() from public;

create trigger _100_touch_updated_at before update on public.quality_images for each row
  when (old.* is distinct from new.*)
  execute function private.tg_touch_updated_at();
create trigger _200_note_inspection before update of result, defects, model on public.quality_images for each row
  execute function private.tg_quality_images__note_inspection();
