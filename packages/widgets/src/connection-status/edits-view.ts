import type { PendingEdit } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { shape } from '../drawing/shapes.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import type { BufferWork } from './buffer-work.ts';
import { changeLines, editTitle, fieldName, fieldValue } from './entry-words.ts';
import { connectionMessages } from './messages.ts';

/** Most entries that are drawn; nobody reads on. */
export const MOST_ENTRIES = 50;

/** Edits that wait: what, when, taking back; conflicts with both versions. */
export function editsView(words: Words, work: BufferWork): TemplateResult | typeof nothing {
  const { edits } = work;
  if (edits.length === 0) return nothing;
  const more = edits.length - MOST_ENTRIES;
  return html`<section class="part">
    <h3 class="subtitle">${words.text(connectionMessages, 'editsTitle')}</h3>
    <ul class="entries">${repeat(
      // What waits for a person comes first.
      [...edits]
        .sort((a, b) => Number(b.state === 'conflict') - Number(a.state === 'conflict'))
        .slice(0, MOST_ENTRIES),
      ({ id }) => id,
      (edit) => entry(words, work, edit),
    )}</ul>
    ${more > 0 ? html`<p class="quiet">${words.text(connectionMessages, 'moreEntries', { count: more })}</p>` : nothing}
  </section>`;
}

function entry(words: Words, work: BufferWork, edit: PendingEdit): TemplateResult {
  const name = work.names.ofEdit(edit);
  const title = editTitle(words, edit, name);
  const when = words.text(connectionMessages, 'editedAt', { time: words.dateTime(edit.editedAt) });
  if (edit.state === 'conflict') return conflict(words, work, edit, title, when);
  return html`<li class="entry" data-state=${edit.state}>
    <p class="entry-title" id="edit-${edit.id}">${title}</p>
    ${changeLines(words, edit).map((line) => html`<p class="change">${line}</p>`)}
    <div class="entry-foot"><span class="quiet">${when}</span>
      ${
        edit.state === 'sending'
          ? html`<span class="quiet">${words.text(connectionMessages, 'sendingEdit')}</span>`
          : html`<button class="button" type="button" aria-describedby="edit-${edit.id}" @click=${() => void work.undo(edit.id)}>${words.text(commonMessages, 'undo')}</button>`
      }
    </div>
  </li>`;
}

function conflict(
  words: Words,
  work: BufferWork,
  edit: PendingEdit,
  title: string,
  when: string,
): TemplateResult {
  const theirs = edit.theirs ?? {};
  // Fields on which both agree are nothing to decide about.
  const fields = Object.keys(edit.changes).filter(
    (field) => JSON.stringify(edit.changes[field]) !== JSON.stringify(theirs[field]),
  );
  const say = (key: 'field' | 'mine' | 'theirs' | 'keepMine' | 'takeTheirs' | 'conflict'): string =>
    words.text(connectionMessages, key);
  return html`<li class="entry" data-state="conflict">
    <p class="entry-title" id="edit-${edit.id}">${shape('warning')}<span>${title}</span></p>
    <p class="change">${say('conflict')}</p>
    <table class="sides">
      <thead><tr><th scope="col">${say('field')}</th><th scope="col">${say('mine')}</th><th scope="col">${say('theirs')}</th></tr></thead>
      <tbody>${fields.map(
        (field) => html`<tr><th scope="row">${fieldName(words, field)}</th>
          <td>${fieldValue(words, edit.changes[field])}</td><td>${fieldValue(words, theirs[field])}</td></tr>`,
      )}</tbody>
    </table>
    <div class="entry-foot"><span class="quiet">${when}</span>
      <button class="button" type="button" data-act="mine" aria-describedby="edit-${edit.id}" @click=${() => void work.resolve(edit.id, 'mine')}>${say('keepMine')}</button>
      <button class="button" type="button" data-act="theirs" aria-describedby="edit-${edit.id}" @click=${() => void work.resolve(edit.id, 'theirs')}>${say('takeTheirs')}</button>
    </div>
  </li>`;
}
