import { permissionMissing } from '../../errors/permission-missing.ts';
import { checkMachine } from '../check-machine.ts';
import type { CallOptions, DataService } from '../data-service.ts';
import { LATEST, notFound, parseMachineOrNull } from './machine-row.ts';
import type { ServiceParts } from './service-parts.ts';
import { changedMeanwhile, unchangedSince } from './unchanged-since.ts';
import { parseMachine } from './wire.ts';
import { machineColumns } from './wire-out.ts';

/** Changes of machines. */
export type MachineWrites = Pick<DataService, 'createMachine' | 'updateMachine' | 'deleteMachine'>;

/** What only who edits machines needs. */
export function createMachineWrites(
  { rest, requests }: ServiceParts,
  { getMachine, membership }: Pick<DataService, 'getMachine' | 'membership'>,
): MachineWrites {
  /** @throws NexusError `permission_denied` */
  const requireWrite = async (doing: string, options: CallOptions): Promise<void> => {
    const { permissions } = await membership(options);
    if (!permissions.includes('machines.write')) throw permissionMissing(doing, 'machines.write');
  };

  return {
    createMachine: async (params, options = {}) => {
      const doing = `create machine ${params.name}`;
      checkMachine(doing, params);
      return requests.call(
        doing,
        options,
        (signal) =>
          rest
            .from('machines')
            .insert({ ...machineColumns(params), ...(params.id ? { id: params.id } : {}), name: params.name })
            .first(signal),
        parseMachine,
      );
    },

    updateMachine: async (id, params, options = {}) => {
      const columns = machineColumns(params);
      if (Object.keys(columns).length === 0) return getMachine(id, options);
      const doing = `change machine ${id}`;
      checkMachine(doing, params);
      const { ifUpdatedAt } = options;
      const machine = await requests.call(
        doing,
        options,
        (signal) =>
          unchangedSince(rest.from('machines').update(columns).eq('id', id), ifUpdatedAt)
            // The embedded stack looks for the newest reading by the guard again, which fits no longer then.
            .select('*', ...(ifUpdatedAt === undefined ? ([LATEST] as const) : []))
            .first(signal),
        parseMachineOrNull,
      );
      if (machine) return ifUpdatedAt === undefined ? machine : getMachine(id, options);
      // Row level security hides what may not be changed, so that the answer alone does not tell which it is.
      await requireWrite(doing, options);
      if (ifUpdatedAt === undefined) throw notFound(doing);
      throw changedMeanwhile(doing, await getMachine(id, options));
    },

    deleteMachine: async (id, options = {}) => {
      const doing = `delete machine ${id}`;
      const isGone = await requests.call(
        doing,
        options,
        (signal) => rest.from('machines').delete().eq('id', id).select('id').first(signal),
        (row) => row !== null,
      );
      if (isGone) return;
      await requireWrite(doing, options);
      throw notFound(doing);
    },
  };
}
