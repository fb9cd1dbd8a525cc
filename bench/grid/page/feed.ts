import type { Machine } from '@nexus-mfg/sdk';
import { plainFleet } from '../../../packages/widgets/scenes/plain-fleet.ts';

const MACHINES = 10_000;
const UPDATES_A_SECOND = 1_000;
const EVERY_MS = 20;
const STARTED_AT = Date.parse('2026-11-24T08:00:00Z');

/** A fleet in which a thousand machines a second report. The same changes in the same order for everyone. */
export class Feed {
  machines: readonly Machine[] = plainFleet(MACHINES).map((machine, index) => ({
    ...machine,
    healthScore: machine.healthScore ?? 90,
    freshness: 'live',
    latest: readingOf(machine.id, index, 0),
  }));
  taken = 0;
  #startedAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Calls `take` fifty times a second with a new list, as the SDK does. */
  start(take: (machines: readonly Machine[], changed: readonly Machine[]) => void): void {
    this.#startedAt = performance.now();
    this.taken = 0;
    this.#timer = setInterval(() => {
      const due = Math.floor(((performance.now() - this.#startedAt) / 1_000) * UPDATES_A_SECOND);
      const changed: Machine[] = [];
      const machines = [...this.machines];
      for (; this.taken < due; this.taken += 1) {
        // A prime, so that they are spread over the whole fleet.
        const at = (this.taken * 7_919) % MACHINES;
        const before = machines[at];
        if (before === undefined) continue;
        const after = changedMachine(before, this.taken);
        machines[at] = after;
        changed.push(after);
      }
      this.machines = machines;
      if (changed.length > 0) take(machines, changed);
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function changedMachine(machine: Machine, step: number): Machine {
  const score = Math.max(0, Math.min(100, (machine.healthScore ?? 90) + ((step % 7) - 3)));
  // One in a hundred stops or starts.
  const status = step % 100 === 0 ? (machine.status === 'running' ? 'idle' : 'running') : machine.status;
  return { ...machine, status, healthScore: score, latest: readingOf(machine.id, step, step) };
}

function readingOf(machineId: string, seed: number, step: number): NonNullable<Machine['latest']> {
  const wave = Math.sin(seed / 9);
  return {
    machineId,
    timestamp: new Date(STARTED_AT + step * 1_000).toISOString(),
    vibration: 2 + wave,
    temperature: 55 + 8 * wave,
    rpm: 1_400 + Math.round(60 * wave),
    power_kwh: 0.6 + 0.2 * wave,
  };
}
