import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { STATUS_ORDER, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { type Choice, GRID_LAYOUTS, type GridLayoutName } from './choices.ts';
import type { StatusFilter } from './filter.ts';
import type { GridExtras } from './lazy-code.ts';
import { gridMessages } from './messages.ts';
import type { GridTally } from './tally.ts';

/** What the toolbar shows, and what it asks for. */
export interface ToolbarModel {
  readonly choice: Choice;
  readonly layout: GridLayoutName;
  readonly tally: GridTally;
  /** Its panel is open. */
  readonly isOpen: boolean;
  /** What the panel is drawn from; undefined until it is there. */
  readonly extras: GridExtras | undefined;
  readonly machines: readonly Machine[];
  /** What stands in the panel's place until it is there. */
  placeholder(): unknown;
  onChoice(change: Partial<Choice>): void;
  onLayout(layout: GridLayoutName): void;
  onOpen(): void;
}

/** The toolbar, drawn when something on it changed and not with each reading. */
export function gridToolbar(words: Words, model: ToolbarModel): unknown {
  const { choice, layout, tally, isOpen, extras } = model;
  // Until the panel is there, what stands in its place may change each time.
  const part = isOpen ? (extras ?? {}) : nothing;
  return guard([words, layout, part, tally, tally.stamp, ...Object.values(choice)], () =>
    toolbar(words, model),
  );
}

/** Search, one button for each status there is with its count, the rest behind a button, and the layouts. */
function toolbar(words: Words, model: ToolbarModel): TemplateResult {
  const { choice, isOpen, extras } = model;
  const panel = (): unknown => extras?.optionsPanel(words, model) ?? model.placeholder();
  const inUse = [choice.machineType, choice.health].filter((filter) => filter !== '').length;
  const options = words.text(gridMessages, inUse > 0 ? 'optionsInUse' : 'options', { count: inUse });
  return html`<div class="toolbar" part="toolbar">
    <label class="search">
      <span class="visually-hidden">${words.text(gridMessages, 'search')}</span>
      ${shape('search')}
      <input type="search" placeholder=${words.text(gridMessages, 'search')} autocomplete="off" spellcheck="false" .value=${choice.search}
        @input=${(event: InputEvent) => model.onChoice({ search: (event.currentTarget as HTMLInputElement).value })} />
    </label>
    ${chips(words, model)}
    <div class="tools">
      <button class="tool options" type="button" aria-expanded=${isOpen ? 'true' : 'false'} aria-controls="panel" aria-label=${options} title=${options}
        @click=${model.onOpen}>${shape('options')}${inUse > 0 ? html`<span class="in-use">${words.number(inUse)}</span>` : nothing}</button>
      <div class="layouts" role="group" aria-label=${words.text(gridMessages, 'layout')}>
        ${GRID_LAYOUTS.map((layout) => {
          const word = words.text(gridMessages, layout);
          return html`<button class="tool" type="button" data-layout=${layout} aria-pressed=${layout === model.layout ? 'true' : 'false'}
            aria-label=${word} title=${word} @click=${() => model.onLayout(layout)}>${shape(layout)}</button>`;
        })}
      </div>
    </div>
  </div>
  <div class="panel" id="panel" part="options" ?hidden=${!isOpen}>${isOpen ? panel() : nothing}</div>`;
}

function chips(words: Words, { choice, tally, onChoice }: ToolbarModel): TemplateResult {
  const { filter } = choice;
  const chip = (
    value: StatusFilter,
    word: string,
    count: number,
    name?: ShapeName,
  ): TemplateResult | typeof nothing =>
    count === 0 && filter !== value && value !== ''
      ? nothing
      : html`<button class="chip" type="button" data-filter=${value || 'all'} aria-pressed=${filter === value ? 'true' : 'false'}
          @click=${() => onChoice({ filter: filter === value ? '' : value })}>
          ${name ? shape(name) : nothing}${word} <span class="count">${words.number(count)}</span>
        </button>`;
  return html`<div class="chips" role="group" aria-label=${words.text(gridMessages, 'filterByState')}>
    ${chip('', words.text(gridMessages, 'all'), tally.total)}
    ${chip('attention', words.text(gridMessages, 'needsLook'), tally.attention, 'warning')}
    ${STATUS_ORDER.map((status) => chip(status, statusWord(words, status).word, tally.statuses[status], status))}
  </div>`;
}
