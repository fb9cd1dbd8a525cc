import { type SVGTemplateResult, svg } from 'lit';
import { arcPath, tickPath } from './arc.ts';
import { GOOD_FROM, WATCH_FROM } from './health.ts';

const RADIUS = 41;
const TRACK = arcPath(RADIUS);
const ZONES = [WATCH_FROM, GOOD_FROM].map((score) => tickPath(score, 46.5, 50)).join('');

/** Track, filled part and the two thin ticks where the word changes. `pathLength` makes the dash speak in scores. */
export function gaugeDial(value: number | null): SVGTemplateResult {
  const filled = Math.min(100, Math.max(0, value ?? 0));
  return svg`
    <path class="track" part="track" d=${TRACK} fill="none" stroke-width="6" pathLength="100"></path>
    <path class="indicator" part="indicator" d=${TRACK} fill="none" stroke-width="6" pathLength="100"
      stroke-dasharray="${filled} 200" visibility=${value === null ? 'hidden' : 'visible'}></path>
    <path class="zone" d=${ZONES} stroke-width="1.2"></path>`;
}
