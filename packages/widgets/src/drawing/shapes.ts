import { html, type TemplateResult } from 'lit';

/** What can be told by a shape. */
export type ShapeName =
  | 'running'
  | 'idle'
  | 'fault'
  | 'maintenance'
  | 'offline'
  | 'ok'
  | 'warning'
  | 'critical'
  | 'unknown'
  | 'clock'
  | 'buffered'
  | 'online'
  | 'reconnecting'
  | 'lock'
  | 'plug'
  | 'box'
  | 'search'
  | 'plus'
  | 'minus'
  | 'fit'
  | 'back'
  | 'more'
  | 'tiles'
  | 'rows'
  | 'plan'
  | 'options'
  | 'up'
  | 'down'
  | 'open';

/**
 * Each state has a shape of its own: told apart in grey, at four metres, and by people who do not see red. Lines on a field
 * of 16 by 16; of a solid one, the body and after a bar the lines that are cut into it.
 */
const SHAPES: Readonly<Record<ShapeName, string>> = {
  running: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM6.4 5.2v5.6L11 8z|',
  idle: 'M13.75 8A5.75 5.75 0 1 1 2.25 8a5.75 5.75 0 0 1 11.5 0zM6.4 5.9v4.2M9.6 5.9v4.2',
  fault: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z|m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2',
  maintenance: 'M8 1.2 14.8 8 8 14.8 1.2 8zM8 5v3.6M8 10.2v1.2',
  offline:
    'M12 3.5a6 6 0 0 1 1.9 3.3M13.9 9.2a6 6 0 0 1-1.9 3.3M9.9 13.7a6 6 0 0 1-3.8 0M4 12.5a6 6 0 0 1-1.9-3.3M2.1 6.8a6 6 0 0 1 1.9-3.3M6.1 2.3a6 6 0 0 1 3.8 0M4.6 11.4l6.8-6.8',
  ok: 'm3 8.6 3.2 3.2L13 4.6',
  warning: 'M8 1.4 15.4 14.6H.6z|M8 6v4.2M8 11.6v1.4',
  critical: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z|M8 4v5M8 10.6v1.7',
  unknown: 'M3 8h2M7 8h2M11 8h2',
  clock: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.6V8l2.4 1.8',
  buffered: 'M8 12.5v-9M4.6 6.8 8 3.4l3.4 3.4M3 14.5h10',
  online: 'M2.2 8.6h2.6l1.8-4.2 2.8 7.2 1.8-4.6h2.6',
  reconnecting:
    'M13.4 6.2A5.8 5.8 0 0 0 3.2 4.6M2.6 9.8a5.8 5.8 0 0 0 10.2 1.6M3.4 1.6v3.4h3.4M12.6 14.4V11H9.2',
  lock: 'M3 7h.9V5a4.1 4.1 0 0 1 8.2 0v2h.9v7.4H3zM5.4 7h5.2V5a2.6 2.6 0 0 0-5.2 0z|',
  plug: 'M5.4 1.4v3.4m5.2-3.4v3.4M3.4 5h9.2v2.4a4.6 4.6 0 0 1-9.2 0zM8 12v3',
  box: 'M2 5.2 8 2l6 3.2v5.6L8 14l-6-3.2zM2 5.2l6 3.2 6-3.2M8 8.4V14',
  search: 'M11.4 7a4.4 4.4 0 1 1-8.8 0 4.4 4.4 0 0 1 8.8 0zM10.4 10.4l3.8 3.8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  back: 'M6.2 3 2.6 6.4l3.6 3.4M3 6.4h6.6a3.4 3.4 0 0 1 0 6.8H6.4',
  more: 'M4.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM9.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM14.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0z|',
  tiles: 'M2 2.5h5v5H2zM9.5 2.5h5v5h-5zM2 9.5h5v4H2zM9.5 9.5h5v4h-5z',
  rows: 'M2 4h12M2 8h12M2 12h12',
  plan: 'M2 2.5h12v11H2zM2 8h4.5M9.5 8H14M8 2.5v3M8 13.5v-3',
  options:
    'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M12.9 4.5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0zM6.9 11.5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0z',
  up: 'M8 13V3.4M4.2 7.2 8 3.4l3.8 3.8',
  down: 'M8 3v9.6M4.2 8.8 8 12.6l3.8-3.8',
  open: 'm4 6.2 4 4 4-4',
};

/** A shape in the current text colour, sized by its text. Decorative: the word is always beside it. */
export function shape(name: ShapeName): TemplateResult {
  const [path, cut] = SHAPES[name].split('|');
  return cut === undefined
    ? html`<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"><path d=${path}></path></svg>`
    : html`<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false" fill="currentColor" stroke-width="1.8"><path d=${path} fill-rule="evenodd"></path><path d=${cut} stroke="var(--_surface)"></path></svg>`;
}
