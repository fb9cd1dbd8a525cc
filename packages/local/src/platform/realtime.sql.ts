/** The channel on which the database tells the stack that a broadcast message was committed. */
export const REALTIME_CHANNEL = 'nexus_realtime';

/**
 * Supabase's `realtime` schema, as far as broadcast and authorisation need it, with the same signatures. Hosted Realtime
 * reads `realtime.messages` from the write-ahead log; here a trigger notifies with the row's id, because a NOTIFY
 * carries less than 8000 bytes. Safe to run again.
 */
export const REALTIME_SQL: string = `
create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table if not exists realtime.messages (
  id uuid not null default gen_random_uuid(),
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  inserted_at timestamp not null default now(),
  updated_at timestamp not null default now(),
  primary key (id, inserted_at)
);
create index if not exists messages_inserted_at_idx on realtime.messages (inserted_at);
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')::text
$$;

create or replace function realtime.announce_message() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('${REALTIME_CHANNEL}', new.id::text);
  return null;
end
$$;

create or replace trigger announce_message
  after insert on realtime.messages
  for each row when (new.extension = 'broadcast' and new.event is not null)
  execute function realtime.announce_message();

-- A broadcast must never fail the change that it tells of: an error becomes a warning, as on Supabase.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when payload ? 'id' then payload else jsonb_set(payload, '{id}', to_jsonb(message_id)) end,
    event, topic, private, 'broadcast'
  );
exception when others then
  raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
end
$$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql as $$
declare
  change jsonb;
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  change := jsonb_build_object(
    'operation', operation, 'table', table_name, 'schema', table_schema,
    'record', case when operation = 'DELETE' then null else to_jsonb(new) end,
    'old_record', case when operation = 'INSERT' then null else to_jsonb(old) end
  );
  perform realtime.send(change, event_name, topic_name);
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end
$$;
`;
