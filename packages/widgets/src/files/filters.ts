import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { filesMessages } from './messages.ts';

/** Chooses the machine whose files are shown. Nothing to choose where there are none to be seen. */
export function machineFilter(
  words: Words,
  names: ReadonlyMap<string, string>,
  machineId: string,
  onChoose: (machineId: string) => void,
): TemplateResult | typeof nothing {
  if (names.size === 0) return nothing;
  return html`<label class="choice">
    <span class="visually-hidden">${words.text(filesMessages, 'machine')}</span>
    <select data-filter="machine" @change=${(event: Event) => onChoose((event.currentTarget as HTMLSelectElement).value)}>
      <option value="" .selected=${machineId === ''}>${words.text(filesMessages, 'allMachines')}</option>
      ${machineOptions(names, machineId)}
    </select>
  </label>`;
}

/** One option for each machine; also for one that is chosen and cannot be seen. */
export function machineOptions(names: ReadonlyMap<string, string>, machineId: string): TemplateResult[] {
  const options = [...names].map(
    ([id, name]) => html`<option value=${id} .selected=${id === machineId}>${name}</option>`,
  );
  const isUnseen = machineId !== '' && !names.has(machineId);
  return isUnseen ? [...options, html`<option value=${machineId} .selected=${true}>–</option>`] : options;
}

/** A choice among words. */
export function wordFilter(
  label: string,
  name: string,
  options: readonly (readonly [value: string, word: string])[],
  chosen: string,
  onChoose: (value: string) => void,
): TemplateResult {
  return html`<label class="choice">
    <span class="visually-hidden">${label}</span>
    <select data-filter=${name} @change=${(event: Event) => onChoose((event.currentTarget as HTMLSelectElement).value)}>
      ${options.map(([value, word]) => html`<option value=${value} .selected=${value === chosen}>${word}</option>`)}
    </select>
  </label>`;
}

/** Search in the names. */
export function searchField(
  words: Words,
  search: string,
  onSearch: (search: string) => void,
): TemplateResult {
  return html`<label class="search">
    <span class="visually-hidden">${words.text(filesMessages, 'search')}</span>
    <input type="search" placeholder=${words.text(filesMessages, 'search')} autocomplete="off" spellcheck="false" .value=${search}
      @input=${(event: InputEvent) => onSearch((event.currentTarget as HTMLInputElement).value)} />
  </label>`;
}
