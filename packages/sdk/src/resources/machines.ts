import type { Cache } from '../cache/cache.ts';
import { nexusKeys } from '../cache/keys.ts';
import { machineQuery, machinesQuery } from '../cache/query-options.ts';
import type { MachineRecord } from '../data/data-service.ts';
import { invalid } from '../errors/map-error.ts';
import type { FreshMachines } from '../live/fresh-machines.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { MachineList } from '../live/machine-list.ts';
import type { Nexus } from '../nexus.ts';
import type { MachineCreateParams } from '../types/index.ts';

/** The tenant's machines. */
export function createMachinesResource(
  cache: Cache,
  hub: LiveHub,
  fresh: FreshMachines,
  list: MachineList,
): Nexus['machines'] {
  const { data } = cache;
  return {
    list: async (options) => {
      const doing = 'list the machines';
      const scope = await cache.scope(doing, options?.signal);
      const query = machinesQuery(data, scope, () => hub.openJournal());
      const staleTime = hub.isCurrent ? Number.POSITIVE_INFINITY : 0;
      const records = await cache.read({ ...query, staleTime }, doing, options?.signal);
      return records.map((record) => fresh.one(record));
    },
    get: async (id, options) => {
      const doing = `read machine ${id}`;
      requireId(id, doing);
      const scope = await cache.scope(doing, options?.signal);
      const known = hub.isCurrent ? findCached(cache, nexusKeys.machines(scope), id) : undefined;
      return fresh.one(known ?? (await cache.read(machineQuery(data, scope, id), doing, options?.signal)));
    },
    create: async (params, options) => {
      requireName(params);
      const machine = await data.createMachine(params, options);
      hub.apply({ type: 'machines', change: 'insert', machines: [machine] });
      return fresh.one(machine);
    },
    update: async (id, params, options) => {
      requireId(id, `change machine ${id}`);
      const machine = await data.updateMachine(id, params ?? {}, options);
      hub.apply({ type: 'machines', change: 'update', machines: [machine] });
      return fresh.one(machine);
    },
    subscribe: (listener, options) => list.subscribe(listener, options?.onError),
  };
}

function requireId(id: string, doing: string): void {
  if (!id) throw invalid(`Could not ${doing}: the id is empty.`, 'Give the id of a machine.');
}

function requireName(params: MachineCreateParams | undefined): void {
  if (!params?.name)
    throw invalid('Could not create a machine: the name is missing.', 'Give { name } at least.');
}

function findCached(cache: Cache, key: readonly unknown[], id: string): MachineRecord | undefined {
  const query = cache.client.getQueryState<MachineRecord[]>(key);
  return query?.isInvalidated ? undefined : query?.data?.find((record) => record.id === id);
}
