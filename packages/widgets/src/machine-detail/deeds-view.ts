import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { conflictView } from './conflict-view.ts';
import type { EditWork } from './edit-work.ts';
import { detailMessages } from './messages.ts';

/** What was done last, or what waits, with taking it back. One line that is always there for screen readers to hear. */
export function deedView(words: Words, work: EditWork, machineId: string): TemplateResult {
  const deed = work.deed(machineId);
  const waiting = work.waiting(machineId).filter(({ state }) => state !== 'conflict').length;
  const takeBack = waiting > 0 ? (): void => void work.takeBack(machineId) : undefined;
  const undo = deed === undefined ? takeBack : deed.undo;
  const text =
    deed !== undefined
      ? words.text(detailMessages, deed.kind)
      : waiting > 0
        ? words.text(detailMessages, 'waits', { count: waiting })
        : '';
  return html`<div class="deed" role="status" ?data-empty=${text === ''}>
    ${deed?.kind === 'savedHere' || (deed === undefined && waiting > 0) ? shape('buffered') : nothing}
    <span>${text}</span>
    ${undo ? html`<button class="button undo" type="button" @click=${undo}>${words.text(commonMessages, 'undo')}</button>` : nothing}
  </div>`;
}

/** Changes that met somebody else's, each for a decision. */
export function decisionsView(words: Words, work: EditWork, machineId: string): TemplateResult[] {
  const direct = work.conflict(machineId);
  const waiting = work.waiting(machineId).filter(({ state }) => state === 'conflict');
  return [
    ...(direct
      ? [
          conflictView(
            words,
            { ...direct.changes },
            direct.theirs,
            (whose) => void work.resolve(machineId, whose),
          ),
        ]
      : []),
    ...waiting.map(({ id, changes, theirs }) =>
      conflictView(words, changes, theirs ?? {}, (whose) => void work.resolve(machineId, whose, id)),
    ),
  ];
}
