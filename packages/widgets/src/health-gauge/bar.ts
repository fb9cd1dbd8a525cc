import { type SVGTemplateResult, svg } from 'lit';
import type { HealthLimits } from '../drawing/health.ts';

/** The straight gauge, on a field of 100 by 12 that is stretched: track, filled part, ticks where the word changes. */
export function gaugeBar(value: number | null, { watchFrom, goodFrom }: HealthLimits): SVGTemplateResult {
  const filled = Math.min(100, Math.max(0, value ?? 0));
  return svg`
    <rect class="bar-track" part="track" width="100" height="8"></rect>
    <rect class="bar-fill" part="indicator" width=${filled} height="8" visibility=${value === null ? 'hidden' : 'visible'}></rect>
    <path class="bar-zone" d="M${watchFrom} 9.5v2.5M${goodFrom} 9.5v2.5"></path>`;
}
