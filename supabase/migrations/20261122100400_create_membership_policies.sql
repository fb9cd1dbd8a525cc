-- One policy a verb. A verb without a policy (and without a grant) is closed: tenants and members are opened, moved,
-- promoted and removed by the service only.

create policy tenants_select_members on public.tenants for select to authenticated
  using (tenant_id = (select private.my_tenant()));
comment on policy tenants_select_members on public.tenants is 'A member reads the own tenant, except its sealed key (column grants).';

create policy tenants_update_brand_managers on public.tenants for update to authenticated
  using (tenant_id = (select private.my_tenant()) and (select private.has_permission('branding.manage')))
  with check (tenant_id = (select private.my_tenant()) and (select private.has_permission('branding.manage')));
comment on policy tenants_update_brand_managers on public.tenants is 'Who manages the brand may change it; column grants leave only branding writable.';

create policy user_profiles_select_members on public.user_profiles for select to authenticated
  using (
    tenant_id = (select private.my_tenant())
    and (id = (select auth.uid()) or (select private.has_permission('members.manage')))
  );
comment on policy user_profiles_select_members on public.user_profiles is
  'A member reads the own profile; who manages members reads all of the tenant.';

create policy user_profiles_update_self on public.user_profiles for update to authenticated
  using (tenant_id = (select private.my_tenant()) and id = (select auth.uid()))
  with check (tenant_id = (select private.my_tenant()) and id = (select auth.uid()));
comment on policy user_profiles_update_self on public.user_profiles is
  'A member corrects the own name; column grants leave nothing else writable, so nobody promotes or moves himself.';
