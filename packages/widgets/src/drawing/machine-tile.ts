import type { Freshness, HealthState, Machine, Metric } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatValue, METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import { formatScore, GOOD_FROM, healthWord, WATCH_FROM } from './health.ts';
import { machineMessages } from './messages.ts';
import { shape } from './shapes.ts';
import { sparklinePath } from './sparkline.ts';
import { freshnessWord, statusWord } from './status.ts';

/** Values heard lately of one metric, oldest first. */
export type TrendOf = (metric: Metric) => readonly number[];

/** Smallest range that a trend line stretches over its height, in the metric's own unit. */
export const TREND_SPREAD: Record<Metric, number> = {
  vibration: 0.5,
  temperature: 3,
  rpm: 60,
  power_kwh: 0.1,
};

/**
 * One machine: status, name, health, up to four metrics with their trend, freshness, and the page's own content for it in
 * the slot `machine-<id>`. Draws, nothing else.
 */
export function machineTile(
  words: Words,
  machine: Machine,
  alert: string,
  trendOf: TrendOf,
  now: number,
): TemplateResult {
  const { id, name, status, healthScore, freshness, latest, metadata } = machine;
  const { word, shape: statusShape } = statusWord(words, status);
  const metrics = METRIC_ORDER.filter((metric) => latest?.[metric] !== undefined);
  return html`<div class="tile" part="tile" data-status=${status} data-alert=${alert} data-freshness=${freshness}>
    <div class="head">
      <span class="status">${shape(statusShape)}</span>
      <span class="name" title=${name}>${name}</span>
    </div>
    ${healthBar(words, healthScore)}
    <div class="metrics">
      ${metrics.map((metric) => {
        const value = latest?.[metric];
        const info = metricInfo(words, metric, metadata, value);
        const path = sparklinePath(trendOf(metric), 40, 12, TREND_SPREAD[metric]);
        return html`<div class="metric">
          <span class="label">${info.label} </span>
          <svg class="trend" viewBox="0 -1 40 14" aria-hidden="true" focusable="false"><path d=${path}></path></svg>
          <span class="value">${formatValue(words, value, info)}<span class="unit"> ${info.unit}</span></span>
        </div>`;
      })}
      ${metrics.length === 0 ? html`<p class="silent">${words.text(machineMessages, 'noReadings')}</p>` : nothing}
    </div>
    <div class="foot">
      <span class="status-word">${word}</span>${freshnessText(words, freshness, latest?.timestamp, now)}
    </div>
    <slot name="machine-${id}"></slot>
  </div>`;
}

/** A score as a bar with the two marks where its word changes, as a figure, and as a word. */
export function healthBar(words: Words, score: number | null): TemplateResult {
  const { state, word, shape: name } = healthWord(words, score);
  const isLoud = state === 'degraded' || state === 'critical';
  return html`<div class="health" data-state=${state satisfies HealthState}>
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-track" width="100" height="5"></rect>
      <rect class="bar-fill" width=${Math.max(0, Math.min(100, score ?? 0))} height="5"></rect>
      <path class="bar-zone" d="M${WATCH_FROM} 7v3M${GOOD_FROM} 7v3"></path>
    </svg>
    <span class="score"><span class="visually-hidden">${words.text(machineMessages, 'health')} </span>${formatScore(words, score)}</span>
    <span class="word">${isLoud ? shape(name) : nothing}${word}</span>
  </div>`;
}

/** How old the values are: the time of live ones, the age of others. */
export function freshnessText(
  words: Words,
  freshness: Freshness,
  timestamp: string | undefined,
  now: number,
): TemplateResult | typeof nothing {
  if (timestamp === undefined) return nothing;
  if (freshness === 'live')
    return html`<span class="freshness"><span class="visually-hidden">${words.text(machineMessages, 'measuredAt')} </span>${words.time(timestamp)}</span>`;
  const { word, shape: name } = freshnessWord(words, freshness);
  return html`<span class="freshness aged">${shape(name)}${word} · ${words.age(now - Date.parse(timestamp))}</span>`;
}
