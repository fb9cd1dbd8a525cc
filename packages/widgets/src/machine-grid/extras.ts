// What tiles without groups do not need, as one download: the table, the heads of groups, and the panel.

import type { CSSResult } from 'lit';
import { extrasStyles } from './extras.styles.ts';
import { tableStyles } from './table.styles.ts';

export { groupHead } from './group-head.ts';
export { optionsPanel } from './options-panel.ts';
export { columnHeads, tableRow } from './table-row.ts';

export const styles: readonly CSSResult[] = [extrasStyles, tableStyles];
