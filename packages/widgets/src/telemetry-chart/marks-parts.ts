// Limits and annotations: fetched by the first chart that has any.
import type { Pen } from '../chart/chart-model.ts';
import { drawFlags } from '../chart/flags.ts';
import { drawThresholds } from '../chart/marks.ts';

export { noteList, numbered, withNote } from './note-list.ts';
export { notesStyles } from './notes.styles.ts';

/** What lies over the lines. */
export function drawMarks(pen: Pen): void {
  drawThresholds(pen);
  drawFlags(pen);
}
