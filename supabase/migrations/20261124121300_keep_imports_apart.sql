-- A statement that adds, removes or re-identifies many machines locks their keys in an order of its own, and a recorder asks
-- for the same keys in another: they would meet in a circle. So it waits for the batches that are under way, and the next
-- ones wait for it; each takes milliseconds. Statements of the service, which may span tenants, are not held.

create function private.tg_machines__alone()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant constant uuid := private.my_tenant();
begin
  if tenant is not null then
    perform pg_advisory_xact_lock(hashtextextended('machines.' || tenant, 0));
  end if;
  return null;
end
$$;
comment on function private.tg_machines__alone() is 'Keeps an import or removal of machines and the recording of batches of the same tenant apart.';
revoke execute on function private.tg_machines__alone() from public;

create trigger _000_alone before insert or delete or update of external_id on public.machines for each statement
  execute function private.tg_machines__alone();
