import { html, nothing, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { STATUS_ORDER, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import type { StatusFilter } from './filter.ts';

export interface ToolbarModel {
  search: string;
  filter: StatusFilter;
  total: number;
  counts: Record<Exclude<StatusFilter, ''>, number>;
  onSearch: (search: string) => void;
  onFilter: (filter: StatusFilter) => void;
}

/** Search and one button for each status there is, with its count: the fleet in one line. */
export function gridToolbar(words: Words, model: ToolbarModel): TemplateResult {
  const { search, filter, total, counts, onSearch, onFilter } = model;
  const chip = (
    value: StatusFilter,
    word: string,
    count: number,
    name?: ShapeName,
  ): TemplateResult | typeof nothing =>
    count === 0 && filter !== value && value !== ''
      ? nothing
      : html`<button class="chip" type="button" data-filter=${value || 'all'} aria-pressed=${filter === value ? 'true' : 'false'}
          @click=${() => onFilter(filter === value ? '' : value)}>
          ${name ? shape(name) : nothing}${word} <span class="count">${words.number(count)}</span>
        </button>`;
  return html`<div class="toolbar" part="toolbar">
    <label class="search">
      <span class="visually-hidden">Search machines</span>
      ${shape('search')}
      <input type="search" placeholder="Search machines" autocomplete="off" spellcheck="false" .value=${search}
        @input=${(event: InputEvent) => onSearch((event.currentTarget as HTMLInputElement).value)} />
    </label>
    <div class="chips" role="group" aria-label="Filter by state">
      ${chip('', 'All', total)} ${chip('attention', 'Needs a look', counts.attention, 'warning')}
      ${STATUS_ORDER.map((status) => chip(status, statusWord(words, status).word, counts[status], status))}
    </div>
  </div>`;
}
