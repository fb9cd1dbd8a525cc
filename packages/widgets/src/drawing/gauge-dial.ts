import { html, type TemplateResult } from 'lit';
import { arcPath, tickPath } from './arc.ts';
import type { HealthLimits } from './health.ts';

const RADIUS = 41;
const TRACK = arcPath(RADIUS);

/** Track, filled part and the two thin ticks where the word changes. `pathLength` makes the dash speak in scores. */
export function gaugeDial(value: number | null, limits: HealthLimits): TemplateResult {
  const filled = Math.min(100, Math.max(0, value ?? 0));
  const zones = [limits.watchFrom, limits.goodFrom].map((score) => tickPath(score, 46.5, 50)).join('');
  return html`<svg class="dial" viewBox="0 0 100 82" fill="none" aria-hidden="true" focusable="false">
    <path class="track" part="track" d=${TRACK} stroke-width="6" pathLength="100"></path>
    <path class="indicator" part="indicator" d=${TRACK} stroke-width="6" pathLength="100"
      stroke-dasharray="${filled} 200" visibility=${value === null ? 'hidden' : 'visible'}></path>
    <path class="zone" d=${zones} stroke-width="1.2"></path>
  </svg>`;
}
