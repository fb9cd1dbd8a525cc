import type { Machine } from '@nexus-mfg/sdk';
import type { Choice } from './choices.ts';
import { filterOf } from './filter.ts';
import { Fleet } from './fleet.ts';
import { GridLayout } from './grid-layout.ts';
import type { GridExtras } from './lazy-code.ts';
import { FlatLines, type Lines, type Section } from './lines.ts';
import { groupStop } from './roving-focus.ts';
import { Stillness } from './stillness.ts';

/** What puts machines into another order than by name, and into groups. */
export type Arranger = Pick<GridExtras, 'sorted' | 'isMoved' | 'sectionsOf' | 'groupKey' | 'GroupedLines'>;

const NONE: Section = { key: '', indices: [] };

/**
 * Which machines are shown, and where each stands. Filtering, sorting and grouping happen when a person asks for it, when
 * machines come or go, and for new values as `Stillness` says; a frame in between costs one comparison a machine.
 */
export class GridModel {
  readonly fleet: Fleet;
  readonly layout: GridLayout = new GridLayout();
  readonly still: Stillness = new Stillness();
  /** Keys of groups that are closed. */
  readonly closed: Set<string> = new Set();
  /** How many machines are shown, those of closed groups counted. */
  shown = 0;
  #choice: Choice;
  #locale = '';
  #passes: ((machine: Machine) => boolean) | undefined;
  #sections: readonly Section[] = [];
  #isStale = false;
  #lines: Lines | undefined;
  #linesFor = '';
  #arranger: Arranger | undefined;
  #shownFrom:
    | { machines: readonly Machine[]; sections: readonly Section[]; shown: readonly Machine[] }
    | undefined;

  /** @param onFault - Told of each machine that goes into fault. */
  constructor(choice: Choice, onFault: (machine: Machine) => void) {
    this.#choice = choice;
    this.fleet = new Fleet((before, after) => {
      if (after.status === 'fault' && before.status !== 'fault') onFault(after);
      this.#isStale ||= this.#belongsElsewhere(before, after);
    });
  }

  get isGrouped(): boolean {
    return this.#choice.group !== 'none';
  }

  /** True for a choice that takes an arranger; without one all stand by name. */
  get needsArranger(): boolean {
    return this.isGrouped || this.#choice.sort !== 'name';
  }

  /** Orders and groups from now on as chosen. */
  equip(arranger: Arranger, now: number): void {
    this.#arranger = arranger;
    if (this.needsArranger) this.#arrange(now);
  }

  /** Takes what is known now. Returns in how many ms to ask `settle` again; undefined for not before the next news. */
  take(machines: readonly Machine[], now: number): number | undefined {
    if (this.fleet.take(machines)) this.#arrange(now);
    return this.settle(now);
  }

  /** Lets machines change places when they have to and may. */
  settle(now: number): number | undefined {
    if (!this.#isStale) return undefined;
    const wait = this.still.wait(now);
    if (wait > 0) return wait;
    this.#arrange(now);
    return undefined;
  }

  /** What a person chose is done at once, and so is another language. True when it was another choice. */
  choose(choice: Choice, locale: string, now: number): boolean {
    const isSame = Object.entries(choice).every(
      ([name, value]) => this.#choice[name as keyof Choice] === value,
    );
    if (isSame && locale === this.#locale) return false;
    if (choice.group !== this.#choice.group) this.closed.clear();
    this.#choice = choice;
    this.#locale = locale;
    this.#passes = filterOf(choice);
    this.#arrange(now);
    return !isSame;
  }

  get lines(): Lines {
    const { columns, rowHeight, headHeight } = this.layout;
    const wanted = [columns, rowHeight, headHeight].join();
    if (this.#lines === undefined || wanted !== this.#linesFor) {
      this.#linesFor = wanted;
      const lengths = { columns, rowHeight, headHeight };
      const [section = NONE] = this.#sections;
      const Grouped = this.isGrouped ? this.#arranger?.GroupedLines : undefined;
      this.#lines = Grouped
        ? new Grouped(this.#sections, this.closed, lengths)
        : new FlatLines(section, lengths);
    }
    return this.#lines;
  }

  /** Opens or closes a group. */
  toggle(key: string): void {
    if (!this.closed.delete(key)) this.closed.add(key);
    this.#lines = undefined;
  }

  machine(index: number | undefined): Machine | undefined {
    return index === undefined ? undefined : this.fleet.machines[index];
  }

  indexOf(machineId: string): number {
    return this.fleet.machines.findIndex(({ id }) => id === machineId);
  }

  /** Line of a machine, whose group is opened for it; undefined when it is filtered out. */
  lineOf(machineId: string): number | undefined {
    const index = this.indexOf(machineId);
    const section = this.#sections.find(({ indices }) => indices.includes(index));
    if (section === undefined) return undefined;
    if (this.closed.has(section.key)) this.toggle(section.key);
    return this.lines.placeOf(index)?.line;
  }

  /** What takes Tab in a line: its first machine, or the head that it is. Empty past the end. */
  stopAt(number: number): string {
    const line = this.lines.at(Math.min(number, this.lines.count - 1));
    if (line === undefined) return '';
    return line.isHead
      ? groupStop(line.section.key)
      : (this.machine(line.section.indices[line.from])?.id ?? '');
  }

  /** Machines that are shown, in no order; the same array while nothing changed. */
  shownMachines(): readonly Machine[] {
    const { machines } = this.fleet;
    if (this.#passes === undefined) return machines;
    const from = this.#shownFrom;
    if (from?.machines !== machines || from.sections !== this.#sections)
      this.#shownFrom = { machines, sections: this.#sections, shown: this.machines(true) };
    return this.#shownFrom?.shown ?? machines;
  }

  /** Machines that are shown, in order; those of closed groups only with `all`. */
  machines(all: boolean): readonly Machine[] {
    const indices = all ? this.#sections.flatMap((section) => section.indices) : this.lines.open();
    return indices.map((index) => this.fleet.machines[index] as Machine);
  }

  clear(): void {
    this.fleet.clear();
    this.#arrange(0);
  }

  #belongsElsewhere(before: Machine, after: Machine): boolean {
    const arranger = this.#arranger;
    const { sort, group } = this.#choice;
    if (arranger !== undefined && this.needsArranger) {
      if (sort !== 'name' && arranger.isMoved(before, after, sort)) return true;
      if (arranger.groupKey(before, group) !== arranger.groupKey(after, group)) return true;
    }
    return this.#passes !== undefined && this.#passes(before) !== this.#passes(after);
  }

  #arrange(now: number): void {
    const { machines } = this.fleet;
    const arranger = this.#arranger;
    const { sort, descending, group } = this.#choice;
    const passes = this.#passes;
    const included: number[] = [];
    for (let index = 0; index < machines.length; index += 1) {
      if (passes === undefined || passes(machines[index] as Machine)) included.push(index);
    }
    let order: readonly number[] = included;
    if (sort === 'name') {
      if (descending) included.reverse();
    } else order = arranger?.sorted(machines, included, sort, descending) ?? included;
    this.#sections =
      arranger !== undefined && this.isGrouped
        ? arranger.sectionsOf(machines, order, group, this.#locale || 'en')
        : [{ key: '', indices: order }];
    this.shown = order.length;
    this.#lines = undefined;
    this.#isStale = false;
    this.still.arranged(now);
  }
}
