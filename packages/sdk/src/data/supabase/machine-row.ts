import { NexusError } from '../../errors/nexus-error.ts';
import type { MachineRecord } from '../machine-record.ts';
import { parseMachine } from './wire.ts';

/** Beside the columns of a machine, through its foreign key, the newest reading with why health is what it is. */
export const LATEST = 'latest:machine_latest(timestamp,vibration,temperature,rpm,power_kwh,health_parts)';

/** A row of table `machines`, or null where there is none. */
export function parseMachineOrNull(data: unknown): MachineRecord | null {
  return data === null ? null : parseMachine(data);
}

/** The error for a machine that cannot be seen. */
export function notFound(doing: string): NexusError {
  return new NexusError('not_found', `Could not ${doing}: there is no such machine in this tenant.`, {
    hint: 'Check the id; things of other tenants cannot be seen.',
  });
}
