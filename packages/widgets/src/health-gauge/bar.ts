import { html, type TemplateResult } from 'lit';
import type { HealthLimits } from '../drawing/health.ts';

export { barStyles as styles } from './bar.styles.ts';

/** The straight gauge, on a field of 100 by 12 that is stretched: track, filled part, ticks where the word changes. */
export function gaugeBar(value: number | null, { watchFrom, goodFrom }: HealthLimits): TemplateResult {
  const filled = Math.min(100, Math.max(0, value ?? 0));
  return html`<svg class="dial" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="bar-track" part="track" width="100" height="8"></rect>
    <rect class="bar-fill" part="indicator" width=${filled} height="8" visibility=${value === null ? 'hidden' : 'visible'}></rect>
    <path class="bar-zone" d="M${watchFrom} 9.5v2.5M${goodFrom} 9.5v2.5"></path>
  </svg>`;
}
