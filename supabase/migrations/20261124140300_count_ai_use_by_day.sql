-- What a tenant's AI requests came to, by day and by member.

create function private.ai_usage(since date, until date)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := private.require_permission('members.manage');
begin
  if since is null or until is null or until < since or until - since > 366 then
    raise exception using errcode = 'NX006', message = 'since and until are days, at most a year apart.', detail = '{"argument":"until"}';
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(used) order by used.day, used.full_name, used.user_id), '[]')
    from (
      select (request.created_at at time zone 'UTC')::date as day, request.user_id, profile.full_name,
        count(*) as requests,
        coalesce(sum(request.input_tokens), 0) as input_tokens,
        coalesce(sum(request.output_tokens), 0) as output_tokens,
        count(*) filter (where request.outcome = 'failed') as failed
      from public.ai_requests as request
      left join public.user_profiles as profile on profile.tenant_id = request.tenant_id and profile.id = request.user_id
      where request.tenant_id = tenant
        and request.created_at >= since::timestamp at time zone 'UTC'
        and request.created_at < (until + 1)::timestamp at time zone 'UTC'
      group by 1, 2, 3
    ) as used);
end
$$;
comment on function private.ai_usage(date, date) is 'Does what public.ai_usage says.';

create function public.ai_usage(since date, until date)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.ai_usage(ai_usage.since, ai_usage.until)
$$;
comment on function public.ai_usage(date, date) is
  'AI requests of the own tenant by day (UTC) and member, both days included: [{day, user_id, full_name, requests, input_tokens, output_tokens, failed}]; those of members who left are together, without a name. Needs members.manage. Errors NX001 to NX003, NX006.';

revoke execute on function private.ai_usage(date, date), public.ai_usage(date, date) from public, anon;
grant execute on function private.ai_usage(date, date), public.ai_usage(date, date) to authenticated;
