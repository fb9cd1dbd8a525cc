import { html, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Trouble } from '../internal/error-info.ts';
import { stateView } from '../internal/state-view.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { gridMessages } from './messages.ts';

/** A tenant without machines. */
export function noMachines(words: Words): TemplateResult {
  return stateView(words, {
    kind: 'empty',
    title: words.text(gridMessages, 'emptyTitle'),
    text: words.text(gridMessages, 'emptyText'),
    retry: false,
  });
}

/** A search or filter that fits no machine, with the way back. */
export function nothingFound(words: Words, onClear: () => void): TemplateResult {
  return html`<div class="state" role="status">
    <p class="state-title">${words.text(gridMessages, 'nothingTitle')}</p>
    <p class="state-text">${words.text(gridMessages, 'nothingText')}</p>
    <button class="button" type="button" @click=${onClear}>${words.text(gridMessages, 'showAll')}</button>
  </div>`;
}

/** Above machines that are all from before the connection was lost. */
export function noConnection(words: Words): TemplateResult {
  return html`<div class="notice" part="notice" role="status">${shape('offline')}${words.text(gridMessages, 'offlineNotice')}</div>`;
}

/** The plan's code is on its way. */
export function planLoading(words: Words): TemplateResult {
  return html`<div class="skeleton plan-loading" aria-busy="true" role="status">
    <span class="visually-hidden">${words.text(gridMessages, 'planLoading')}</span><div class="bone" aria-hidden="true"></div>
  </div>`;
}

/** The plan's code did not come. */
export function planFailure(words: Words): Pick<Trouble, 'title' | 'text'> {
  return {
    title: words.text(gridMessages, 'planFailedTitle'),
    text: words.text(gridMessages, 'planFailedText'),
  };
}

/** Another part of the grid's code did not come. */
export function partFailure(words: Words): Pick<Trouble, 'title' | 'text'> {
  return { title: words.text(commonMessages, 'errorTitle'), text: words.text(commonMessages, 'errorText') };
}
