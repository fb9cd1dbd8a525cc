import type { DocumentParams, StoredDocument } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { actionIcon } from '../files/file-icons.ts';
import { kindOf } from '../files/file-kinds.ts';
import { machineOptions } from '../files/filters.ts';
import { filesMessages } from '../files/messages.ts';
import { shownName } from '../files/shown-name.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { documentsMessages } from './messages.ts';

export interface DetailsModel {
  document: StoredDocument;
  canWrite: boolean;
  isEditing: boolean;
  isSaving: boolean;
  machines: ReadonlyMap<string, string>;
  personName: (userId: string | null) => string;
  onEdit: (isEditing: boolean) => void;
  onSave: (params: DocumentParams) => void;
  onDownload: () => void;
  onDelete: () => void;
}

const LONGEST_NAME = 255;

/** What is known of a document, and what can be done with it. */
export function documentDetails(words: Words, model: DetailsModel): TemplateResult {
  if (model.isEditing) return editForm(words, model);
  const { document, canWrite, machines, personName } = model;
  const { description, machineId, sizeBytes, uploadedBy, createdAt, updatedAt, mimeType } = document;
  const moment = (at: string): string => words.date(at, { dateStyle: 'medium', timeStyle: 'short' });
  const fact = (label: string, value: string): TemplateResult =>
    html`<dt>${label}</dt><dd><bdi>${value}</bdi></dd>`;
  return html`<dl class="facts">
      ${fact(words.text(filesMessages, 'kind'), words.text(filesMessages, kindOf(mimeType)))}
      ${fact(words.text(filesMessages, 'size'), sizeBytes === null ? '–' : words.bytes(sizeBytes))}
      ${fact(words.text(filesMessages, 'machine'), machineId === null ? '–' : (machines.get(machineId) ?? '–'))}
      ${fact(words.text(documentsMessages, 'added'), moment(createdAt))}
      ${updatedAt === createdAt ? nothing : fact(words.text(documentsMessages, 'changed'), moment(updatedAt))}
      ${fact(words.text(filesMessages, 'by'), personName(uploadedBy))}
    </dl>
    ${description ? html`<p class="said" dir="auto">${shownLines(description)}</p>` : nothing}
    <div class="acts">
      <button class="button" type="button" @click=${model.onDownload}>${actionIcon('download')}${words.text(commonMessages, 'download')}</button>
      ${
        canWrite
          ? html`<button class="button" type="button" data-act="edit" @click=${() => model.onEdit(true)}>${actionIcon('edit')}${words.text(filesMessages, 'edit')}</button>
            <button class="button" type="button" data-act="delete" @click=${model.onDelete}>${actionIcon('delete')}${words.text(commonMessages, 'remove')}</button>`
          : nothing
      }
    </div>`;
}

function editForm(words: Words, model: DetailsModel): TemplateResult {
  const { document, machines, isSaving } = model;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isSaving) return;
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string): string => String(data.get(name) ?? '').trim();
    model.onSave({
      name: said('name'),
      description: said('description') || null,
      machineId: said('machine') || null,
    });
  };
  return html`<form class="edit" @submit=${submit} aria-busy=${isSaving ? 'true' : 'false'}>
    <label class="field"><span class="field-label">${words.text(filesMessages, 'fileName')}</span>
      <input name="name" required maxlength=${LONGEST_NAME} pattern=".*\\S.*" dir="auto" autocomplete="off" .defaultValue=${document.name}
        title=${words.text(documentsMessages, 'nameWrong')} aria-describedby="name-hint" />
      <span class="field-hint" id="name-hint">${words.text(documentsMessages, 'nameHint')}</span></label>
    <label class="field"><span class="field-label">${words.text(documentsMessages, 'description')}</span>
      <textarea name="description" maxlength="4000" dir="auto" .defaultValue=${document.description ?? ''}></textarea>
      <span class="field-hint">${words.text(documentsMessages, 'optional')}</span></label>
    ${
      machines.size === 0
        ? html`<input type="hidden" name="machine" .value=${document.machineId ?? ''} />`
        : html`<label class="field"><span class="field-label">${words.text(filesMessages, 'machine')}</span>
          <span class="choice"><select name="machine"><option value="">${words.text(filesMessages, 'noMachine')}</option>
          ${machineOptions(machines, document.machineId ?? '')}</select></span></label>`
    }
    <div class="acts">
      <button class="button primary" type="submit">${words.text(filesMessages, 'save')}</button>
      <button class="button" type="button" @click=${() => model.onEdit(false)}>${words.text(commonMessages, 'cancel')}</button>
    </div>
  </form>`;
}

/** Lines stay lines; everything else that does not show is shown. */
function shownLines(text: string): string {
  return text.split(/\r?\n/).map(shownName).join('\n');
}
