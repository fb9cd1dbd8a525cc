import type { TenantState } from './state.ts';

/** A later time than the row's, so that a guarded change can tell the two apart. */
export function touched(updatedAt: string, now: number): string {
  return new Date(Math.max(now, Date.parse(updatedAt) + 1)).toISOString();
}

/** A deleted machine leaves its files, which are of no machine then. */
export function detachMachine({ files }: TenantState, machineId: string, now: number): void {
  for (const kept of [files?.documents, files?.quality]) {
    for (const file of kept?.values() ?? []) {
      const { machineId: current, updatedAt } = file.row;
      if (current !== machineId) continue;
      Object.assign(file, { row: { ...file.row, machineId: null, updatedAt: touched(updatedAt, now) } });
    }
  }
}
