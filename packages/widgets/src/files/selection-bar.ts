import { html, nothing, type TemplateResult } from 'lit';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { actionIcon } from './file-icons.ts';
import { filesMessages } from './messages.ts';

export interface SelectionActs {
  count: number;
  canWrite: boolean;
  onDownload: () => void;
  onDelete: () => void;
  onClear: () => void;
  /** Undefined where there is nothing to compare. */
  onCompare: (() => void) | undefined;
}

/** What can be done with all marked files at once. */
export function selectionBar(words: Words, acts: SelectionActs): TemplateResult | typeof nothing {
  if (acts.count === 0) return nothing;
  return html`<div class="selection" part="selection">
    <span class="selection-count" role="status">${words.text(filesMessages, 'selected', { count: acts.count })}</span>
    ${
      acts.onCompare
        ? html`<button class="button" type="button" data-act="compare" @click=${acts.onCompare}>${actionIcon('compare')}${words.text(filesMessages, 'compare')}</button>`
        : nothing
    }
    <button class="button" type="button" @click=${acts.onDownload}>${actionIcon('download')}${words.text(commonMessages, 'download')}</button>
    ${
      acts.canWrite
        ? html`<button class="button" type="button" @click=${acts.onDelete}>${actionIcon('delete')}${words.text(commonMessages, 'remove')}</button>`
        : nothing
    }
    <button class="quiet" type="button" @click=${acts.onClear}>${words.text(filesMessages, 'clearSelection')}</button>
  </div>`;
}
