-- A client that creates a machine without network names it itself: sent twice, it is still one machine. The key is
-- (tenant_id, id), so that nobody learns from a refusal what another tenant has.

grant insert (id) on public.machines to authenticated;
