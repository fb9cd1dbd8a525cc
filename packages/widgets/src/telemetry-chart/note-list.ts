import { html, nothing, type TemplateResult } from 'lit';
import type { ChartModel, NumberedAnnotation } from '../chart/chart-model.ts';
import type { Words } from '../locale/words.ts';
import { chartMessages } from './messages.ts';
import { momentOf } from './moments.ts';

/** The annotations of the window, each a button that puts the cursor there. */
export function noteList(
  words: Words,
  model: ChartModel,
  onChoose: (at: number) => void,
): TemplateResult | typeof nothing {
  const seen = notesIn(model);
  if (seen.length === 0) return nothing;
  return html`<ol class="notes" part="notes" aria-label=${words.text(chartMessages, 'notes')}>
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
  return words.text(chartMessages, 'noteSpan', { from, to: momentOf(words, until, zone) });
}
