import type { Machine, MachineStatus } from '@nexus-mfg/sdk';
import { formatScore, healthWord } from '../drawing/health.ts';
import { machineMessages } from '../drawing/messages.ts';
import { freshnessWord, STATUS_ORDER, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import type { Group } from './clusters.ts';
import { signOf } from './loudness.ts';
import { floorPlanMessages } from './messages.ts';

/** How many machines are in each state, what needs somebody first; states that nobody is in are left out. */
export function countStates(
  words: Words,
  machines: readonly Machine[],
): { status: MachineStatus; text: string }[] {
  const counts = new Map<MachineStatus, number>();
  for (const { status } of machines) counts.set(status, (counts.get(status) ?? 0) + 1);
  return STATUS_ORDER.flatMap((status) => {
    const count = counts.get(status);
    if (count === undefined) return [];
    const state = statusWord(words, status).word;
    return [{ status, text: words.text(floorPlanMessages, 'stateCount', { state, count }) }];
  });
}

/** How many machines have a health that warns of something their state does not say; the worst first. */
export function countHealths(
  words: Words,
  machines: readonly Machine[],
): { badge: 'critical' | 'warning'; text: string }[] {
  return (['critical', 'warning'] as const).flatMap((badge) => {
    const count = machines.filter((machine) => signOf(machine).badge === badge).length;
    if (count === 0) return [];
    const health = words.text(machineMessages, badge === 'critical' ? 'actNow' : 'watch');
    return [{ badge, text: words.text(floorPlanMessages, 'healthCount', { health, count }) }];
  });
}

/** What screen readers say of a mark. A machine that did not change is not described again. */
export class MarkWords {
  #words: Words | undefined;
  #ofMachine = new WeakMap<Machine, string>();
  #ofGroup = new WeakMap<Group, { counts: string; text: string }>();

  machine(words: Words, machine: Machine): string {
    this.#speak(words);
    const known = this.#ofMachine.get(machine);
    if (known !== undefined) return known;
    const { name, status, healthScore, freshness, gridPositionX, gridPositionY } = machine;
    const health = `${formatScore(words, healthScore)} ${healthWord(words, healthScore).word}`;
    const text = words.text(floorPlanMessages, 'mark', {
      name,
      status: statusWord(words, status).word,
      health,
      freshness: freshnessWord(words, freshness).word,
      column: gridPositionX ?? '–',
      row: gridPositionY ?? '–',
    });
    this.#ofMachine.set(machine, text);
    return text;
  }

  cluster(words: Words, group: Group, machines: readonly Machine[]): string {
    this.#speak(words);
    const said = [...countStates(words, machines), ...countHealths(words, machines)].map(({ text }) => text);
    const counts = said.join();
    const known = this.#ofGroup.get(group);
    if (known?.counts === counts) return known.text;
    const text = words.text(floorPlanMessages, 'cluster', {
      machines: words.text(floorPlanMessages, 'machines', { count: machines.length }),
      states: words.list(said),
    });
    this.#ofGroup.set(group, { counts, text });
    return text;
  }

  #speak(words: Words): void {
    if (words === this.#words) return;
    this.#words = words;
    this.#ofMachine = new WeakMap();
    this.#ofGroup = new WeakMap();
  }
}
