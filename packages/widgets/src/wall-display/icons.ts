import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** What a button of the display does. */
export type IconName = 'previous' | 'next' | 'pause' | 'play' | 'pulse' | 'full' | 'leave-full';

const ICONS: Record<IconName, SVGTemplateResult> = {
  previous: svg`<path d="M10 2.8 4.8 8l5.2 5.2"/>`,
  next: svg`<path d="M6 2.8 11.2 8 6 13.2"/>`,
  pause: svg`<path d="M5.2 3v10M10.8 3v10"/>`,
  play: svg`<path d="M4.6 2.8 12.6 8l-8 5.2z" fill="currentColor"/>`,
  pulse: svg`<path d="M1 8.6h3l2-5 3.4 9 2-4H15"/>`,
  full: svg`<path d="M2.2 6V2.2H6M10 2.2h3.8V6M13.8 10v3.8H10M6 13.8H2.2V10"/>`,
  'leave-full': svg`<path d="M6 2.2V6H2.2M13.8 6H10V2.2M10 13.8V10h3.8M2.2 10H6v3.8"/>`,
};

/** The picture on a button, whose name is beside it. Arrows turn round where people read from the right. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon ${name}" viewBox="0 0 16 16" aria-hidden="true" focusable="false"
    fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round">${ICONS[name]}</svg>`;
}
