import type { Machine } from '@nexus-mfg/sdk';
import { alertLevel } from '../drawing/alert-level.ts';

/** A machine that needs somebody now. */
export interface Alarm {
  readonly machine: Machine;
  /** Epoch ms since when this display sees it so. */
  readonly since: number;
}

/** A machine whose health goes up and down around the limit does not call again and again. */
const CALL_AGAIN_MS = 300_000;

/**
 * The machines that need somebody now, worst first. A machine that nobody runs, or that somebody is at already
 * (maintenance), calls nobody.
 */
export class Alarms {
  #list: readonly Alarm[] = [];
  /** When machines called last, epoch ms. */
  readonly #calledAt: Map<string, number> = new Map();

  get list(): readonly Alarm[] {
    return this.#list;
  }

  /** There are no machines any more, or those of somebody else. */
  forget(): void {
    this.#list = [];
  }

  /** Takes the machines as they are now. True when one has turned critical that was not, and has not called just now. */
  take(machines: readonly Machine[], now: number): boolean {
    const before = new Map(this.#list.map((alarm) => [alarm.machine.id, alarm.since]));
    const critical = machines.filter(isCritical);
    this.#list = critical
      .map((machine) => ({ machine, since: before.get(machine.id) ?? now }))
      .sort((a, b) => rank(a.machine) - rank(b.machine) || a.since - b.since);
    // A clock that has been set back must not silence a machine for good.
    for (const [id, at] of this.#calledAt) if (Math.abs(now - at) >= CALL_AGAIN_MS) this.#calledAt.delete(id);
    const calling = critical.filter(({ id }) => !before.has(id) && !this.#calledAt.has(id));
    for (const { id } of calling) this.#calledAt.set(id, now);
    return calling.length > 0;
  }
}

/** The machine with the lowest health; one in alarm first. Undefined when there is none. */
export function worstMachine(machines: readonly Machine[]): Machine | undefined {
  return machines.reduce<Machine | undefined>(
    (worst, machine) => (worst === undefined || rank(machine) < rank(worst) ? machine : worst),
    undefined,
  );
}

function isCritical(machine: Machine): boolean {
  return alertLevel(machine) === 'critical';
}

function rank(machine: Machine): number {
  const score = machine.healthScore ?? 100;
  return isCritical(machine) ? score - 200 : score;
}
