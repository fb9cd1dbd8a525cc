import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

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

/** Each state has a shape of its own: told apart in grey, at four metres, and by people who do not see red. */
const SHAPES: Record<ShapeName, SVGTemplateResult> = {
  running: svg`<circle cx="8" cy="8" r="6.5" fill="currentColor"/><path d="M6.4 5.2 11 8l-4.6 2.8z" fill="var(--_surface)"/>`,
  idle: svg`<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6.4 5.9v4.2M9.6 5.9v4.2" stroke="currentColor" stroke-width="1.5"/>`,
  fault: svg`<path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor"/><path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" stroke="var(--_surface)" stroke-width="1.8"/>`,
  maintenance: svg`<path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 5v3.6M8 10.2v1.2" stroke="currentColor" stroke-width="1.6"/>`,
  offline: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.6 2.1"/><path d="m4.6 11.4 6.8-6.8" stroke="currentColor" stroke-width="1.5"/>`,
  ok: svg`<path d="m3 8.6 3.2 3.2L13 4.6" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  warning: svg`<path d="M8 1.4 15.4 14.6H.6z" fill="currentColor"/><path d="M8 6v4.2M8 11.6v1.4" stroke="var(--_surface)" stroke-width="1.7"/>`,
  critical: svg`<path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor"/><path d="M8 4v5M8 10.6v1.7" stroke="var(--_surface)" stroke-width="1.8"/>`,
  unknown: svg`<path d="M3 8h10" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2 2"/>`,
  clock: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M8 4.6V8l2.4 1.8" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  buffered: svg`<path d="M8 12.5v-9M4.6 6.8 8 3.4l3.4 3.4M3 14.5h10" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  online: svg`<path d="M2.2 8.6h2.6l1.8-4.2 2.8 7.2 1.8-4.6h2.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/>`,
  reconnecting: svg`<path d="M13.4 6.2A5.8 5.8 0 0 0 3.2 4.6M2.6 9.8a5.8 5.8 0 0 0 10.2 1.6" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M3.4 1.6v3.4h3.4M12.6 14.4V11H9.2" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  lock: svg`<path d="M4.6 7V5a3.4 3.4 0 0 1 6.8 0v2" fill="none" stroke="currentColor" stroke-width="1.5"/><rect x="3" y="7" width="10" height="7.4" rx="1.4" fill="currentColor"/>`,
  plug: svg`<path d="M5.4 1.4v3.4m5.2-3.4v3.4M3.4 5h9.2v2.4a4.6 4.6 0 0 1-9.2 0zM8 12v3" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  box: svg`<path d="M2 5.2 8 2l6 3.2v5.6L8 14l-6-3.2zM2 5.2l6 3.2 6-3.2M8 8.4V14" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round"/>`,
  search: svg`<circle cx="7" cy="7" r="4.4" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m10.4 10.4 3.8 3.8" stroke="currentColor" stroke-width="1.5"/>`,
  plus: svg`<path d="M8 3v10M3 8h10" stroke="currentColor" stroke-width="1.6"/>`,
  minus: svg`<path d="M3 8h10" stroke="currentColor" stroke-width="1.6"/>`,
  fit: svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  back: svg`<path d="M6.2 3 2.6 6.4l3.6 3.4M3 6.4h6.6a3.4 3.4 0 0 1 0 6.8H6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  more: svg`<circle cx="3" cy="8" r="1.5" fill="currentColor"/><circle cx="8" cy="8" r="1.5" fill="currentColor"/><circle cx="13" cy="8" r="1.5" fill="currentColor"/>`,
  tiles: svg`<path d="M2 2.5h5v5H2zM9.5 2.5h5v5h-5zM2 9.5h5v4H2zM9.5 9.5h5v4h-5z" fill="none" stroke="currentColor" stroke-width="1.3"/>`,
  rows: svg`<path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" stroke-width="1.6"/>`,
  plan: svg`<path d="M2 2.5h12v11H2zM2 8h4.5M9.5 8H14M8 2.5v3M8 13.5v-3" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  options: svg`<path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7" stroke="currentColor" stroke-width="1.5"/><circle cx="11" cy="4.5" r="1.9" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="5" cy="11.5" r="1.9" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  up: svg`<path d="M8 13V3.4M4.2 7.2 8 3.4l3.8 3.8" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  down: svg`<path d="M8 3v9.6M4.2 8.8 8 12.6l3.8-3.8" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  open: svg`<path d="m4 6.2 4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.7"/>`,
};

/** A shape in the current text colour, sized by its text. Decorative: the word is always beside it. */
export function shape(name: ShapeName): TemplateResult {
  return html`<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
