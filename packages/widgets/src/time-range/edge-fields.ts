import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CheckedEdge, Edge } from './draft.ts';
import { limitsOf } from './limits.ts';
import { rangePanelMessages } from './panel-messages.ts';
import { momentText } from './range-text.ts';
import type { NexusTimeRange } from './time-range.ts';
import { offsetText } from './zone-time.ts';

/** Which end of the range. */
export type EdgeName = 'start' | 'end';

interface EdgeFieldsOptions {
  name: EdgeName;
  edge: Edge;
  checked: CheckedEdge;
  /** Whether mistakes are told already. */
  isTold: boolean;
  onInput(edge: Edge): void;
  onLeave(): void;
  onFocus(): void;
  onEnter(): void;
}

const TEXTS = {
  start: { legend: 'start', date: 'startDate', time: 'startTime' },
  end: { legend: 'end', date: 'endDate', time: 'endTime' },
} as const;

/** Date and time of one end, with what is wrong or what was done in place of the hint. */
export function edgeFields(host: NexusTimeRange, options: EdgeFieldsOptions): TemplateResult {
  const { name, edge, checked, isTold, onInput, onLeave, onFocus, onEnter } = options;
  const { words } = host;
  const keys = TEXTS[name];
  const error = isTold ? errorText(host, checked) : undefined;
  const note = error ?? noteText(host, name, edge, checked);
  const handleInput = (field: 'date' | 'time', event: Event): void => {
    if (event.target instanceof HTMLInputElement)
      onInput({ date: edge.date, time: edge.time, [field]: event.target.value });
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onEnter();
  };
  const input = (
    field: 'date' | 'time',
  ): TemplateResult => html`<input class="input" id="${name}-${field}" type=${field}
    aria-label=${words.text(rangePanelMessages, keys[field])} aria-describedby="${name}-note" aria-invalid=${error ? 'true' : 'false'}
    .value=${live(edge[field])} @input=${(event: Event) => handleInput(field, event)} @focus=${onFocus} @blur=${onLeave} @keydown=${handleKey} />`;
  return html`<fieldset class="edge" data-edge=${name} ?data-wrong=${error !== undefined}>
    <legend class="field-label">${words.text(rangePanelMessages, keys.legend)}</legend>
    <div class="inputs">${input('date')} ${input('time')}</div>
    <p class=${error ? 'hint error' : 'hint'} id="${name}-note" role=${note ? 'alert' : nothing}>${note ?? ''}</p>
  </fieldset>`;
}

function errorText(host: NexusTimeRange, { error }: CheckedEdge): string | undefined {
  const { words, zone } = host;
  const limits = limitsOf(host);
  switch (error) {
    case 'incomplete':
      return words.text(rangePanelMessages, 'errorIncomplete');
    case 'order':
      return words.text(rangePanelMessages, 'errorOrder');
    case 'future':
      return words.text(rangePanelMessages, 'errorFuture', {
        latest: momentText(words, limits.max, zone, true),
      });
    case 'past':
      return words.text(rangePanelMessages, 'errorPast', {
        earliest: momentText(words, limits.min, zone, true),
      });
    default:
      return undefined;
  }
}

/** What was done with a time that could not be taken as it stands. */
function noteText(
  host: NexusTimeRange,
  name: EdgeName,
  { time }: Edge,
  { at, fit, isCut }: CheckedEdge,
): string | undefined {
  if (at === undefined) return undefined;
  const { words, zone } = host;
  const limits = limitsOf(host);
  if (isCut)
    return name === 'end'
      ? words.text(rangePanelMessages, 'noteEndCut', { latest: momentText(words, limits.max, zone, true) })
      : words.text(rangePanelMessages, 'noteStartCut', {
          earliest: momentText(words, limits.min, zone, true),
        });
  if (fit === 'never')
    return words.text(rangePanelMessages, 'noteSkipped', {
      wanted: time,
      taken: momentText(words, at, zone, false),
    });
  if (fit === 'twice')
    return words.text(rangePanelMessages, name === 'start' ? 'noteTwiceFirst' : 'noteTwiceSecond', {
      wanted: time,
      offset: offsetText(at, zone),
    });
  return undefined;
}
