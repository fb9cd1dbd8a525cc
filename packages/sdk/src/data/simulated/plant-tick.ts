import type { LiveReading } from '../data-service.ts';
import { emit } from './database.ts';
import type { MachineState } from './machine-state.ts';
import type { TenantState } from './state.ts';
import type { UsualRanges } from './usual-ranges.ts';

/** Which instant the machines of a tenant measure, and what is needed to judge it. */
export interface Tick {
  /** Epoch ms of the reading. */
  grid: number;
  /** Epoch ms of the world. */
  now: number;
  intervalMs: number;
  usual: UsualRanges;
}

/** Lets a tenant's machines measure, and tells what came of it. */
export function measureAll(state: TenantState, { grid, now, intervalMs, usual }: Tick): void {
  const changed: MachineState[] = [];
  const advanced: MachineState[] = [];
  for (const machine of state.machines.values()) {
    const range = usual.of(machine, now);
    if (machine.model !== null) {
      const { reading, status } = machine.measure(machine.model, grid, intervalMs);
      // First what it does, then how well: energy is judged by whether the machine works.
      if (machine.followPlant(status, now)) changed.push(machine);
      if (machine.offer(reading, now, range)) advanced.push(machine);
    }
    if (machine.hasAged(now)) {
      machine.judgeAgain(now, range);
      advanced.push(machine);
    }
  }
  if (changed.length > 0) {
    emit(state, { type: 'machines', change: 'update', machines: changed.map(({ record }) => record) });
  }
  tellReadings(state, advanced);
}

/** Tells the machines' newest readings with the health that followed. */
export function tellReadings(state: TenantState, machines: readonly MachineState[]): void {
  const readings: LiveReading[] = [];
  for (const { record } of machines) {
    if (record.latest === null) continue;
    readings.push({ ...record.latest, healthScore: record.healthScore, healthParts: record.healthParts });
  }
  if (readings.length > 0) emit(state, { type: 'readings', readings });
}
