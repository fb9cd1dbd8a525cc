import type { FileRules } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { actionIcon } from './file-icons.ts';
import { filesMessages } from './messages.ts';
import { shownName } from './shown-name.ts';
import type { UploadQueue, UploadRow, UploadState } from './upload-queue.ts';
import { uploadText } from './upload-text.ts';

const SHAPES: Readonly<Record<UploadState, ShapeName>> = {
  queued: 'clock',
  uploading: 'buffered',
  waiting: 'offline',
  done: 'ok',
  failed: 'warning',
  cancelled: 'unknown',
  refused: 'warning',
};

/** Files on their way, and what became of those that have ended. */
export function uploadList<T>(words: Words, queue: UploadQueue<T>, rules: FileRules): TemplateResult {
  const { rows } = queue;
  const sum = rows.length > 0 ? summary(words, rows) : '';
  // What is to be heard stands there before there is anything to say.
  return html`<span class="visually-hidden" role="status">${sum}</span>
  <div class="uploads-frame" role="region" aria-label=${words.text(filesMessages, 'uploads')} ?hidden=${rows.length === 0}>
    <div class="uploads-head">
      <span class="uploads-sum" aria-hidden="true">${sum}</span>
      ${
        queue.openCount < rows.length
          ? html`<button class="quiet" type="button" @click=${() => queue.dismiss()}>${words.text(filesMessages, 'clearUploads')}</button>`
          : nothing
      }
    </div>
    <ul class="uploads" part="uploads">
      ${repeat(
        rows,
        ({ id }) => id,
        (row) => uploadRow(words, row, queue, rules),
      )}
    </ul>
  </div>`;
}

function uploadRow<T>(words: Words, row: UploadRow, queue: UploadQueue<T>, rules: FileRules): TemplateResult {
  const { id, state } = row;
  const name = shownName(row.name);
  const isOpen = state === 'queued' || state === 'uploading' || state === 'waiting';
  const button = (key: 'cancelUpload' | 'retryUpload' | 'dismiss', icon: 'cancel' | 'retry' | 'close') => {
    const label = words.text(filesMessages, key, { name });
    const act = {
      cancelUpload: () => queue.cancel(id),
      retryUpload: () => queue.retry(id),
      dismiss: () => queue.dismiss(id),
    };
    // A button of its own for each act: who presses "cancel" twice must not press what came in its place.
    return keyed(
      key,
      html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${act[key]}>${actionIcon(icon)}</button>`,
    );
  };
  return html`<li class="upload" part="upload" data-state=${state} tabindex="-1">
    <span class="upload-shape">${shape(SHAPES[state])}</span>
    <bdi class="upload-name">${name}</bdi>
    <span class="upload-text">${uploadText(words, row, rules)}</span>
    <span class="upload-acts">
      ${state === 'failed' || state === 'cancelled' || state === 'waiting' ? button('retryUpload', 'retry') : nothing}
      ${isOpen ? button('cancelUpload', 'cancel') : button('dismiss', 'close')}
    </span>
    ${
      isOpen
        ? html`<progress class="upload-bar" max=${row.totalBytes} .value=${row.sentBytes}
            aria-label=${words.text(filesMessages, 'progressOf', { name })}></progress>`
        : nothing
    }
  </li>`;
}

/** The most important thing first; screen readers hear only this line, not each percent. */
function summary(words: Words, rows: readonly UploadRow[]): string {
  const count = (...states: UploadState[]): number =>
    rows.filter(({ state }) => states.includes(state)).length;
  const open = count('queued', 'uploading', 'waiting');
  const bad = count('failed', 'refused');
  if (open > 0) return words.text(filesMessages, 'uploadsOpen', { count: open });
  if (bad > 0) return words.text(filesMessages, 'uploadsFailed', { count: bad });
  return words.text(filesMessages, 'uploadsDone', { count: count('done') });
}
