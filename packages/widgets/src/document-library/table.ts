import type { StoredDocument } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { actionIcon, kindIcon } from '../files/file-icons.ts';
import { kindOf } from '../files/file-kinds.ts';
import { filesMessages } from '../files/messages.ts';
import { nameParts, shownName } from '../files/shown-name.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { documentsMessages } from './messages.ts';
import type { DocumentSort } from './sort.ts';

export interface TableModel {
  label: string;
  documents: readonly StoredDocument[];
  selected: ReadonlySet<string>;
  sort: DocumentSort;
  canWrite: boolean;
  machineName: (machineId: string | null) => string | undefined;
  personName: (userId: string | null) => string;
  onSort: (sort: DocumentSort) => void;
  onSelect: (document: StoredDocument, isOn: boolean, isRange: boolean) => void;
  onSelectAll: (isOn: boolean) => void;
  onOpen: (document: StoredDocument) => void;
  onEdit: (document: StoredDocument) => void;
  onDownload: (document: StoredDocument) => void;
  onDelete: (document: StoredDocument) => void;
}

/** A table where there is room, cards where there is not. The roles are said, because cards are no table to a browser. */
export function documentTable(words: Words, model: TableModel): TemplateResult {
  const { documents, selected, canWrite } = model;
  const isAll = documents.length > 0 && selected.size === documents.length;
  const head = (
    text: string,
    name: string,
    order?: readonly [DocumentSort, 'ascending' | 'descending'],
    next?: DocumentSort,
  ): TemplateResult =>
    html`<th role="columnheader" class=${name} aria-sort=${order?.[0] === model.sort ? order[1] : nothing}>${
      next
        ? html`<button class="sort" type="button" @click=${() => model.onSort(next)}>${text}</button>`
        : text
    }</th>`;
  const isOldest = model.sort === 'oldest';
  return html`<table role="table" part="table" aria-label=${model.label}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" class="mark"><label class="check"><input type="checkbox" .checked=${isAll} .indeterminate=${selected.size > 0 && !isAll}
          aria-label=${words.text(filesMessages, 'selectAll')}
          @change=${(event: Event) => model.onSelectAll((event.currentTarget as HTMLInputElement).checked)} /></label></th>
        ${head(words.text(filesMessages, 'fileName'), 'name', ['name', 'ascending'], 'name')}
        ${head(words.text(filesMessages, 'machine'), 'machine')}
        ${head(words.text(filesMessages, 'size'), 'size', ['size', 'descending'], 'size')}
        ${head(words.text(documentsMessages, 'added'), 'added', isOldest ? ['oldest', 'ascending'] : ['newest', 'descending'], model.sort === 'newest' ? 'oldest' : 'newest')}
        <th role="columnheader" class="row-acts"><span class="visually-hidden">${words.text(documentsMessages, 'actions')}</span></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        documents,
        ({ id }) => id,
        (document) => documentRow(words, document, model, canWrite),
      )}
    </tbody>
  </table>`;
}

function documentRow(
  words: Words,
  document: StoredDocument,
  model: TableModel,
  canWrite: boolean,
): TemplateResult {
  const { id, description, machineId, sizeBytes, uploadedBy, createdAt } = document;
  const name = shownName(document.name);
  const [stem, ending] = nameParts(name);
  const kind = kindOf(document.mimeType);
  const isSelected = model.selected.has(id);
  const mark = (event: MouseEvent): void =>
    model.onSelect(document, (event.currentTarget as HTMLInputElement).checked, event.shiftKey);
  const act = (
    key: 'downloadOf' | 'editOf' | 'deleteOf',
    icon: 'download' | 'edit' | 'delete',
    run: () => void,
  ) => {
    const label = words.text(filesMessages, key, { name });
    return html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${run}>${actionIcon(icon)}</button>`;
  };
  return html`<tr role="row" part="row" aria-selected=${isSelected ? 'true' : 'false'} data-id=${id}>
    <td role="cell" class="mark"><label class="check"><input type="checkbox" .checked=${isSelected} aria-label=${words.text(filesMessages, 'select', { name })} @click=${mark} /></label></td>
    <td role="cell" class="name">
      <button class="open" type="button" data-open=${id} title=${name} @click=${() => model.onOpen(document)}>
        <span class="kind">${kindIcon(kind)}<span class="visually-hidden">${words.text(filesMessages, kind)}</span></span>
        <bdi class="name-text"><span class="stem">${stem}</span><span class="ending">${ending}</span></bdi>
      </button>
      ${description ? html`<span class="description">${shownName(description)}</span>` : nothing}
    </td>
    <td role="cell" class=${machineId === null ? 'machine none' : 'machine'}>${model.machineName(machineId) ?? '–'}</td>
    <td role="cell" class="size">${sizeBytes === null ? '–' : words.bytes(sizeBytes)}</td>
    <td role="cell" class="added"><time datetime=${createdAt} title=${words.date(createdAt, { dateStyle: 'full', timeStyle: 'short' })}>${words.dateTime(createdAt)}</time>
      ${uploadedBy === null ? nothing : html`<span class="person">${model.personName(uploadedBy)}</span>`}</td>
    <td role="cell" class="row-acts">
      <span class="row-buttons">${act('downloadOf', 'download', () => model.onDownload(document))}
      ${
        canWrite
          ? html`${act('editOf', 'edit', () => model.onEdit(document))}${act('deleteOf', 'delete', () => model.onDelete(document))}`
          : nothing
      }</span>
    </td>
  </tr>`;
}

/** Rows without content. */
export function tableSkeleton(words: Words): TemplateResult {
  const row = html`<div class="skeleton-row"><div class="bone"></div><div class="bone"></div><div class="bone"></div></div>`;
  return html`<div class="skeleton" aria-busy="true" role="status">
    <span class="visually-hidden">${words.text(commonMessages, 'loading')}</span>
    <div aria-hidden="true">${Array.from({ length: 6 }, () => row)}</div>
  </div>`;
}
