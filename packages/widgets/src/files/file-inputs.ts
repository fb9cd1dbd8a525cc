import type { FileRules } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { actionIcon } from './file-icons.ts';
import { acceptOf } from './file-kinds.ts';
import type { GivenFile } from './fit-file.ts';
import { filesMessages } from './messages.ts';

/** The button that opens the file picker; with `withCamera` on touch screens another one for the camera. */
export function fileInputs(
  words: Words,
  rules: FileRules,
  onFiles: (files: readonly GivenFile[]) => void,
  withCamera = false,
): TemplateResult {
  const take = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])].map((file) => ({ file }));
    // The same file may be chosen again.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  const pick = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    button.parentElement
      ?.querySelector<HTMLInputElement>(`input[data-for="${button.dataset.pick}"]`)
      ?.click();
  };
  return html`<span class="inputs">
    ${
      withCamera
        ? html`<button class="button camera" type="button" data-pick="camera" @click=${pick}>${actionIcon('camera')}${words.text(filesMessages, 'takePicture')}</button>
          <input hidden type="file" data-for="camera" accept="image/*" capture="environment" @change=${take} />`
        : nothing
    }
    <button class="button primary" type="button" part="upload-button" aria-describedby="rules" data-pick="files" @click=${pick}>${actionIcon('upload')}${words.text(filesMessages, 'upload')}</button>
    <input hidden type="file" multiple data-for="files" accept=${acceptOf(rules.mimeTypes)} @change=${take} />
  </span>`;
}
