import type { QuarantinedEntry } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import type { BufferWork } from './buffer-work.ts';
import { MOST_ENTRIES } from './edits-view.ts';
import { changeLines, editTitle, readingValues, reasonText } from './entry-words.ts';
import { connectionMessages } from './messages.ts';

/** What the server refused, with the reason: send again, save as file, discard (with undo). */
export function quarantineView(words: Words, work: BufferWork): TemplateResult | typeof nothing {
  const { refused, discarding } = work;
  if (refused.length + discarding === 0) return nothing;
  const say = (key: 'retryAll' | 'exportAll' | 'discardAll' | 'refusedTitle'): string =>
    words.text(connectionMessages, key);
  const more = refused.length - MOST_ENTRIES;
  const ids = refused.map(({ id }) => id);
  return html`<section class="part">
    <h3 class="subtitle">${say('refusedTitle')}</h3>
    ${
      discarding === 0
        ? nothing
        : html`<p class="undo" role="status"><span>${words.text(connectionMessages, 'discarded', { count: discarding })}</span>
          <button class="button" type="button" data-act="undo-discard" @click=${() => work.undoDiscard()}>${words.text(commonMessages, 'undo')}</button></p>`
    }
    ${
      refused.length === 0
        ? nothing
        : html`<div class="acts">
          <button class="button" type="button" data-act="retry-all" @click=${() => void work.retry(ids)}>${say('retryAll')}</button>
          <button class="button" type="button" data-act="export" @click=${() => void save(words, work)}>${say('exportAll')}</button>
          <button class="button" type="button" data-act="discard-all" @click=${() => work.discard(ids)}>${say('discardAll')}</button>
        </div>
        <ul class="entries">${repeat(
          refused.slice(0, MOST_ENTRIES),
          ({ id }) => id,
          (one) => entry(words, work, one),
        )}</ul>`
    }
    ${more > 0 ? html`<p class="quiet">${words.text(connectionMessages, 'moreEntries', { count: more })}</p>` : nothing}
  </section>`;
}

function entry(words: Words, work: BufferWork, one: QuarantinedEntry): TemplateResult {
  const { id, reading, edit, refusedAt } = one;
  return html`<li class="entry" data-code=${one.code}>
    <p class="entry-title" id="refused-${id}">${titleOf(words, work, one)}</p>
    <p class="reason">${reasonText(words, one)}</p>
    ${edit === null ? nothing : changeLines(words, edit).map((line) => html`<p class="change">${line}</p>`)}
    ${reading === null ? nothing : html`<p class="change">${readingValues(words, reading)}</p>`}
    <div class="entry-foot"><span class="quiet">${words.text(connectionMessages, 'refusedAt', { time: words.dateTime(refusedAt) })}</span>
      ${
        reading === null && edit === null
          ? nothing
          : html`<button class="button" type="button" data-act="retry" aria-describedby="refused-${id}" @click=${() => void work.retry([id])}>${words.text(connectionMessages, 'retryOne')}</button>`
      }
      <button class="button" type="button" data-act="discard" aria-describedby="refused-${id}" @click=${() => work.discard([id])}>${words.text(connectionMessages, 'discardOne')}</button>
    </div>
  </li>`;
}

function titleOf(words: Words, work: BufferWork, { reading, edit, recordedAt }: QuarantinedEntry): string {
  if (edit !== null) return editTitle(words, edit, work.names.ofEdit(edit));
  if (reading === null)
    return words.text(connectionMessages, 'damagedRecord', { time: words.dateTime(recordedAt) });
  const name = work.names.of(reading.machineId);
  const time = words.dateTime(reading.timestamp);
  if (!name) return words.text(connectionMessages, 'readingOfUnknown', { time });
  return words.text(connectionMessages, 'readingOf', { name, time });
}

async function save(words: Words, work: BufferWork): Promise<void> {
  const lines = await work.export();
  if (lines === undefined) return;
  const url = URL.createObjectURL(new Blob([lines], { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = words.text(connectionMessages, 'exportName', {
    date: new Date().toISOString().slice(0, 10),
  });
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
