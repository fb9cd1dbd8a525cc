import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { gaugeMessages } from './messages.ts';

/** A score at a time in epoch ms. */
export interface TrendPoint {
  readonly at: number;
  readonly value: number;
}

const WIDTH = 60;
const HEIGHT = 16;
/** Fewer points of the score than this fill no more of the height: noise is no mountain. */
const SPREAD = 10;
/** Most points that are kept: an hour of readings every ten seconds. */
const MOST_KEPT = 360;

/** The scores of one machine that were heard while its gauge is on the page: nothing before that is made up. */
export class HeardTrend {
  #machineId = '';
  #points: TrendPoint[] = [];

  get points(): readonly TrendPoint[] {
    return this.#points;
  }

  /** Takes note of what was heard; of another machine, or of none, it begins anew. */
  hear(machine: Machine | null | undefined): void {
    if (machine?.id !== this.#machineId) {
      this.#machineId = machine?.id ?? '';
      this.#points = [];
    }
    const at = machine?.latest ? Date.parse(machine.latest.timestamp) : Number.NaN;
    if (!machine || machine.healthScore === null || Number.isNaN(at)) return;
    const last = this.#points.at(-1);
    if (last && at < last.at) return;
    // A reading that is judged anew takes the place of its former score.
    const kept = last?.at === at ? this.#points.slice(0, -1) : this.#points;
    this.#points = [...kept, { at, value: machine.healthScore }].slice(-MOST_KEPT);
  }
}

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
