import { html, nothing, type TemplateResult } from 'lit';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { actionIcon } from './file-icons.ts';
import type { AnyFile } from './file-store.ts';
import { filesMessages } from './messages.ts';
import { shownName } from './shown-name.ts';
import type { ViewerController } from './viewer-controller.ts';

export interface ViewerParts {
  count: number;
  /** The content. */
  stage: TemplateResult;
  /** What is known of it, beside it. */
  aside: TemplateResult;
  /** What can be undone; what is behind a dialog cannot be reached. */
  bars: TemplateResult;
}

/** The dialog that shows one file, with the way to its neighbours. */
export function viewerFrame<T extends AnyFile>(
  words: Words,
  viewer: ViewerController<T>,
  parts: (file: T) => ViewerParts,
): TemplateResult {
  const { file, index } = viewer;
  const inside = file && parts(file);
  const step = (by: -1 | 1, count: number): TemplateResult => {
    const label = words.text(filesMessages, by < 0 ? 'previous' : 'next');
    const isEnd = by < 0 ? index <= 0 : index >= count - 1;
    // Not disabled at the end: the focus would fall out of the dialog.
    return html`<button class="icon-button step" type="button" aria-label=${label} title=${label}
      aria-disabled=${isEnd ? 'true' : 'false'} @click=${() => viewer.move(by)}>${actionIcon(by < 0 ? 'back' : 'forward')}</button>`;
  };
  return html`<dialog class="viewer" part="viewer" aria-labelledby="viewer-name" @close=${viewer.close} @keydown=${viewer.handleKey}>
    ${
      file && inside
        ? html`<header class="viewer-head">
            <h2 class="viewer-name" id="viewer-name"><bdi>${shownName(file.name)}</bdi></h2>
            <span class="viewer-place" aria-live="polite">${words.text(filesMessages, 'place', { index: index + 1, count: inside.count })}</span>
            <span class="viewer-acts">${step(-1, inside.count)}${step(1, inside.count)}
              <button class="icon-button" type="button" autofocus aria-label=${words.text(commonMessages, 'close')}
                title=${words.text(commonMessages, 'close')} @click=${viewer.close}>${actionIcon('close')}</button></span>
          </header>
          <div class="viewer-body">
            <div class="viewer-stage" part="preview">${inside.stage}</div>
            <aside class="viewer-aside" aria-label=${words.text(filesMessages, 'details')}>${inside.aside}</aside>
          </div>
          ${inside.bars}`
        : nothing
    }
  </dialog>`;
}
