import type { Machine } from '@nexus-mfg/sdk';
import { alertLevel } from '../drawing/alert-level.ts';
import { healthState } from '../drawing/health.ts';
import { STATUS_ORDER } from '../drawing/status.ts';
import type { GridGroup } from './choices.ts';
import type { Section } from './lines.ts';
import { HEALTH_ORDER } from './state-word.ts';

/** What is worst in a section, and how much of it needs a look. */
export interface SectionAlarm {
  /** The loudest of its machines; undefined when none needs a look. */
  readonly worst: Machine | undefined;
  readonly count: number;
}

/** How often the alarm of a group is looked up again. */
const ALARM_MS = 1_000;

const alarms = new WeakMap<Section, { readonly alarm: SectionAlarm; readonly at: number }>();

/** Splits machines that are in order into the groups they belong to; each group keeps the order. */
export function sectionsOf(
  machines: readonly Machine[],
  indices: readonly number[],
  group: GridGroup,
  locale: string,
): readonly Section[] {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const key = groupKey(machines[index] as Machine, group);
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  }
  const keys = [...groups.keys()].sort(orderOf(group, locale));
  return keys.map((key) => ({ key, indices: groups.get(key) ?? [] }));
}

/** The group a machine belongs to. */
export function groupKey(machine: Machine, group: GridGroup): string {
  if (group === 'status') return machine.status;
  if (group === 'type') return machine.type ?? '';
  return group === 'health' ? healthState(machine.healthScore) : '';
}

/** The alarm of a section, counted once a second; the same object while nothing about it changed. */
export function sectionAlarm(machines: readonly Machine[], section: Section, now: number): SectionAlarm {
  const known = alarms.get(section);
  if (known !== undefined && now - known.at <= ALARM_MS) return known.alarm;
  const next = alarmOf(machines, section);
  const isSame = known?.alarm.worst === next.worst && known?.alarm.count === next.count;
  const alarm = isSame && known !== undefined ? known.alarm : next;
  alarms.set(section, { alarm, at: now });
  return alarm;
}

/** A fault is worse than any score, then the lower score. */
function alarmOf(machines: readonly Machine[], { indices }: Section): SectionAlarm {
  let worst: Machine | undefined;
  let count = 0;
  for (const index of indices) {
    const machine = machines[index];
    if (machine === undefined || alertLevel(machine) === 'none') continue;
    count += 1;
    if (worst === undefined || loudness(machine) < loudness(worst)) worst = machine;
  }
  return { worst, count };
}

function loudness({ status, healthScore }: Machine): number {
  return status === 'fault' ? -1 : (healthScore ?? 100);
}

function orderOf(group: GridGroup, locale: string): (a: string, b: string) => number {
  if (group === 'type') {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    // Machines that nobody gave a type stand last.
    return (a, b) => Number(a === '') - Number(b === '') || compare(a, b);
  }
  const order: readonly string[] = group === 'status' ? STATUS_ORDER : HEALTH_ORDER;
  return (a, b) => order.indexOf(a) - order.indexOf(b);
}
