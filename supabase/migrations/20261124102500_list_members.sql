-- Members with their addresses, which live in auth.users and are nobody else's to read.

create function private.list_members()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  tenant constant uuid := private.require_permission('members.manage');
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(profile) - 'tenant_id' || jsonb_build_object(
      'email', account.email,
      'effective_permissions', private.effective_permissions(profile.role, profile.permissions),
      'last_sign_in_at', account.last_sign_in_at) order by profile.full_name, profile.id), '[]')
    from public.user_profiles as profile
    join auth.users as account on account.id = profile.id
    where profile.tenant_id = tenant and account.deleted_at is null);
end
$$;
comment on function private.list_members() is 'Does what public.list_members says.';

create function public.list_members()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.list_members()
$$;
comment on function public.list_members() is
  'Members of the own tenant by name: id, email, full_name, role, permissions (single ones added or removed), effective_permissions, last_sign_in_at. Needs members.manage. Errors NX001 to NX003.';

revoke execute on function private.list_members(), public.list_members() from public, anon;
grant execute on function private.list_members(), public.list_members() to authenticated;
