import type { Machine, MachineCreateParams, Nexus } from '@nexus-mfg/sdk';
import { persist } from '../retry.ts';
import type { Scanned } from './scan.ts';
import { metadataOf, readableName } from './sources.ts';

const COLUMNS = 6;

/** Finds the machine of each machine_id by its external id, and creates those that are missing. Returns their ids. */
export async function ensureMachines(
  nexus: Nexus,
  files: readonly Scanned[],
  signal: AbortSignal,
  patienceMs: number,
): Promise<Map<string, string>> {
  const present = await persist(() => nexus.machines.list({ signal }), signal, patienceMs);
  const ids = new Map<string, string>();
  for (const machine of present) {
    if (machine.externalId !== null) ids.set(machine.externalId, machine.id);
  }
  let place = freeRow(present) * COLUMNS;
  for (const file of files) {
    for (const machineId of file.spans.keys()) {
      if (ids.has(machineId)) continue;
      const params: MachineCreateParams = {
        name: readableName(machineId),
        externalId: machineId,
        status: 'running',
        gridPositionX: place % COLUMNS,
        gridPositionY: Math.floor(place / COLUMNS),
        metadata: metadataOf(file.source, file.name),
        ...(file.source.type === null ? {} : { type: file.source.type }),
      };
      const machine = await persist(() => nexus.machines.create(params, { signal }), signal, patienceMs);
      ids.set(machineId, machine.id);
      place++;
    }
  }
  return ids;
}

/** The first row of the floor below everything that has a place. */
function freeRow(machines: readonly Machine[]): number {
  return Math.max(-1, ...machines.map((machine) => machine.gridPositionY ?? -1)) + 1;
}
