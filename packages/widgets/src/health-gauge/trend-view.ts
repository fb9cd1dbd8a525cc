import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { gaugeMessages } from './messages.ts';
import type { TrendPoint } from './trend.ts';

const WIDTH = 60;
const HEIGHT = 16;
/** Fewer points of the score than this fill no more of the height: noise is no mountain. */
const SPREAD = 10;
/** A small line of the score's recent past, with the change in words and over how long. */
export function trendView(words: Words, trend: readonly TrendPoint[]): TemplateResult | typeof nothing {
  const points = trend
    .filter(({ at, value }) => Number.isFinite(at) && Number.isFinite(value))
    .sort((a, b) => a.at - b.at);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.at === first.at) return nothing;
  const points100 = Math.floor(last.value) - Math.floor(first.value);
  const key = points100 === 0 ? 'trendSteady' : points100 > 0 ? 'trendUp' : 'trendDown';
  const span = words.duration(last.at - first.at);
  return html`<p class="trend" part="trend">
    <svg class="trend-line" viewBox="0 -1 ${WIDTH} ${HEIGHT + 2}" aria-hidden="true" focusable="false"><path d=${trendPath(points)}></path></svg>
    <span class="trend-text">${words.text(gaugeMessages, key, { points: words.number(Math.abs(points100)), span })}</span>
  </p>`;
}

/** Along the time, not from point to point: what came seldom is drawn wide. */
function trendPath(points: readonly TrendPoint[]): string {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = Math.max(high - low, SPREAD);
  const middle = (low + high) / 2;
  const from = points[0]?.at ?? 0;
  const length = (points.at(-1)?.at ?? 0) - from;
  return points
    .map(({ at, value }, index) => {
      const x = ((at - from) / length) * WIDTH;
      const y = HEIGHT / 2 - ((value - middle) / range) * HEIGHT;
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
