-- A member who is removed is signed out at once, everywhere: the session ends, and with it what renews it. The token that is
-- out ends by itself; until then it opens nothing, because every look asks for the profile.

create function private.end_sessions(user_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
  -- The auth service keeps renewals with the session and deletes them with it.
  delete from auth.sessions as session where session.user_id = end_sessions.user_id
$$;
comment on function private.end_sessions(uuid) is 'Signs an account out on all devices.';

create function private.tg_user_profiles__end_sessions()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.end_sessions(old.id);
  return null;
end
$$;
comment on function private.tg_user_profiles__end_sessions() is 'Who is no longer a member is signed out, whoever removed him.';
revoke execute on function private.end_sessions(uuid), private.tg_user_profiles__end_sessions() from public;

create trigger _500_end_sessions after delete on public.user_profiles for each row
  execute function private.tg_user_profiles__end_sessions();

comment on function public.remove_member(uuid) is
  'Removes another member from the own tenant (members.manage), at once, and signs the account out everywhere; the account stays. Errors NX001 to NX004, NX011.';
