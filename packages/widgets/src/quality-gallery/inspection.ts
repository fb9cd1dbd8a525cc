import type { QualityImage, QualityUpdateParams } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { actionIcon } from '../files/file-icons.ts';
import { filesMessages } from '../files/messages.ts';
import { shownName } from '../files/shown-name.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { qualityMessages } from './messages.ts';
import { RESULTS, resultOf, resultSign } from './result.ts';

export interface InspectionModel {
  picture: QualityImage;
  canWrite: boolean;
  machineName: string | undefined;
  personName: (userId: string | null) => string;
  onPoint: (defect: number | undefined) => void;
  onSave: (params: QualityUpdateParams) => void;
  onDownload: () => void;
  onDelete: () => void;
}

/** What the inspection found, who looked, and what a person may say instead. */
export function inspection(words: Words, model: InspectionModel): TemplateResult {
  const { picture, canWrite, machineName, personName } = model;
  const moment = (at: string): string => words.date(at, { dateStyle: 'medium', timeStyle: 'short' });
  const fact = (label: string, value: string): TemplateResult =>
    html`<dt>${label}</dt><dd><bdi>${value}</bdi></dd>`;
  return html`<div class="verdict" data-result=${resultOf(picture.result)}>${resultSign(words, resultOf(picture.result))}</div>
    ${canWrite ? resultButtons(words, model) : nothing}
    ${defectList(words, model)}
    ${canWrite ? notesForm(words, model) : picture.notes ? html`<p class="said" dir="auto">${shownName(picture.notes)}</p>` : nothing}
    <dl class="facts">
      ${picture.inspectedAt === null ? nothing : fact(words.text(qualityMessages, 'inspectedAt'), moment(picture.inspectedAt))}
      ${picture.inspectedBy === null ? nothing : fact(words.text(qualityMessages, 'inspectedBy'), inspector(words, picture))}
      ${fact(words.text(qualityMessages, 'taken'), moment(picture.capturedAt))}
      ${fact(words.text(filesMessages, 'machine'), machineName ?? '–')}
      ${fact(words.text(qualityMessages, 'uploaded'), personName(picture.uploadedBy))}
      ${fact(words.text(filesMessages, 'size'), picture.sizeBytes === null ? '–' : words.bytes(picture.sizeBytes))}
    </dl>
    <div class="acts">
      <button class="button" type="button" @click=${model.onDownload}>${actionIcon('download')}${words.text(commonMessages, 'download')}</button>
      ${canWrite ? html`<button class="button" type="button" data-act="delete" @click=${model.onDelete}>${actionIcon('delete')}${words.text(commonMessages, 'remove')}</button>` : nothing}
    </div>`;
}

function resultButtons(words: Words, { picture, onSave }: InspectionModel): TemplateResult {
  const present = resultOf(picture.result);
  return html`<div class="result-set" role="group" aria-label=${words.text(qualityMessages, 'setResult')}>
    ${RESULTS.map(
      (
        result,
      ) => html`<button class="button result-button" type="button" data-set=${result} aria-pressed=${result === present ? 'true' : 'false'}
        @click=${() => result !== present && onSave({ result: result === 'none' ? null : result })}>${resultSign(words, result)}</button>`,
    )}
  </div>`;
}

function defectList(words: Words, { picture: { defects }, onPoint }: InspectionModel): TemplateResult {
  const title = html`<h3 class="aside-title">${words.text(qualityMessages, 'defectsTitle')}</h3>`;
  if (defects.length === 0)
    return html`${title}<p class="quiet-text">${words.text(qualityMessages, 'noDefects')}</p>`;
  return html`${title}<ol class="defects">
    ${defects.map(
      (
        { label, confidence },
        index,
      ) => html`<li class="defect" @pointerenter=${() => onPoint(index)} @pointerleave=${() => onPoint(undefined)}>
        <bdi>${shownName(label)}</bdi> <span class="quiet-text">${words.text(qualityMessages, 'confidence', { percent: words.percent(confidence) })}</span>
      </li>`,
    )}
  </ol>`;
}

function notesForm(words: Words, { picture, onSave }: InspectionModel): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const notes = String(new FormData(event.currentTarget as HTMLFormElement).get('notes') ?? '').trim();
    onSave({ notes: notes || null });
  };
  return html`<form class="notes" @submit=${submit}>
    <label class="field"><span class="field-label">${words.text(qualityMessages, 'notes')}</span>
      <textarea name="notes" maxlength="4000" dir="auto" .value=${picture.notes ?? ''}></textarea>
      <span class="field-hint">${words.text(qualityMessages, 'notesHint')}</span></label>
    <button class="button" type="submit">${words.text(filesMessages, 'save')}</button>
  </form>`;
}

function inspector(words: Words, { inspectedBy, model }: QualityImage): string {
  if (inspectedBy === 'person') return words.text(qualityMessages, 'noPerson');
  return model === null ? words.text(qualityMessages, 'ai') : words.text(qualityMessages, 'model', { model });
}
