import type { HealthState, Machine, Metric } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { healthWord } from '../drawing/health.ts';
import { machineMessages } from '../drawing/messages.ts';
import { shape } from '../drawing/shapes.ts';
import { formatValue, METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import type { Band } from './bands.ts';
import { detailMessages } from './messages.ts';

/** Part of the health score that judges a metric. */
const PARTS: Readonly<Partial<Record<Metric, string>>> = {
  vibration: 'vibration',
  temperature: 'temperature',
  power_kwh: 'power',
};
/** How much of the bar lies beyond the band on either side, as a share of the band. */
const MARGIN = 0.6;

/** Each metric as value, unit and where the value lies against what was usual. */
export function metricsView(
  words: Words,
  machine: Machine,
  bandOf: (metric: Metric) => Band | undefined,
): TemplateResult {
  const { latest } = machine;
  const metrics = METRIC_ORDER.filter((metric) => latest?.[metric] !== undefined);
  if (metrics.length === 0) return html`<p class="silent">${words.text(machineMessages, 'noReadings')}</p>`;
  return html`<ul class="metrics">${metrics.map((metric) => metricRow(words, machine, metric, bandOf(metric)))}</ul>`;
}

function metricRow(words: Words, machine: Machine, metric: Metric, band: Band | undefined): TemplateResult {
  const value = machine.latest?.[metric] ?? 0;
  const info = metricInfo(
    words,
    metric,
    machine.metadata,
    Math.max(Math.abs(value), Math.abs(band?.high ?? 0)),
  );
  const part = machine.healthParts.find(({ name }) => name === PARTS[metric]);
  const { state, word, shape: sign } = healthWord(words, part?.score);
  const isLoud = state === 'degraded' || state === 'critical';
  const figures = band && {
    low: formatValue(words, band.low, info),
    high: formatValue(words, band.high, info),
    unit: info.unit,
  };
  return html`<li class="metric" data-state=${state satisfies HealthState}>
    <span class="label">${info.label}</span>
    <span class="value">${formatValue(words, value, info)}<span class="unit"> ${info.unit}</span></span>
    ${isLoud ? html`<span class="judged">${shape(sign)}${word}</span>` : nothing}
    ${band ? bandBar(value, band) : html`<span class="band"></span>`}
    <span class="usual">${figures ? words.text(detailMessages, 'usual', figures) : nothing}</span>
  </li>`;
}

/** The band in the middle of its surroundings, and the value as a mark on it. */
function bandBar(value: number, { low, high }: Band): TemplateResult {
  const width = Math.max(high - low, Math.abs(high) * 0.02, 1e-6);
  const from = Math.min(low - width * MARGIN, value);
  const to = Math.max(high + width * MARGIN, value);
  const x = (at: number): number => Math.round(((at - from) / (to - from)) * 1000) / 10;
  const [left, right] = [x(low), x(high)];
  return html`<svg class="band" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="band-track" y="3" width="100" height="4"></rect>
    <rect class="band-usual" x=${left} y="3" width=${Math.max(1, right - left)} height="4"></rect>
    <path class="band-mark" d="M${Math.min(99, Math.max(1, x(value)))} 0v10"></path>
  </svg>`;
}
