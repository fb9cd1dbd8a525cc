// What tiles by name do not need, as one download: the table, other orders, groups, their panel, selecting several
// machines, finding one by its letters, and states that are rare.

import type { CSSResult } from 'lit';
import { extrasStyles } from './extras.styles.ts';
import { tableStyles } from './table.styles.ts';

export { GRID_COLUMNS } from './columns.ts';
export { GroupedLines } from './grouped-lines.ts';
export { HandMore } from './hand-more.ts';
export { optionsPanel } from './options-panel.ts';
export { isMoved, sorted } from './order.ts';
export { lineContent } from './other-lines.ts';
export { groupKey, sectionsOf } from './sections.ts';
export { selectedText, selectionBar } from './selection-bar.ts';
export { noMachines, nothingFound } from './states.ts';
export { columnHeads, sortedText } from './table-row.ts';

export const styles: readonly CSSResult[] = [extrasStyles, tableStyles];
