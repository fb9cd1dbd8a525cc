-- What must hold of every object, readable from the catalog: each row returned is a finding.
-- Covers tables, partitions, columns, policies, functions, views, schemas and default privileges.

with api_role as (select oid, rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role')),
user_role as (select * from api_role where rolname <> 'service_role'),
own_table as (
  select c.*, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname in ('public', 'private', 'partitions')
),
exposed as (select * from own_table where nspname = 'public'),
own_function as (
  select p.*, n.nspname, p.oid::regprocedure::text as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'private')
    and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
),
policy as (
  select p.*, c.relname, n.nspname, coalesce(pg_get_expr(polqual, polrelid), '') as reads, coalesce(pg_get_expr(polwithcheck, polrelid), '') as writes
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private', 'partitions') or (n.nspname in ('storage', 'realtime') and polname like 'nexus%')
)

select 'row level security is off' as finding, oid::regclass::text as object from own_table where not relrowsecurity

union all
select 'no tenant_id not null', relname from exposed t
where not exists (select from pg_attribute a where a.attrelid = t.oid and attname = 'tenant_id' and attnotnull and not attisdropped)

union all
select 'primary key does not lead with the tenant', conrelid::regclass::text from pg_constraint k join exposed t on t.oid = k.conrelid
-- A tenant's key is the tenant; a member's is the account, which belongs to one tenant only.
where contype = 'p' and relname not in ('tenants', 'user_profiles')
  and (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) <> 'tenant_id'

union all
select 'foreign key between tenants'' tables without the tenant', k.conrelid::regclass::text || '.' || conname
from pg_constraint k join own_table t on t.oid = k.conrelid
where contype = 'f' and k.confrelid <> 'public.tenants'::regclass
  and exists (select from pg_attribute a where a.attrelid = k.confrelid and attname = 'tenant_id')
  and not exists (select from unnest(k.conkey) x join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x and attname = 'tenant_id')

union all
select 'foreign key without an index on its columns', k.conrelid::regclass::text || '.' || conname
from pg_constraint k join exposed t on t.oid = k.conrelid
where contype = 'f' and not exists (
  select from pg_index i where i.indrelid = k.conrelid
    and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey and k.conkey @> (i.indkey::int2[])[0:cardinality(k.conkey) - 1])

union all
select 'unique across tenants', conrelid::regclass::text || '.' || conname from pg_constraint k join exposed t on t.oid = conrelid
where contype = 'u' and relname <> 'tenants'
  and not exists (select from unnest(k.conkey) x join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x and attname = 'tenant_id')

union all
select 'user may ' || privilege, t.oid::regclass::text || ' (' || rolname || ')'
from own_table t, user_role r, unnest(array['truncate', 'references', 'trigger']) privilege
where has_table_privilege(r.oid, t.oid, privilege)

union all
select 'anon or PUBLIC holds a privilege', t.oid::regclass::text || ' ' || privilege
from own_table t, unnest(array['select', 'insert', 'update', 'delete']) privilege
where has_table_privilege('anon', t.oid, privilege) or has_any_column_privilege('anon', t.oid, case privilege when 'delete' then 'select' else privilege end)

union all
select 'internal table or partition is granted to an API role', t.oid::regclass::text || ' (' || rolname || ')'
from own_table t, api_role r, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) privilege
where t.nspname <> 'public' and has_table_privilege(r.oid, t.oid, privilege)

union all
select 'user may write', t.oid::regclass::text || '.' || attname
from exposed t join pg_attribute a on a.attrelid = t.oid and attnum > 0 and not attisdropped, unnest(array['insert', 'update']) privilege
where has_column_privilege('authenticated', t.oid, attname, privilege)
  and attname in ('id', 'tenant_id', 'role', 'permissions', 'plan_tier', 'status', 'api_key_encrypted', 'parent_id', 'is_reseller', 'hostnames', 'suspended_by', 'shares_with_reseller', 'keeps_ai_prompts', 'health_score', 'health_parts', 'created_at', 'updated_at')
  and not (relname = 'machines' and attname = 'status')
  -- The key of machines leads with the tenant: an id of one's own tells nothing of other tenants'.
  and not (relname = 'machines' and attname = 'id' and privilege = 'insert')
  and not (relname = 'telemetry' and attname = 'tenant_id' and privilege = 'insert')

