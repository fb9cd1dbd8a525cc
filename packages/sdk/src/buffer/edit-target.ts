import type { DataService } from '../data/data-service.ts';
import type { GuardedOptions } from '../data/services/file-service.ts';
import { isNexusError } from '../errors/nexus-error.ts';
import type { EditKind, MachineCreateParams, PendingEdit } from '../types/index.ts';

/** A machine, document or picture as the server has it. */
export type Target = { id: string; updatedAt: string };

/** How the things behind one kind of edit are read and changed. */
export interface EditTarget {
  read(id: string, options: GuardedOptions): Promise<Target>;
  change(edit: PendingEdit, options: GuardedOptions): Promise<Target>;
}

/**
 * The engine's calls for each kind of edit.
 *
 * @param confirm called before each of them; what it throws keeps the call from being made
 */
export function editTargets(
  data: DataService,
  confirm: () => Promise<void> = async () => {},
): Readonly<Record<EditKind, EditTarget>> {
  const confirmed = ({ read, change }: EditTarget): EditTarget => ({
    read: async (...given) => {
      await confirm();
      return read(...given);
    },
    change: async (...given) => {
      await confirm();
      return change(...given);
    },
  });
  return {
    'machine.create': confirmed({
      read: (id, options) => data.getMachine(id, options),
      change: async ({ targetId, changes }, options) => {
        const params = { ...changes, id: targetId } as unknown as MachineCreateParams;
        try {
          return await data.createMachine(params, options);
        } catch (error) {
          if (!isNexusError(error) || error.code !== 'conflict') throw error;
          // Sent before, and the answer got lost? Then the machine is there under its own id.
          return data.getMachine(targetId, options).catch((second: unknown) => {
            throw isNexusError(second) && second.code === 'not_found' ? error : second;
          });
        }
      },
    }),
    'machine.update': confirmed({
      read: (id, options) => data.getMachine(id, options),
      change: ({ targetId, changes }, options) => data.updateMachine(targetId, changes, options),
    }),
    'document.update': confirmed({
      read: (id, options) => data.files.documents.get(id, options),
      change: ({ targetId, changes }, options) => data.files.documents.update(targetId, changes, options),
    }),
    'quality.update': confirmed({
      read: (id, options) => data.files.quality.get(id, options),
      change: ({ targetId, changes }, options) => data.files.quality.update(targetId, changes, options),
    }),
  };
}
