-- Nothing in this project relies on default grants: every table, column and function is granted by name, once, beside
-- its definition. Older Supabase projects grant everything in `public` to the API roles by default, newer ones nothing;
-- after these lines both behave alike, and a forgotten grant fails closed.

create schema if not exists private;
comment on schema private is
  'Helper functions and internal tables. Never exposed by the API; API roles may only execute what is granted to them by name.';

create schema if not exists partitions;
comment on schema partitions is
  'Partitions of partitioned tables. No API role may look into it, so a partition cannot be read by its own name.';

revoke all on schema private, partitions from public, anon, authenticated, service_role;
grant usage on schema private to authenticated, service_role;

revoke create on schema public from public, anon, authenticated;

alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
