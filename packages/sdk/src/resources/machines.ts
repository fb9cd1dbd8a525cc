import type { BufferHandle } from '../buffer/buffer-handle.ts';
import type { Cache } from '../cache/cache.ts';
import { nexusKeys } from '../cache/keys.ts';
import { machineQuery, machinesQuery } from '../cache/query-options.ts';
import type { MachineRecord } from '../data/data-service.ts';
import type { FreshMachines } from '../live/fresh-machines.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { MachineList } from '../live/machine-list.ts';
import { deferred } from '../util/deferred.ts';
import type { MachinesResource } from './machines-resource.ts';
import { requireId } from './require-id.ts';

/** The tenant's machines. */
export function createMachinesResource(
  cache: Cache,
  hub: LiveHub,
  fresh: FreshMachines,
  list: MachineList,
  buffer: BufferHandle,
): MachinesResource {
  const { data } = cache;
  const { pending } = buffer;
  const edits = deferred(async () =>
    (await import('./machine-edits.ts')).createMachineEdits(cache, hub, fresh, buffer),
  );
  return {
    list: async (options) => {
      const doing = 'list the machines';
      const scope = await cache.scope(doing, options?.signal);
      const query = machinesQuery(data, scope, () => hub.openJournal(), pending);
      const staleTime = hub.isCurrent ? Number.POSITIVE_INFINITY : 0;
      const records = await cache.read({ ...query, staleTime }, doing, options?.signal);
      return records.map((record) => fresh.one(record));
    },
    get: async (id, options) => {
      const doing = `read machine ${id}`;
      requireId(id, doing);
      const scope = await cache.scope(doing, options?.signal);
      const known = hub.isCurrent ? findCached(cache, nexusKeys.machines(scope), id) : undefined;
      const query = machineQuery(data, scope, id, pending);
      return fresh.one(known ?? (await cache.read(query, doing, options?.signal)));
    },
    create: (params, options) => edits.create(params, options),
    update: (id, params, options) => edits.update(id, params, options),
    delete: (id, options) => edits.delete(id, options),
    subscribe: (listener, options) => list.subscribe(listener, options?.onError),
  };
}

function findCached(cache: Cache, key: readonly unknown[], id: string): MachineRecord | undefined {
  const query = cache.client.getQueryState<MachineRecord[]>(key);
  return query?.isInvalidated ? undefined : query?.data?.find((record) => record.id === id);
}
