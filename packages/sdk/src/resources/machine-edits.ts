import type { BufferHandle } from '../buffer/buffer-handle.ts';
import { newMachine } from '../buffer/pending-edits.ts';
import type { Cache } from '../cache/cache.ts';
import { nexusKeys } from '../cache/keys.ts';
import { checkMachine } from '../data/check-machine.ts';
import type { MachineRecord } from '../data/data-service.ts';
import { invalid } from '../errors/invalid.ts';
import type { FreshMachines } from '../live/fresh-machines.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { MachineCreateParams } from '../types/index.ts';
import { uuid } from '../util/uuid.ts';
import { changeOrKeep } from './keep-edit.ts';
import type { MachinesResource } from './machines-resource.ts';
import { requireId } from './require-id.ts';

/** What changes machines: at once, or through the outbox. */
export function createMachineEdits(
  cache: Cache,
  hub: LiveHub,
  fresh: FreshMachines,
  buffer: BufferHandle,
): Pick<MachinesResource, 'create' | 'update' | 'delete'> {
  const { data } = cache;
  const { pending } = buffer;
  const isOffline = (): boolean => data.connection.value.state === 'offline';
  return {
    create: async (params, options) => {
      requireName(params);
      const doing = `create machine ${params.name}`;
      checkMachine(doing, params);
      const id = params.id ?? uuid();
      const changes: MachineCreateParams = { ...params, id };
      const machine = await changeOrKeep<MachineRecord>(
        buffer,
        isOffline(),
        {
          kind: 'machine.create',
          targetId: id,
          changes,
          known: () => newMachine(id, changes, new Date().toISOString()),
          direct: () => data.createMachine(changes, options),
          read: () => data.getMachine(id, options),
        },
        options?.signal,
      );
      if (!pending.has(id)) hub.apply({ type: 'machines', change: 'insert', machines: [machine] });
      return fresh.one(machine);
    },
    update: async (id, params, options) => {
      const doing = `change machine ${id}`;
      requireId(id, doing);
      const changes = params ?? {};
      checkMachine(doing, changes);
      const scope = await cache.scope(doing, options?.signal);
      const machine = await changeOrKeep<MachineRecord>(
        buffer,
        isOffline(),
        {
          kind: 'machine.update',
          targetId: id,
          changes,
          known: () =>
            pending.created(id) ??
            cache.client
              .getQueryData<MachineRecord[]>(nexusKeys.machines(scope))
              ?.find((record) => record.id === id),
          direct: () => data.updateMachine(id, changes, options),
          read: async () => pending.over(await data.getMachine(id, options)),
        },
        options?.signal,
      );
      if (!pending.has(id)) hub.apply({ type: 'machines', change: 'update', machines: [machine] });
      return fresh.one(machine);
    },
    delete: async (id, options) => {
      requireId(id, `delete machine ${id}`);
      await data.deleteMachine(id, options);
      hub.apply({ type: 'machines', change: 'delete', machineIds: [id] });
    },
  };
}

function requireName(params: MachineCreateParams | undefined): void {
  if (!params?.name) {
    throw invalid('Could not create a machine: the name is missing.', 'Give { name } at least.');
  }
}
