import type { Machine } from '@nexus-mfg/sdk';
import { fieldSize, type Group, groupMachines } from './clusters.ts';
import { type LabelSizes, labelsWithRoom, nameWidth } from './labels.ts';
import { type Area, type Placement, placeMachines, samePlaces } from './placement.ts';

/** Lengths on the page, in px, which density and zoom change. */
export interface Lengths {
  /** Side of a mark. */
  readonly mark: number;
  /** Least width of the fields that machines are gathered in. */
  readonly distance: number;
  /** Least distance of two machines that each have a cell of their own. */
  readonly exact: number;
  /** Size of names. */
  readonly font: number;
}

/** Space between a mark and its name, in px. */
const LABEL_GAP = 2;
/** Names are placed for squares of so many px, so that moving the plan a little moves no name. */
const LABEL_SQUARE = 768;
/** Names are placed anew at so many steps for each doubling of the scale. */
const LABEL_STEPS = 4;

/** Machines on the plan: what depends on their places alone is worked out once for each step of the zoom. */
export class PlanModel {
  machines: readonly Machine[] = [];
  placement: Placement = placeMachines([]);
  /** By width of the fields; a zoom and the mini-map ask for different ones. */
  #bySize = new Map<number, readonly Group[]>();
  #size = 0;
  #groupAt: Map<number, Group> | undefined;
  #labelKey = '';
  #labels: ReadonlySet<Group> = new Set();
  #positions: ReadonlyMap<string, number> | undefined;

  /** True when somebody stands elsewhere than before. Readings only bring other machine objects. */
  take(machines: readonly Machine[]): boolean {
    const isSame = samePlaces(this.machines, machines);
    this.machines = machines;
    if (isSame) return false;
    this.placement = placeMachines(machines);
    this.#bySize = new Map();
    this.#size = 0;
    this.#labelKey = '';
    this.#positions = undefined;
    return true;
  }

  /** All groups at a scale, row by row of their first members; the groups that `labels` and `groupOf` speak of. */
  groups(scale: number, { distance, exact }: Lengths): readonly Group[] {
    const size = fieldSize(scale, distance, this.placement.crowd, exact);
    if (size !== this.#size) {
      this.#size = size;
      this.#groupAt = undefined;
      this.#labelKey = '';
    }
    return this.#ofSize(size);
  }

  /** Groups at another scale, such as the mini-map's. */
  dots(scale: number, distancePx: number): readonly Group[] {
    return this.#ofSize(fieldSize(scale, distancePx, 1));
  }

  /**
   * Groups in and around `seen` that have room for a name at a scale; asked after `groups`. The selected machine gets
   * room first.
   */
  labels(scale: number, { mark, font }: Lengths, selectedId: string, seen: Area): ReadonlySet<Group> {
    const step = Math.floor(Math.log2(scale) * LABEL_STEPS);
    const at = 2 ** (step / LABEL_STEPS);
    const square = LABEL_SQUARE / at;
    const [left, top] = [Math.floor(seen.left / square), Math.floor(seen.top / square)];
    const [right, bottom] = [Math.ceil(seen.right / square), Math.ceil(seen.bottom / square)];
    const key = [step, mark, font, selectedId, left, top, right, bottom].join(' ');
    if (key === this.#labelKey) return this.#labels;
    this.#labelKey = key;
    const groups = this.#ofSize(this.#size).filter(
      ({ x, y }) => x >= left * square && x <= right * square && y >= top * square && y <= bottom * square,
    );
    const selected = this.groupOf(selectedId);
    const inOrder =
      selected && groups.includes(selected)
        ? [selected, ...groups.filter((group) => group !== selected)]
        : groups;
    const wishes = inOrder.map(({ x, y, members }) => ({
      x: x * at,
      y: y * at,
      width: members.length === 1 ? nameWidth(this.machineAt(members[0])?.name ?? '', font) : 0,
    }));
    const sizes: LabelSizes = { mark, height: font * 1.4, gap: LABEL_GAP };
    this.#labels = new Set([...labelsWithRoom(wishes, sizes)].flatMap((index) => inOrder[index] ?? []));
    return this.#labels;
  }

  machineAt(position: number | undefined): Machine | undefined {
    return position === undefined ? undefined : this.machines[position];
  }

  membersOf(group: Group): Machine[] {
    return group.members.flatMap((position) => this.machines[position] ?? []);
  }

  /** Where in the list a machine is. */
  positionOf(machineId: string): number | undefined {
    this.#positions ??= new Map(this.machines.map(({ id }, position) => [id, position]));
    return this.#positions.get(machineId);
  }

  /** The group that a machine is in at the scale asked for last; undefined without a place. */
  groupOf(machineId: string): Group | undefined {
    const position = machineId === '' ? undefined : this.positionOf(machineId);
    if (position === undefined || this.#size === 0) return undefined;
    if (this.#groupAt === undefined) {
      this.#groupAt = new Map();
      for (const group of this.#ofSize(this.#size))
        for (const member of group.members) this.#groupAt.set(member, group);
    }
    return this.#groupAt.get(position);
  }

  #ofSize(size: number): readonly Group[] {
    const known = this.#bySize.get(size);
    if (known !== undefined) return known;
    const made = groupMachines(this.placement, size);
    this.#bySize.set(size, made);
    return made;
  }
}
