-- The life of a sealing key, for the service that holds the private halves.

create function private.add_sealing_key(key_id text, public_key text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  update private.sealing_keys as key set status = 'accepted' where key.status = 'active';
  insert into private.sealing_keys (key_id, public_key, status) values (add_sealing_key.key_id, add_sealing_key.public_key, 'active');
end
$$;
comment on function private.add_sealing_key(text, text) is 'Does what public.add_sealing_key says.';

create function private.retire_sealing_key(key_id text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  -- The change first: a tenant that is just sealing for this key has finished then, and is seen below.
  update private.sealing_keys as key set status = 'retired' where key.key_id = retire_sealing_key.key_id;
  if not found then
    raise exception using errcode = 'NX004', message = 'No such sealing key.', detail = '{"what":"sealing_key"}';
  end if;
  if exists (select from public.tenants as tenant where tenant.api_key_key_id = retire_sealing_key.key_id) then
    raise exception using errcode = 'NX012', message = 'A tenant''s AI key is sealed for this key.',
      hint = 'Let those tenants set their key again first.', detail = '{"reason":"in_use"}';
  end if;
end
$$;
comment on function private.retire_sealing_key(text) is 'Does what public.retire_sealing_key says.';

create function public.add_sealing_key(key_id text, public_key text) returns void language sql set search_path = ''
as $$ select private.add_sealing_key(add_sealing_key.key_id, add_sealing_key.public_key) $$;
comment on function public.add_sealing_key(text, text) is
  'For the service: the key that is sealed for from now on (X25519, 32 bytes in base64url without padding). The one before stays accepted. Errors 23505, 23514.';

create function public.retire_sealing_key(key_id text) returns void language sql set search_path = ''
as $$ select private.retire_sealing_key(retire_sealing_key.key_id) $$;
comment on function public.retire_sealing_key(text) is 'For the service: ends a sealing key that no tenant uses. Errors NX004, NX012.';

revoke execute on function private.add_sealing_key(text, text), private.retire_sealing_key(text),
  public.add_sealing_key(text, text), public.retire_sealing_key(text) from public, anon, authenticated;
grant execute on function private.add_sealing_key(text, text), private.retire_sealing_key(text),
  public.add_sealing_key(text, text), public.retire_sealing_key(text) to service_role;
