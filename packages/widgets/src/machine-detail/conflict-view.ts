import { html, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { fieldName, fieldValue } from './field-words.ts';
import { detailMessages } from './messages.ts';

/** Both sides of a conflict beside each other, and the choice. */
export function conflictView(
  words: Words,
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  onResolve: (whose: 'mine' | 'theirs') => void,
): TemplateResult {
  const say = (
    key: 'conflictTitle' | 'conflictText' | 'field' | 'mine' | 'theirs' | 'keepMine' | 'takeTheirs',
  ): string => words.text(detailMessages, key);
  // Fields on which both agree are nothing to decide about.
  const fields = Object.keys(mine).filter(
    (field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]),
  );
  return html`<section class="conflict" part="conflict" role="alert">
    <p class="conflict-title">${shape('warning')}<span>${say('conflictTitle')}</span></p>
    <p class="hint">${say('conflictText')}</p>
    <table class="sides">
      <thead><tr><th scope="col">${say('field')}</th><th scope="col">${say('mine')}</th><th scope="col">${say('theirs')}</th></tr></thead>
      <tbody>${fields.map(
        (field) => html`<tr><th scope="row">${fieldName(words, field)}</th>
          <td>${fieldValue(words, field, mine[field])}</td><td>${fieldValue(words, field, theirs[field])}</td></tr>`,
      )}</tbody>
    </table>
    <div class="form-foot">
      <button class="button" type="button" data-act="mine" @click=${() => onResolve('mine')}>${say('keepMine')}</button>
      <button class="button" type="button" data-act="theirs" @click=${() => onResolve('theirs')}>${say('takeTheirs')}</button>
    </div>
  </section>`;
}
