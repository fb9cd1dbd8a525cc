import { nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { GridView } from './grid-view.ts';
import { groupHead } from './group-head.ts';
import type { Line } from './lines.ts';
import { sectionAlarm } from './sections.ts';
import { tableRow } from './table-row.ts';

/** What stands in a line that is not of tiles: the head of a group, or a row of the table. */
export function lineContent(view: GridView, line: Line, columns: number): unknown {
  const { model, words, ageTick } = view;
  const { group } = view.choice;
  const { section, isOpen } = line;
  if (line.isHead) {
    const alarm = sectionAlarm(model.fleet.machines, section, performance.now());
    return guard([words, group, section, isOpen, alarm, columns], () =>
      groupHead(words, group, line, alarm, columns),
    );
  }
  const machine = model.machine(section.indices[line.from]);
  if (machine === undefined) return nothing;
  return guard([machine, machine.freshness === 'live' ? 0 : ageTick, words], () =>
    tableRow(words, machine, Date.now()),
  );
}
