import { html, nothing, type TemplateResult } from 'lit';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { fileError } from './file-errors.ts';
import { kindIcon } from './file-icons.ts';
import { kindOf } from './file-kinds.ts';
import type { AnyFile } from './file-store.ts';
import { filesMessages } from './messages.ts';
import type { Preview } from './preview-book.ts';
import { shownName } from './shown-name.ts';

/** The content of a file as far as it can be shown safely. */
export function previewView(
  words: Words,
  file: AnyFile,
  preview: Preview,
  onRetry: () => void,
): TemplateResult {
  const name = shownName(file.name);
  switch (preview.kind) {
    case 'picture':
      return html`<img class="preview-picture" src=${preview.url} alt=${name} />`;
    case 'video':
      return html`<video class="preview-picture" src=${preview.url} controls preload="metadata" aria-label=${name}></video>`;
    case 'audio':
      return html`<audio src=${preview.url} controls preload="metadata" aria-label=${name}></audio>`;
    case 'text':
      return html`<pre class="preview-text" tabindex="0" role="region" aria-label=${words.text(filesMessages, 'preview')} dir="auto">${preview.text}</pre>
        ${preview.isCut ? html`<p class="preview-note">${words.text(filesMessages, 'previewShort')}</p>` : nothing}`;
    case 'pdf':
      return note(
        file,
        words.text(filesMessages, 'pdfOpens'),
        html`<a class="button primary" href=${preview.url} target="_blank" rel="noopener noreferrer">${words.text(filesMessages, 'openTab')}</a>`,
      );
    case 'waiting':
      return html`<div class="skeleton preview-wait" role="status"><span class="visually-hidden">${words.text(commonMessages, 'loading')}</span><div class="bone"></div></div>`;
    case 'failed': {
      const reason = fileError(words, preview.error);
      return note(
        file,
        words.text(filesMessages, 'previewFailed', { reason }),
        html`<button class="button" type="button" @click=${onRetry}>${words.text(commonMessages, 'retry')}</button>`,
      );
    }
    case 'too-large':
      return note(file, words.text(filesMessages, 'previewTooLarge'));
    case 'none':
      return note(file, words.text(filesMessages, 'noPreview'));
  }
}

function note(file: AnyFile, text: string, act: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="preview-none"><span class="preview-icon">${kindIcon(kindOf(file.mimeType))}</span><p>${text}</p>${act}</div>`;
}
