import { html, type TemplateResult } from 'lit';
import type { FileKind } from '../files/file-kinds.ts';
import { machineFilter, searchField, wordFilter } from '../files/filters.ts';
import { filesMessages } from '../files/messages.ts';
import type { Words } from '../locale/words.ts';
import { documentsMessages } from './messages.ts';
import type { DocumentOrder, DocumentSort } from './sort.ts';

export interface FiltersModel extends DocumentOrder {
  search: string;
  machineId: string;
  machines: ReadonlyMap<string, string>;
  onSearch: (search: string) => void;
  onMachine: (machineId: string) => void;
  onKind: (kind: FileKind | '') => void;
  onSort: (sort: DocumentSort) => void;
}

const KINDS: readonly FileKind[] = ['pdf', 'letter', 'table', 'slides', 'text', 'picture'];
const SORTS: readonly (readonly [DocumentSort, keyof typeof documentsMessages.english])[] = [
  ['newest', 'sortNewest'],
  ['oldest', 'sortOldest'],
  ['name', 'sortName'],
  ['size', 'sortSize'],
];

/** Search, filters and order. */
export function documentFilters(words: Words, model: FiltersModel): TemplateResult {
  const kinds = KINDS.map((kind): [string, string] => [kind, words.text(filesMessages, kind)]);
  const sorts = SORTS.map(([sort, key]): [string, string] => [sort, words.text(documentsMessages, key)]);
  return html`${searchField(words, model.search, model.onSearch)}
    ${machineFilter(words, model.machines, model.machineId, model.onMachine)}
    ${wordFilter(
      words.text(documentsMessages, 'kindFilter'),
      'kind',
      [['', words.text(documentsMessages, 'allKinds')], ...kinds],
      model.kind,
      (kind) => model.onKind(kind as FileKind | ''),
    )}
    <span class="sort-choice">${wordFilter(
      words.text(documentsMessages, 'sort'),
      'sort',
      sorts,
      model.sort,
      (sort) => model.onSort(sort as DocumentSort),
    )}</span>
`;
}
