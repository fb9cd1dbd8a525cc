-- AI requests: who asked which model for what, and what it cost. What was asked only where the tenant wants it kept.

create table public.ai_requests (
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  user_id uuid,
  task text not null check (length(task) between 1 and 60),
  model text not null check (length(model) between 1 and 120),
  input_tokens int check (input_tokens >= 0),
  output_tokens int check (output_tokens >= 0),
  outcome text not null default 'started' check (outcome in ('started', 'succeeded', 'failed', 'refused', 'cancelled')),
  error_code text check (length(error_code) between 1 and 60),
  used_own_key boolean not null default false,
  prompt text check (length(prompt) <= 100000),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references public.user_profiles (tenant_id, id) on delete set null (user_id)
);
comment on table public.ai_requests is 'Requests to AI models. Begun and finished by the service''s functions; members only read.';
comment on column public.ai_requests.user_id is 'Who asked; null once the member has left.';
comment on column public.ai_requests.outcome is 'started until it is finished; one that stays started was cut off.';
comment on column public.ai_requests.used_own_key is 'Whether the tenant''s own AI key paid.';
comment on column public.ai_requests.prompt is 'Null unless the tenant keeps prompts (tenants.keeps_ai_prompts).';

create index ai_requests_tenant_id_created_at_idx on public.ai_requests (tenant_id, created_at desc);
create index ai_requests_tenant_id_user_id_idx on public.ai_requests (tenant_id, user_id, created_at desc);

alter table public.ai_requests enable row level security;
revoke all on public.ai_requests from public, anon, authenticated, service_role;
grant select on public.ai_requests to authenticated;
grant select, delete on public.ai_requests to service_role;

create policy ai_requests_select_members on public.ai_requests for select to authenticated
  using (
    tenant_id = (select private.my_tenant())
    and ((select private.has_permission('members.manage'))
      or (user_id = (select auth.uid()) and (select private.has_permission('ai.use'))))
  );
comment on policy ai_requests_select_members on public.ai_requests is
  'ai.use reads the own requests, members.manage those of the whole own tenant.';

create function private.tg_ai_requests__keep_prompts_out()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Held until this commits: whoever stops keeping prompts at this moment erases this one too.
  perform from public.tenants as tenant where tenant.id = new.tenant_id and tenant.keeps_ai_prompts for share;
  if not found then
    raise exception using errcode = '23514', message = 'This tenant does not keep AI prompts.',
      hint = 'Its master admin can allow it: keep_ai_prompts(true).';
  end if;
  return new;
end
$$;
comment on function private.tg_ai_requests__keep_prompts_out() is 'Refuses a prompt where the tenant keeps none, whoever writes it.';
revoke execute on function private.tg_ai_requests__keep_prompts_out() from public;

create trigger _100_keep_prompts_out_insert before insert on public.ai_requests for each row
  when (new.prompt is not null)
  execute function private.tg_ai_requests__keep_prompts_out();
create trigger _100_keep_prompts_out_update before update on public.ai_requests for each row
  when (new.prompt is not null and (old.prompt, old.tenant_id) is distinct from (new.prompt, new.tenant_id))
  execute function private.tg_ai_requests__keep_prompts_out();

create function private.keep_ai_prompts(allowed boolean)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenant uuid := private.require_master_admin();
begin
  update public.tenants set keeps_ai_prompts = coalesce(allowed, false) where id = tenant;
  if not coalesce(allowed, false) then
    update public.ai_requests set prompt = null where tenant_id = tenant and prompt is not null;
  end if;
  return coalesce(allowed, false);
end
$$;
comment on function private.keep_ai_prompts(boolean) is 'Does what public.keep_ai_prompts says.';

create function public.keep_ai_prompts(allowed boolean)
returns boolean
language sql
set search_path = ''
as $$
  select private.keep_ai_prompts(keep_ai_prompts.allowed)
$$;
comment on function public.keep_ai_prompts(boolean) is
  'A master admin lets the prompts of the own tenant be kept, or stops it and erases those that were. Answers what holds now. Errors NX001, NX002, NX010.';

revoke execute on function private.keep_ai_prompts(boolean), public.keep_ai_prompts(boolean) from public, anon;
grant execute on function private.keep_ai_prompts(boolean), public.keep_ai_prompts(boolean) to authenticated;
