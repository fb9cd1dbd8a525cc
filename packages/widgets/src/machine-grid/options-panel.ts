import { html, type TemplateResult } from 'lit';
import { typeWord } from '../drawing/machine-type.ts';
import { machineMessages } from '../drawing/messages.ts';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { type Choice, GRID_GROUPS, GRID_SORTS } from './choices.ts';
import { sortWord } from './columns.ts';
import { gridMessages } from './messages.ts';
import { HEALTH_ORDER, stateWord } from './state-word.ts';
import type { ToolbarModel } from './toolbar.ts';

type Option = readonly [value: string, text: string];

/** What is chosen less often than a status: type, health, order and groups, each with how many machines it has. */
export function optionsPanel(words: Words, { choice, tally, onChoice }: ToolbarModel): TemplateResult {
  const say = (key: keyof typeof gridMessages.english): string => words.text(gridMessages, key);
  const field = (name: keyof Choice, label: string, options: readonly Option[]): TemplateResult =>
    html`<label class="field"><span class="field-label">${label}</span>
      <select data-choice=${name} @change=${(event: Event) => onChoice({ [name]: (event.currentTarget as HTMLSelectElement).value })}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === choice[name]}>${text}</option>`)}
      </select></label>`;
  const counted = (word: string, count: number): string => `${word} (${words.number(count)})`;
  const types = [...tally.types].filter(([type, count]) => count > 0 || type === choice.machineType);
  const { compare } = new Intl.Collator(words.locale, { numeric: true });
  const order = say(choice.descending ? 'descending' : 'ascending');
  return html`
    ${field('machineType', say('type'), [
      ['', say('allTypes')],
      ...types
        .map(([type, count]): Option => [type, counted(typeWord(words, type), count)])
        .sort((a, b) => compare(a[1], b[1])),
    ])}
    ${field('health', words.text(machineMessages, 'health'), [
      ['', say('anyHealth')],
      ...HEALTH_ORDER.map(
        (state): Option => [state, counted(stateWord(words, state).word, tally.healths[state])],
      ),
    ])}
    ${field(
      'group',
      say('groupBy'),
      GRID_GROUPS.map((group): Option => [group, groupBy(words, group)]),
    )}
    <div class="field sort">${field(
      'sort',
      say('sortBy'),
      GRID_SORTS.map((sort): Option => [sort, sortWord(words, sort)]),
    )}
      <button class="button" type="button" data-choice="descending" @click=${() => onChoice({ descending: !choice.descending })}
        >${shape(choice.descending ? 'down' : 'up')}${order}</button></div>`;
}

function groupBy(words: Words, group: (typeof GRID_GROUPS)[number]): string {
  if (group === 'none') return words.text(gridMessages, 'noGroups');
  return group === 'health' ? words.text(machineMessages, 'health') : words.text(gridMessages, group);
}
