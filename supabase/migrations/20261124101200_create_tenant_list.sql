-- The list of tenants, a page at a time. Members and machines are counted for the page's rows only.

create function private.list_tenants(search text, max_rows int, after uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  acting text := private.require_operator();
  reseller uuid := private.my_reselling_tenant();
  wanted text := lower(nullif(btrim(list_tenants.search), ''));
  last_name text;
  page uuid[];
begin
  if max_rows is null or max_rows not between 1 and 200 then
    raise exception using errcode = 'NX006', message = 'max_rows must be 1 to 200.', detail = '{"argument":"max_rows"}';
  end if;
  if list_tenants.after is not null then
    perform private.require_reach(list_tenants.after);
    last_name := (select tenant.name from public.tenants as tenant where tenant.id = list_tenants.after);
  end if;

  -- One row more than asked for tells whether there is a next page. Two statements, so that each walks its own index.
  if acting = 'platform' then
    page := array(
      select tenant.id from public.tenants as tenant
      where (list_tenants.after is null or (tenant.name, tenant.id) > (last_name, list_tenants.after))
        and (wanted is null or strpos(lower(tenant.name), wanted) > 0 or strpos(tenant.slug, wanted) > 0
          or wanted = any (tenant.hostnames))
      order by tenant.name, tenant.id
      limit max_rows + 1);
  else
    page := array(
      select tenant.id from public.tenants as tenant
      where tenant.parent_id = reseller
        and (list_tenants.after is null or (tenant.name, tenant.id) > (last_name, list_tenants.after))
        and (wanted is null or strpos(lower(tenant.name), wanted) > 0 or strpos(tenant.slug, wanted) > 0
          or wanted = any (tenant.hostnames))
      order by tenant.name, tenant.id
      limit max_rows + 1);
  end if;

  return jsonb_build_object(
    'tenants', (
      select coalesce(jsonb_agg(private.tenant_json(tenant) order by chosen.position), '[]')
      from unnest(page[1:max_rows]) with ordinality as chosen (id, position)
      join public.tenants as tenant on tenant.id = chosen.id),
    'next', case when cardinality(page) > max_rows then page[max_rows] end);
end
$$;
comment on function private.list_tenants(text, int, uuid) is 'Does what public.list_tenants says.';

create function public.list_tenants(search text default null, max_rows int default 50, after uuid default null)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.list_tenants(list_tenants.search, list_tenants.max_rows, list_tenants.after)
$$;
comment on function public.list_tenants(text, int, uuid) is
  'The tenants that the reseller or platform admin looks after, by name: {tenants: [{id, name, slug, plan_tier, status, suspended_by, parent_id, is_reseller, hostnames, shares_with_reseller, machine_count, member_count, created_at}], next}. `search` is a part of the name or slug, or a host name; `next`, when not null, is the `after` of the next page. Errors NX002, NX004, NX006, NX010.';

revoke execute on function private.list_tenants(text, int, uuid), public.list_tenants(text, int, uuid) from public, anon;
grant execute on function private.list_tenants(text, int, uuid), public.list_tenants(text, int, uuid) to authenticated;
