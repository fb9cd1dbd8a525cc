-- Demo data: two tenants with very different brands, every role in each, one platform admin, and the machines that the
-- simulator drives. Runs under the Supabase CLI and in the embedded stack, and changes nothing the second time.
-- Every account has the password nexus-demo-2026: never seed a production project with this file.

insert into public.tenants (id, name, slug, plan_tier, branding)
values
  ('a1000000-0000-4000-8000-000000000001', 'Alpenwerk Präzision', 'alpenwerk', 'Enterprise', jsonb_build_object(
    'name', 'Alpenwerk Präzision', 'primaryColor', '#14532d', 'accentColor', '#0f766e', 'radius', 4,
    'fontFamily', '"Avenir Next", Avenir, "Segoe UI", system-ui, sans-serif',
    'logoUrl', 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIHZpZXdCb3g9JzAgMCAzMiAzMic+PHBhdGggZD0nTTIgMjcgMTMgN2w1IDkgMy01IDkgMTZ6JyBmaWxsPScjMTQ1MzJkJy8+PHBhdGggZD0nbTEzIDcgMy4yIDUuOC0zLjIgMi40LTIuOS0yLjl6JyBmaWxsPScjZmZmJy8+PC9zdmc+')),
  -- Red on purpose: a brand must never look like an alarm.
  ('b2000000-0000-4000-8000-000000000001', 'Rio Bravo Metals', 'rio-bravo', 'Pro', jsonb_build_object(
    'name', 'Rio Bravo Metals', 'primaryColor', '#c2261a', 'accentColor', '#d97706', 'radius', 12,
    'fontFamily', '"Trebuchet MS", Verdana, sans-serif',
    'logoUrl', 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIHZpZXdCb3g9JzAgMCAzMiAzMic+PHJlY3Qgd2lkdGg9JzMyJyBoZWlnaHQ9JzMyJyByeD0nOCcgZmlsbD0nI2MyMjYxYScvPjxwYXRoIGQ9J001IDIxYzQtOCA3LTggMTEtM3M3IDQgMTEtNScgZmlsbD0nbm9uZScgc3Ryb2tlPScjZmZmJyBzdHJva2Utd2lkdGg9JzQnIHN0cm9rZS1saW5lY2FwPSdyb3VuZCcvPjwvc3ZnPg=='))
on conflict (id) do nothing;

-- Accounts, as the auth service writes them. The password is a bcrypt hash, which the auth service and the embedded
-- stack both read; empty tokens, because the auth service cannot read null ones.
with account (id, email, full_name) as (
  values
    ('a1000000-0000-4000-8000-000000000101'::uuid, 'admin@alpenwerk.example', 'Anna Gruber'),
    ('a1000000-0000-4000-8000-000000000102', 'maintenance@alpenwerk.example', 'Lukas Steiner'),
    ('a1000000-0000-4000-8000-000000000103', 'sales@alpenwerk.example', 'Miriam Hofer'),
    ('a1000000-0000-4000-8000-000000000104', 'ceo@alpenwerk.example', 'Johannes Brandl'),
    ('a1000000-0000-4000-8000-000000000105', 'gateway@alpenwerk.example', 'Shop-floor gateway'),
    ('b2000000-0000-4000-8000-000000000101', 'admin@rio-bravo.example', 'Rosa Delgado'),
    ('b2000000-0000-4000-8000-000000000102', 'maintenance@rio-bravo.example', 'Tomás Herrera'),
    ('b2000000-0000-4000-8000-000000000103', 'sales@rio-bravo.example', 'Grace Whitfield'),
    ('b2000000-0000-4000-8000-000000000104', 'ceo@rio-bravo.example', 'Daniel Ortega'),
    ('b2000000-0000-4000-8000-000000000105', 'gateway@rio-bravo.example', 'Shop-floor gateway'),
    ('c3000000-0000-4000-8000-000000000001', 'operator@nexus.example', 'Platform operator')
)
insert into auth.users (
  id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
  confirmation_token, recovery_token, email_change, email_change_token_new, email_change_token_current,
  reauthentication_token, phone_change, phone_change_token, created_at, updated_at)
select id, 'authenticated', 'authenticated', email,
  '$2a$10$NQX.ow3hTJOmOZr118ii2.E7pkr/ictG8jpsm68iKgEqQv8VyrCr2', now(),
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('full_name', full_name),
  '', '', '', '', '', '', '', '', now(), now()
from account
on conflict do nothing;

insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
select id, 'email', id::text, id,
  jsonb_build_object('sub', id::text, 'email', email, 'email_verified', true, 'phone_verified', false), now(), now()
from auth.users
where id::text ~ '^(a1|b2|c3)000000-0000-4000-8000-'
on conflict do nothing;

-- The hosted auth service looks an account up by instance as well; the embedded one has no such column.
do $$
begin
  if exists (
    select from information_schema.columns
    where table_schema = 'auth' and table_name = 'users' and column_name = 'instance_id'
  ) then
    execute $sql$
      update auth.users set instance_id = '00000000-0000-0000-0000-000000000000'
      where instance_id is null and email like '%.example'
    $sql$;
  end if;
end
$$;

insert into public.user_profiles (id, tenant_id, role, full_name)
select account.id, tenant.id, member.role, account.raw_user_meta_data ->> 'full_name'
from (values
  ('admin', 'master_admin'), ('maintenance', 'maintenance'), ('sales', 'sales'), ('ceo', 'c_level'), ('gateway', 'maintenance')
) as member (mailbox, role)
cross join public.tenants as tenant
join auth.users as account on account.email = member.mailbox || '@' || tenant.slug || '.example'
where tenant.slug in ('alpenwerk', 'rio-bravo')
on conflict (id) do nothing;

insert into private.platform_admins (user_id)
select id from auth.users where email = 'operator@nexus.example'
on conflict (user_id) do nothing;

-- Machines: one line a group. Limits and ratings are those of the machines that the simulator models; the grid puts
-- each group on rows of its own.
with fleet (slug, code, label, type, amount, first_row, hall, machine_class, temperature_limit, rated_rpm, rated_power_kw) as (
  values
    ('alpenwerk', 'MILL', 'Mill', 'cnc_mill', 12, 0, 'Hall 1', 'medium', 70, 12000, 22),
    ('alpenwerk', 'PRESS', 'Press', 'press', 4, 2, 'Hall 2', 'large', 80, 60, 90),
    ('alpenwerk', 'PUMP', 'Coolant pump', 'pump', 4, 3, 'Hall 1', 'small', 85, 2950, 7.5),
    ('alpenwerk', 'ROBOT', 'Robot', 'robot', 4, 4, 'Hall 2', 'small', 75, 3000, 6),
    ('alpenwerk', 'COMP', 'Compressor', 'compressor', 4, 5, 'Utilities', 'medium', 105, 2970, 55),
    ('rio-bravo', 'MILL', 'Mill', 'cnc_mill', 5, 0, 'Bay A', 'medium', 75, 8000, 30),
    ('rio-bravo', 'PRESS', 'Forging press', 'press', 8, 1, 'Bay B', 'large', 95, 45, 250),
    ('rio-bravo', 'PUMP', 'Hydraulic pump', 'pump', 4, 3, 'Bay B', 'medium', 85, 1480, 75),
    ('rio-bravo', 'ROBOT', 'Loading robot', 'robot', 3, 4, 'Bay B', 'small', 75, 2800, 11),
    ('rio-bravo', 'COMP', 'Compressor', 'compressor', 4, 5, 'Yard', 'large', 110, 2970, 160)
)
insert into public.machines (id, tenant_id, external_id, name, type, status, grid_position_x, grid_position_y, metadata)
select
  (left(tenant.id::text, 24) || lpad((20000 + fleet.first_row * 100 + n)::text, 12, '0'))::uuid,
  tenant.id, fleet.code || '-' || lpad(n::text, 2, '0'), fleet.label || ' ' || lpad(n::text, 2, '0'), fleet.type, 'idle',
  (n - 1) % 6, fleet.first_row + (n - 1) / 6,
  jsonb_build_object(
    'line', fleet.hall, 'machineClass', fleet.machine_class, 'vibrationUnit', 'mm/s', 'temperatureUnit', '°C',
    'temperatureLimit', fleet.temperature_limit, 'ratedRpm', fleet.rated_rpm, 'ratedPowerKw', fleet.rated_power_kw)
from fleet
join public.tenants as tenant on tenant.slug = fleet.slug
cross join generate_series(1, fleet.amount) as n
on conflict (tenant_id, external_id) do nothing;
