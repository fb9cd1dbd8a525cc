import { html, nothing, type TemplateResult } from 'lit';
import type { ChartAnnotation, ChartModel, NumberedAnnotation } from '../chart/chart-model.ts';
import type { Words } from '../locale/words.ts';
import { momentOf } from './moments.ts';
import { notesMessages } from './part-messages.ts';

/** The annotations of the window, each a button that puts the cursor there. */
export function noteList(
  words: Words,
  model: ChartModel,
  onChoose: (at: number) => void,
): TemplateResult | typeof nothing {
  const seen = notesIn(model);
  if (seen.length === 0) return nothing;
  return html`<ol class="notes" part="notes" aria-label=${words.text(notesMessages, 'notes')}>
    ${seen.map(
      (
        note,
      ) => html`<li><button class="note" type="button" @click=${() => onChoose(note.at)} @focus=${() => onChoose(note.at)}>
        <span class="flag">${note.number}</span><span class="note-time">${noteTime(words, note, model.zone)}</span><span class="note-text">${note.text}</span>
      </button></li>`,
    )}
  </ol>`;
}

/** Those that lie in the window, or reach into it. */
export function notesIn({ annotations, from, to }: ChartModel): readonly NumberedAnnotation[] {
  return annotations.filter(({ at, until }) => (until ?? at) >= from && at <= to);
}

/** When it was, or from when to when. */
function noteTime(words: Words, { at, until }: NumberedAnnotation, zone: string): string {
  const from = momentOf(words, at, zone);
  if (until === undefined) return from;
  return words.text(notesMessages, 'noteSpan', { from, to: momentOf(words, until, zone) });
}

/** In order of time, counted from 1. What has no time has no place. */
export function numbered(annotations: readonly ChartAnnotation[]): NumberedAnnotation[] {
  return annotations
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at)
    .map((annotation, index) => ({ ...annotation, number: index + 1 }));
}

/** What is spoken of a point, with the annotation that begins in it. */
export function withNote(words: Words, model: ChartModel, index: number, point: string): string {
  const note = noteAt(model, index);
  if (note === undefined) return point;
  return words.text(notesMessages, 'spokenNote', { point, number: note.number, text: note.text });
}

/** The annotation that begins in a point: after the one before it, or in it. */
function noteAt(
  { times, annotations }: ChartModel,
  index: number,
): ChartModel['annotations'][number] | undefined {
  const from = times[index] ?? 0;
  const until = times[index + 1] ?? Number.POSITIVE_INFINITY;
  return annotations.find(({ at }) => at >= from && at < until);
}
