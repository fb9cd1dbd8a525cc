import type { Defect, QualityImage } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { actionIcon } from '../files/file-icons.ts';
import { shownName } from '../files/shown-name.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { qualityMessages } from './messages.ts';
import { resultOf, resultSign } from './result.ts';
import type { Zoom } from './zoom.ts';

export interface StageModel {
  zoom: Zoom;
  hasBoxes: boolean;
  /** Index of the defect that somebody points at. */
  pointedAt: number | undefined;
  url: (id: string) => string | undefined;
  hasFailed: (id: string) => boolean;
  onRetry: (id: string) => void;
  onBroken: (id: string) => void;
  onBoxes: (hasBoxes: boolean) => void;
}

/** One picture, or two side by side, with the defects drawn over it and the means to look closer. */
export function pictureStage(
  words: Words,
  pictures: readonly QualityImage[],
  model: StageModel,
): TemplateResult {
  const { zoom, hasBoxes } = model;
  const percent = words.percent(zoom.state.scale);
  const button = (
    key: 'zoomIn' | 'zoomOut' | 'zoomFit',
    icon: 'plus' | 'minus' | 'fit',
    run: () => void,
  ): TemplateResult => {
    const label = words.text(qualityMessages, key);
    return html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${run}>${actionIcon(icon)}</button>`;
  };
  const hasDefects = pictures.some(({ defects }) => defects.length > 0);
  return html`<div class="pictures" data-count=${pictures.length}>
      ${pictures.map((picture) => onePicture(words, picture, model, pictures.length > 1))}
    </div>
    <div class="stage-bar" part="stage-bar">
      ${button('zoomOut', 'minus', () => zoom.out())}
      <span class="zoomed" role="status" aria-label=${words.text(qualityMessages, 'zoomed', { percent })}>${percent}</span>
      ${button('zoomIn', 'plus', () => zoom.in())}
      ${button('zoomFit', 'fit', () => zoom.fit())}
      ${
        hasDefects
          ? html`<label class="toggle"><input type="checkbox" .checked=${hasBoxes}
              @change=${(event: Event) => model.onBoxes((event.currentTarget as HTMLInputElement).checked)} />${words.text(qualityMessages, 'boxes')}</label>`
          : nothing
      }
    </div>`;
}

function onePicture(
  words: Words,
  picture: QualityImage,
  model: StageModel,
  hasCaption: boolean,
): TemplateResult {
  const { id, defects } = picture;
  const { zoom, hasBoxes, pointedAt } = model;
  const { scale, x, y } = zoom.state;
  const name = shownName(picture.name);
  const url = model.url(id);
  const result = words.text(qualityMessages, resultOf(picture.result));
  const fitFrame = (event: Event): void => {
    const { naturalWidth, naturalHeight, parentElement } = event.currentTarget as HTMLImageElement;
    parentElement?.style.setProperty('--ratio', String(naturalWidth / Math.max(1, naturalHeight)));
  };
  const content = (): TemplateResult => {
    if (model.hasFailed(id))
      return html`<div class="preview-none"><p>${words.text(qualityMessages, 'notLoaded')}</p>
        <button class="button" type="button" @click=${() => model.onRetry(id)}>${words.text(commonMessages, 'retry')}</button></div>`;
    if (url === undefined) return html`<div class="skeleton preview-wait"><div class="bone"></div></div>`;
    return html`<div class="mover" .style=${`transform: translate(${x}px, ${y}px) scale(${scale}); --zoom: ${scale}`}>
      <div class="frame">
        <img src=${url} alt=${words.text(qualityMessages, 'picture', { name, result })} draggable="false" @load=${fitFrame} @error=${() => model.onBroken(id)} />
        ${hasBoxes ? defects.map((defect, index) => defectBox(defect, index, index === pointedAt)) : nothing}
      </div>
    </div>`;
  };
  return html`<figure class="one">
    <div class="stage" part="stage" tabindex="0" role="group" aria-label=${words.text(qualityMessages, 'stage', { name })}
      ?data-zoomed=${scale > 1} @wheel=${zoom.handleWheel} @dblclick=${zoom.handleDoubleClick} @keydown=${zoom.handleKey}
      @pointerdown=${zoom.handleDown} @pointermove=${zoom.handleMove} @pointerup=${zoom.handleUp} @pointercancel=${zoom.handleUp}>
      ${content()}
    </div>
    ${hasCaption ? html`<figcaption class="caption-line">${resultSign(words, resultOf(picture.result))}<bdi>${name}</bdi></figcaption>` : nothing}
  </figure>`;
}

/** Number and frame; the words are in the list beside it, under the same number. */
function defectBox(
  { box: [x, y, width, height] }: Defect,
  index: number,
  isPointed: boolean,
): TemplateResult {
  const part = (share: number): string => `${(share * 100).toFixed(2)}%`;
  const place = `inset-inline-start: ${part(x)}; inset-block-start: ${part(y)}; inline-size: ${part(width)}; block-size: ${part(height)}`;
  return html`<span class="defect-box" part="defect" aria-hidden="true" ?data-pointed=${isPointed} .style=${place}><span class="defect-number">${index + 1}</span></span>`;
}
