import type { QualityImage } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { filesMessages } from '../files/messages.ts';
import { nameParts, shownName } from '../files/shown-name.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { qualityMessages } from './messages.ts';
import type { PictureUrls } from './picture-urls.ts';
import { resultOf, resultSign } from './result.ts';

export interface CardsModel {
  label: string;
  pictures: readonly QualityImage[];
  selected: ReadonlySet<string>;
  urls: PictureUrls;
  machineName: (machineId: string | null) => string | undefined;
  onOpen: (picture: QualityImage) => void;
  onSelect: (picture: QualityImage, isOn: boolean, isRange: boolean) => void;
}

/** Pictures in rows, each with its result. Each card has its size before its picture comes. */
export function pictureCards(words: Words, model: CardsModel): TemplateResult {
  return html`<ul class="cards" part="cards" aria-label=${model.label}>
    ${repeat(
      model.pictures,
      ({ id }) => id,
      (picture) => card(words, picture, model),
    )}
  </ul>`;
}

function card(words: Words, picture: QualityImage, model: CardsModel): TemplateResult {
  const { id, defects, machineId, capturedAt } = picture;
  const result = resultOf(picture.result);
  const name = shownName(picture.name);
  const [stem, ending] = nameParts(name);
  const isSelected = model.selected.has(id);
  const mark = (event: MouseEvent): void =>
    model.onSelect(picture, (event.currentTarget as HTMLInputElement).checked, event.shiftKey);
  const machine = model.machineName(machineId);
  return html`<li class="card" part="card" data-picture=${id} data-result=${result} ?data-selected=${isSelected}>
    <button class="shot" type="button" data-open=${id} @click=${() => model.onOpen(picture)}>
      ${shot(words, picture, model.urls)}
      ${defects.length === 0 ? nothing : html`<span class="count-mark">${words.text(qualityMessages, 'defects', { count: defects.length })}</span>`}
    </button>
    <label class="check"><input type="checkbox" .checked=${isSelected} aria-label=${words.text(filesMessages, 'select', { name })} @click=${mark} /></label>
    <div class="caption">
      ${resultSign(words, result)}
      <bdi class="card-name" title=${name}><span class="stem">${stem}</span><span class="ending">${ending}</span></bdi>
      <span class="card-from"><time datetime=${capturedAt}>${words.dateTime(capturedAt)}</time>${machine === undefined ? nothing : html`<bdi>${machine}</bdi>`}</span>
    </div>
  </li>`;
}

function shot(words: Words, picture: QualityImage, urls: PictureUrls): TemplateResult {
  const { id } = picture;
  const name = shownName(picture.name);
  const alt = words.text(qualityMessages, 'picture', {
    name,
    result: words.text(qualityMessages, resultOf(picture.result)),
  });
  const url = urls.of(id);
  if (url !== undefined)
    return html`<img class="thumb" src=${url} alt=${alt} loading="lazy" decoding="async" @error=${() => urls.broken(id)} />`;
  const text = urls.hasFailed(id) ? words.text(qualityMessages, 'notLoaded') : '';
  return html`<span class="thumb waiting"><span class="visually-hidden">${alt}</span>${text}</span>`;
}

/** Cards without content. */
export function cardsSkeleton(words: Words): TemplateResult {
  const bone = html`<div class="card"><div class="bone shot"></div><div class="caption"><div class="bone line"></div></div></div>`;
  return html`<div class="skeleton" aria-busy="true" role="status">
    <span class="visually-hidden">${words.text(commonMessages, 'loading')}</span>
    <div class="cards" aria-hidden="true">${Array.from({ length: 8 }, () => bone)}</div>
  </div>`;
}
