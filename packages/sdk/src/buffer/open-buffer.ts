import type { Cache } from '../cache/cache.ts';
import { isMachineKey } from '../cache/keys.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { BufferOptions } from '../nexus.ts';
import type { StatusBoard } from './buffer-status.ts';
import type { BufferStore } from './buffer-store.ts';
import { databaseName } from './database-name.ts';
import { OfflineBuffer } from './offline-buffer.ts';
import type { PendingEdits } from './pending-edits.ts';

const DEFAULT_CAPACITY = 200_000;

/** The buffer of an instance. */
export function openBuffer(
  cache: Cache,
  hub: LiveHub,
  board: StatusBoard,
  pending: PendingEdits,
  options: BufferOptions,
): OfflineBuffer {
  const { data, client } = cache;
  const readMachinesAgain = (refetchType: 'none' | 'active'): void => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => isMachineKey(queryKey), refetchType });
  };
  return new OfflineBuffer({
    data,
    board,
    pending,
    capacity: options.capacity ?? DEFAULT_CAPACITY,
    name: data.origin ?? 'memory',
    openStore: () => openStore(data.origin, board, options.store),
    tenantOf: async (userId, signal) => {
      const { tenant } = await cache.membershipOf(userId, 'send what waits', signal);
      return tenant.id;
    },
    // What was just recorded must be in the next list, even when its live echo is still on the way.
    onStored: () => readMachinesAgain('none'),
    onEdited: (edit, target) => hub.edited(edit, target),
    onRefused: (edit) => hub.undone(edit),
    onEditsGone: () => readMachinesAgain('active'),
  });
}

async function openStore(
  origin: string | undefined,
  board: StatusBoard,
  given: BufferStore | undefined,
): Promise<BufferStore> {
  if (given) return given;
  if (origin === undefined || !('document' in globalThis)) {
    return new (await import('./memory-store.ts')).MemoryStore();
  }
  const { openBrowserStore } = await import('./indexed-db-store.ts');
  return openBrowserStore(databaseName(origin), (notice) => board.notice(notice, Date.now()));
}
