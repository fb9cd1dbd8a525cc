import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import type { Deletions } from './deletions.ts';
import { actionIcon } from './file-icons.ts';
import { filesMessages } from './messages.ts';

/** What is being deleted, each with the way back, and what happened last. Stands there always, so that it is heard. */
export function undoBars(
  words: Words,
  deletions: Deletions,
  notice: string,
  onUndo: (id: number) => void,
  onDismiss: () => void,
): TemplateResult {
  return html`<div class="bars" role="status">
    ${repeat(
      deletions.pending,
      ({ id }) => id,
      ({ id, fileIds, name }) => html`<div class="bar" part="undo"
        @pointerenter=${() => deletions.hold(id)} @pointerleave=${() => deletions.release(id)}
        @focusin=${() => deletions.hold(id)} @focusout=${() => deletions.release(id)}>
        <span class="bar-text"><bdi>${
          fileIds.length === 1
            ? words.text(filesMessages, 'deletedOne', { name })
            : words.text(filesMessages, 'deletedMany', { count: fileIds.length })
        }</bdi></span>
        <button class="button" type="button" aria-keyshortcuts="Control+Z" @click=${() => onUndo(id)}>${words.text(commonMessages, 'undo')}</button>
      </div>`,
    )}
    ${
      notice === ''
        ? ''
        : html`<div class="bar" part="message"><span class="bar-text">${notice}</span>
          <button class="icon-button" type="button" aria-label=${words.text(commonMessages, 'close')} @click=${onDismiss}>${actionIcon('close')}</button>
        </div>`
    }
  </div>`;
}