union all
select 'sensitive column is readable', t.oid::regclass::text || '.' || attname
from exposed t join pg_attribute a on a.attrelid = t.oid and attnum > 0 and not attisdropped
where attname ~ '(api_key|secret|token|password|encrypted|_hash)' and has_column_privilege('authenticated', t.oid, attname, 'select')
  -- Tokens of a language model are a measure.
  and not (relname = 'ai_requests' and attname in ('input_tokens', 'output_tokens'))

union all
select 'policy for PUBLIC, anon or service_role', relname || '.' || polname from policy
where polroles <> array[(select oid from pg_roles where rolname = 'authenticated')]

union all
select 'policy for all verbs at once', relname || '.' || polname from policy where polcmd = '*'

union all
select 'permissive policies beside each other', relname || ' ' || polcmd::text from policy where nspname = 'public' group by relname, polcmd having count(*) > 1

union all
select 'writing policy without an explicit WITH CHECK', relname || '.' || polname from policy where polcmd in ('w', 'a') and polwithcheck is null

union all
select 'policy does not name the tenant', relname || '.' || polname from policy, unnest(array[reads, writes]) clause
where clause <> '' and clause not like '%private.my_tenant()%' and clause not like '%tenant_id = ( SELECT private.tenant_with(%'

union all
select 'policy calls a function a row', relname || '.' || polname from policy, unnest(array[reads, writes]) clause
where nspname = 'public'
  and regexp_replace(clause, '\( ?SELECT [^()]*(\([^()]*\)[^()]*)*\)', '', 'gi') ~ '(auth|private)\.[a-z_]+\('

union all
select 'policy trusts the token', relname || '.' || polname from policy where reads || writes ~ '(jwt|user_metadata|app_metadata)'

union all
select 'policy clause is literally true', relname || '.' || polname from policy where 'true' in (reads, writes)

union all
select 'grant without a policy for it', t.oid::regclass::text || ' ' || privilege
from exposed t, (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as verb (privilege, command)
where case privilege when 'delete' then has_table_privilege('authenticated', t.oid, privilege) else has_any_column_privilege('authenticated', t.oid, privilege) end
  and not exists (select from policy p where p.polrelid = t.oid and p.polcmd = verb.command::"char")

union all
select 'definer function in an exposed schema', signature from own_function where prosecdef and nspname = 'public'

union all
select 'function without a fixed search_path', signature from own_function
-- A body that is bound when it is made (begin atomic, return) looks nothing up later.
where prosqlbody is null and not coalesce(proconfig::text like '%search_path=%', false)

union all
select 'function is executable by PUBLIC or anon', signature from own_function
where has_function_privilege('anon', oid, 'execute')
  -- Before sign-in a page asks for its brand, and for nothing else.
  and oid not in ('public.branding_for(text)'::regprocedure, 'private.branding_for(text)'::regprocedure)

union all
select 'function is executable by PUBLIC', signature from own_function p
where exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0 and privilege_type = 'EXECUTE')

union all
select 'trigger function is executable by an API role', signature from own_function p, api_role r
where prorettype = 'trigger'::regtype and has_function_privilege(r.oid, p.oid, 'execute')

union all
select 'view without security_invoker', c.oid::regclass::text from pg_class c
where relnamespace = 'public'::regnamespace and relkind = 'v' and not coalesce(reloptions::text ~ 'security_invoker=(true|on|1)', false)

union all
select 'materialized view in the exposed schema', oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'm'

union all
select 'API role may create in schema', nspname || ' (' || rolname || ')' from pg_namespace n, api_role r
where nspname in ('public', 'private', 'partitions') and rolname <> 'service_role' and has_schema_privilege(r.oid, n.oid, 'create')

union all
select 'API role may look into schema', nspname || ' (' || rolname || ')' from pg_namespace n, api_role r
where has_schema_privilege(r.oid, n.oid, 'usage') and nspname = 'partitions'

union all
select 'default privileges grant to a user role', coalesce(n.nspname, 'everywhere') || ' ' || defaclobjtype::text
from pg_default_acl d left join pg_namespace n on n.oid = defaclnamespace
where coalesce(n.nspname, 'public') in ('public', 'private', 'partitions') and defaclacl::text ~ '(anon|authenticated)='

union all
select 'no comment', object from (
  select oid::regclass::text as object, obj_description(oid, 'pg_class') as comment from own_table where nspname <> 'partitions'
  union all select signature, obj_description(oid, 'pg_proc') from own_function
  union all select relname || '.' || polname, obj_description(oid, 'pg_policy') from policy where nspname = 'public'
) as described where comment is null

order by 1, 2
