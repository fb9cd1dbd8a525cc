import type { Words } from '../locale/words.ts';
import type { Camera } from './camera.ts';
import type { Group } from './clusters.ts';
import { worstOf } from './loudness.ts';
import type { Mark } from './mark.ts';
import type { MarkWords } from './mark-words.ts';
import type { Area, Placement } from './placement.ts';
import type { Lengths, PlanModel } from './plan-model.ts';

export interface MarksRequest {
  words: Words;
  model: PlanModel;
  markWords: MarkWords;
  camera: Camera;
  lengths: Lengths;
  /** Marks outside of it are not drawn, but for the active one, which must not lose the focus. */
  seen: Area;
  selectedIds: readonly string[];
  activeId: string;
}

/** The marks to draw, in the order in which people read: row by row. One of them always takes Tab. */
export function marksOf(request: MarksRequest): Mark[] {
  const { words, model, markWords, camera, lengths, seen, selectedIds } = request;
  const groups = model.groups(camera.scale, lengths);
  const labels = model.labels(camera.scale, lengths, selectedIds[0] ?? '', seen);
  const active = model.groupOf(request.activeId);
  const selected = new Set(selectedIds.flatMap((id) => model.groupOf(id) ?? []));
  const isSeen = ({ x, y }: Group): boolean =>
    x >= seen.left && x <= seen.right && y >= seen.top && y <= seen.bottom;
  const drawn = groups.filter((group) => isSeen(group) || group === active);
  const tabStop = active ?? drawn.find((group) => selected.has(group)) ?? drawn[0];
  return drawn.flatMap((group) => {
    const machines = model.membersOf(group);
    const [first] = machines;
    const worst = worstOf(machines);
    if (first === undefined || worst === undefined) return [];
    const count = machines.length;
    return {
      id: first.id,
      machine: worst,
      count,
      x: (group.x - camera.x) * camera.scale,
      y: (group.y - camera.y) * camera.scale,
      hasLabel: labels.has(group),
      isSelected: selected.has(group),
      isTabStop: group === tabStop,
      text: count === 1 ? markWords.machine(words, worst) : markWords.cluster(words, group, machines),
    };
  });
}

/** The part of the plan that a group's machines stand on. */
export function areaOf({ x, y }: Placement, { members }: Group): Area {
  const area = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const member of members) {
    const [atX, atY] = [x[member] ?? 0, y[member] ?? 0];
    area.left = Math.min(area.left, atX - 0.5);
    area.right = Math.max(area.right, atX + 0.5);
    area.top = Math.min(area.top, atY - 0.5);
    area.bottom = Math.max(area.bottom, atY + 0.5);
  }
  return area;
}
