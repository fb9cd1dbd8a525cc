import type { Machine } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { healthState } from '../drawing/health.ts';
import { typeWord } from '../drawing/machine-type.ts';
import { machineMessages } from '../drawing/messages.ts';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { type Choice, GRID_GROUPS, GRID_SORTS } from './choices.ts';
import { sortWord } from './columns.ts';
import { extrasMessages } from './extras-messages.ts';
import { HEALTH_ORDER, stateWord } from './state-word.ts';
import type { ToolbarModel } from './toolbar.ts';

type Option = readonly [value: string, text: string];

/**
 * What is chosen less often than a status: type, health, order and groups, each with how many machines it has. It keeps the
 * counts that it was opened with: a list that is open must not change under the pointer.
 */
export function optionsPanel(words: Words, model: ToolbarModel): unknown {
  return guard([words, model.tally.total, ...Object.values(model.choice)], () => fields(words, model));
}

function fields(words: Words, { choice, machines, onChoice }: ToolbarModel): TemplateResult {
  const say = (key: keyof typeof extrasMessages.english): string => words.text(extrasMessages, key);
  const field = (name: keyof Choice, label: string, options: readonly Option[]): TemplateResult =>
    html`<label class="field"><span class="field-label">${label}</span>
      <select data-choice=${name} @change=${(event: Event) => onChoice({ [name]: (event.currentTarget as HTMLSelectElement).value })}>
        ${options.map(([value, text]) => html`<option value=${value} .selected=${value === choice[name]}>${text}</option>`)}
      </select></label>`;
  const counted = (word: string, count: number): string => `${word} (${words.number(count)})`;
  const types = countsOf(machines, ({ type }) => type);
  const healths = countsOf(machines, ({ healthScore }) => healthState(healthScore));
  if (choice.machineType !== '' && !types.has(choice.machineType)) types.set(choice.machineType, 0);
  const { compare } = new Intl.Collator(words.locale, { numeric: true });
  const order = say(choice.descending ? 'descending' : 'ascending');
  return html`
    ${field('machineType', say('type'), [
      ['', say('allTypes')],
      ...[...types]
        .map(([type, count]): Option => [type, counted(typeWord(words, type), count)])
        .sort((a, b) => compare(a[1], b[1])),
    ])}
    ${field('health', words.text(machineMessages, 'health'), [
      ['', say('anyHealth')],
      ...HEALTH_ORDER.map(
        (state): Option => [state, counted(stateWord(words, state).word, healths.get(state) ?? 0)],
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
  if (group === 'none') return words.text(extrasMessages, 'noGroups');
  return group === 'health' ? words.text(machineMessages, 'health') : words.text(extrasMessages, group);
}

function countsOf<T extends string>(
  machines: readonly Machine[],
  read: (machine: Machine) => T | null,
): Map<T, number> {
  const counts = new Map<T, number>();
  for (const machine of machines) {
    const value = read(machine);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
