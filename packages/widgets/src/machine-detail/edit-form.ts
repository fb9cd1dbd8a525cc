import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { typeWord } from '../drawing/machine-type.ts';
import { machineMessages } from '../drawing/messages.ts';
import { STATUS_ORDER } from '../drawing/status.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import type { Draft, DraftError } from './draft.ts';
import type { EditWork, OpenForm } from './edit-work.ts';
import { fieldValue } from './field-words.ts';
import { detailMessages } from './messages.ts';
import { MACHINE_TYPE_NAMES } from './type-names.ts';

interface FormActions {
  onSave(): void;
  onCancel(): void;
}

type Hint = 'nameHint' | 'typeHint' | 'statusHint' | 'floorHint';

/** The form of one machine: label above, hint below, what is wrong in place of the hint. */
export function editForm(
  words: Words,
  machine: Machine,
  form: OpenForm,
  work: EditWork,
  { onSave, onCancel }: FormActions,
): TemplateResult {
  const { draft, errors } = form;
  const type = (change: Partial<Draft>): void => work.type(machine.id, change);
  const textOf = (event: Event): string =>
    event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
      ? event.target.value
      : '';
  const handleSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSave();
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  const note = (id: string, hint: Hint, error: DraftError | undefined, meanwhile?: string): TemplateResult =>
    html`<p class=${error ? 'hint error' : 'hint'} id=${id}>${
      error ? words.text(detailMessages, error) : (meanwhile ?? words.text(detailMessages, hint))
    }</p>`;
  const say = (key: keyof typeof detailMessages.english): string => words.text(detailMessages, key);
  return html`<form class="form" part="form" novalidate aria-label=${words.text(detailMessages, 'editTitle', { name: form.base.name })}
    @submit=${handleSubmit} @keydown=${handleKey}>
    ${form.failure === undefined ? nothing : html`<p class="failure" role="alert">${failureText(words, form.failure)}</p>`}
    <div class="field">
      <label for="name">${say('name')}</label>
      <input class="input" id="name" maxlength="400" autocomplete="off" .value=${live(draft.name)} aria-describedby="name-note"
        aria-invalid=${errors.name ? 'true' : 'false'} @input=${(event: Event) => type({ name: textOf(event) })} />
      ${note('name-note', 'nameHint', errors.name, meanwhile(words, 'name', form, machine))}
    </div>
    <div class="field">
      <label for="type">${say('type')}</label>
      <input class="input" id="type" list="types" autocomplete="off" .value=${live(draft.type)} aria-describedby="type-note"
        @input=${(event: Event) => type({ type: textOf(event) })} />
      <datalist id="types">${MACHINE_TYPE_NAMES.map((name) => html`<option value=${name}>${typeWord(words, name)}</option>`)}</datalist>
      ${note('type-note', 'typeHint', undefined, meanwhile(words, 'type', form, machine))}
    </div>
    <div class="field">
      <label for="status">${say('status')}</label>
      <select class="input" id="status" aria-describedby="status-note"
        @change=${(event: Event) => type({ status: STATUS_ORDER.find((one) => one === textOf(event)) ?? draft.status })}>
        ${STATUS_ORDER.map((status) => html`<option value=${status} .selected=${status === draft.status}>${words.text(machineMessages, status)}</option>`)}
      </select>
      ${note('status-note', 'statusHint', undefined, meanwhile(words, 'status', form, machine))}
    </div>
    <fieldset class="field">
      <legend>${say('floor')}</legend>
      <div class="pair">
        ${(['column', 'row'] as const).map(
          (field) => html`<label class="inner"><span>${say(field)}</span>
            <input class="input" id=${field} inputmode="numeric" autocomplete="off" .value=${live(draft[field])} aria-describedby="place-note"
              aria-invalid=${errors.place ? 'true' : 'false'} @input=${(event: Event) => type({ [field]: textOf(event) })} /></label>`,
        )}
      </div>
      ${note(
        'place-note',
        'floorHint',
        errors.place,
        meanwhile(words, 'gridPositionX', form, machine) ?? meanwhile(words, 'gridPositionY', form, machine),
      )}
    </fieldset>
    <div class="form-foot">
      <button class="button primary" part="save" type="submit">${say('save')}</button>
      <button class="button" type="button" @click=${onCancel}>${words.text(commonMessages, 'cancel')}</button>
    </div>
  </form>`;
}

/** What somebody else set while the form stood open. */
function meanwhile(
  words: Words,
  field: 'name' | 'type' | 'status' | 'gridPositionX' | 'gridPositionY',
  { base }: OpenForm,
  machine: Machine,
): string | undefined {
  if (machine[field] === base[field]) return undefined;
  return words.text(detailMessages, 'meanwhile', { value: fieldValue(words, field, machine[field]) });
}

const FAILURES: Readonly<Record<string, keyof typeof detailMessages.english>> = {
  permission_denied: 'failedPermission',
  not_found: 'failedGone',
  validation_failed: 'failedInvalid',
};

function failureText(words: Words, failure: unknown): string {
  const { code = '' } = (failure ?? {}) as { code?: string };
  const reason = words.text(detailMessages, FAILURES[code] ?? 'failedServer');
  return words.text(detailMessages, 'failed', { reason });
}
