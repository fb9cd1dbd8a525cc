import type { DataService } from '../data/data-service.ts';
import { raceAbort } from '../util/abort.ts';
import type { OwnerScope } from './buffer-owner.ts';
import type { BufferStore } from './buffer-store.ts';
import { elsewhere } from './offline-errors.ts';

/** The tenant that the person was in last, as the store remembers it; null when nothing was ever kept for him. */
export function rememberedTenant(store: BufferStore, userId: string): Promise<string | null> {
  return store.getItem(tenantKey(userId));
}

/** The person's tenant, as the store remembers it, so that nobody waits for a network that may be dead. */
export async function tenantOf(
  store: BufferStore,
  userId: string,
  ask: () => Promise<string>,
): Promise<string> {
  const known = await rememberedTenant(store, userId);
  if (known !== null) return known;
  const tenantId = await ask();
  await store.setItem(tenantKey(userId), tenantId);
  return tenantId;
}

/**
 * Asks the server whether the person is in this tenant still. Nothing is sent before it has said so; without an answer
 * what is remembered stands for what is recorded.
 *
 * @param moved called when it is another tenant by now, which is remembered then
 * @throws NexusError `session_changed`, or what kept the server from answering
 */
export async function confirmTenant(
  data: DataService,
  store: BufferStore,
  { userId, tenantId }: OwnerScope,
  moved: () => void,
  signal: AbortSignal,
): Promise<void> {
  const doing = 'send what waits';
  const now = await raceAbort(data.membership({ signal }), doing, signal);
  if (now.userId !== userId) throw elsewhere(doing, 'somebody else is signed in by now');
  if (now.tenant.id === tenantId) return;
  await store.setItem(tenantKey(userId), now.tenant.id);
  if (!signal.aborted) moved();
  throw elsewhere(doing, 'the account is in another tenant by now');
}

function tenantKey(userId: string): string {
  return `tenant:${userId}`;
}
