import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { FileKind } from './file-kinds.ts';

/** What can be done with a file. */
export type ActionIcon =
  | 'upload'
  | 'camera'
  | 'download'
  | 'edit'
  | 'delete'
  | 'close'
  | 'back'
  | 'forward'
  | 'cancel'
  | 'retry'
  | 'plus'
  | 'minus'
  | 'fit'
  | 'compare';

const SHEET = 'M3.5 1.5h6l3 3v10h-9z M9.5 1.5v3h3';

/** A sheet with a sign of what is on it. */
const KINDS: Readonly<Record<FileKind, SVGTemplateResult>> = {
  pdf: svg`<path d="M5.5 12.5c2-1.5 2.6-4 2.4-5.6 .5 2 1.6 3.3 3 3.7-1.6.1-3.8.7-5.4 1.9z"/>`,
  picture: svg`<path d="m5 12.5 2.3-3 1.5 1.6 1-.9 1.2 2.3z"/><circle cx="6.3" cy="7" r=".7"/>`,
  text: svg`<path d="M5.5 7h5M5.5 9.5h5M5.5 12h3"/>`,
  table: svg`<path d="M5.3 7h5.4v5.3H5.3zM5.3 9.6h5.4M8 7v5.3"/>`,
  letter: svg`<path d="m5.3 7 1.2 5L8 8.5l1.5 3.5 1.2-5"/>`,
  slides: svg`<path d="M5.2 7.2h5.6v3.6H5.2zM8 10.8v1.7"/>`,
  video: svg`<path d="m6.5 7 4 2.7-4 2.7z"/>`,
  audio: svg`<path d="M6.8 12V7.2l3.6-.7v4.7"/><circle cx="5.9" cy="12" r=".9"/><circle cx="9.5" cy="11.3" r=".9"/>`,
  other: svg`<path d="M8 8v2.5M8 12v.8"/>`,
};

const ACTIONS: Readonly<Record<ActionIcon, SVGTemplateResult>> = {
  upload: svg`<path d="M8 10.5V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v3h11v-3"/>`,
  camera: svg`<path d="M2 5h2.5l1.2-2h4.6l1.2 2H14v8H2z"/><circle cx="8" cy="8.8" r="2.3"/>`,
  download: svg`<path d="M8 2.3v8M4.8 7.2 8 10.4l3.2-3.2M2.5 10.5v3h11v-3"/>`,
  edit: svg`<path d="m3 13 .6-2.8 7.4-7.4 2.2 2.2-7.4 7.4zM9.6 4.2l2.2 2.2"/>`,
  delete: svg`<path d="M2.8 4.2h10.4M6 4V2.5h4V4M4.2 4.5l.6 9h6.4l.6-9M6.7 6.8v4.4M9.3 6.8v4.4"/>`,
  close: svg`<path d="m3.5 3.5 9 9m0-9-9 9"/>`,
  back: svg`<path d="M10 3 5 8l5 5"/>`,
  forward: svg`<path d="m6 3 5 5-5 5"/>`,
  cancel: svg`<circle cx="8" cy="8" r="6"/><path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6"/>`,
  retry: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  minus: svg`<path d="M3 8h10"/>`,
  fit: svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>`,
  compare: svg`<path d="M2 3h5v10H2zM9 3h5v10H9z"/>`,
};

function icon(content: SVGTemplateResult): TemplateResult {
  return html`<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false" fill="none"
    stroke="currentColor" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round">${content}</svg>`;
}

/** What a file is, by its sheet. Decorative: the word is beside it or in the name of the control. */
export function kindIcon(kind: FileKind): TemplateResult {
  return icon(svg`<path d=${SHEET} />${KINDS[kind]}`);
}

/** What a button does. Decorative: its name says it. */
export function actionIcon(name: ActionIcon): TemplateResult {
  return icon(ACTIONS[name]);
}
