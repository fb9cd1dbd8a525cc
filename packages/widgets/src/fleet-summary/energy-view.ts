import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import { describeError } from '../internal/error-info.ts';
import { commonMessages } from '../locale/common-messages.ts';
import { CLOCK } from '../locale/formats.ts';
import type { Words } from '../locale/words.ts';
import type { EnergyBook } from './energy-book.ts';
import { energyChart, energyText } from './energy-chart.ts';
import type { EnergyReport } from './energy-report.ts';
import { fleetMessages } from './messages.ts';

const LEFT_OUT = ['silent', 'uneven', 'failed'] as const;

/** Energy of the last full day, with what it covers; or why there is none. */
export function energySection(
  words: Words,
  book: EnergyBook,
  machines: readonly Machine[],
  now: number,
): TemplateResult {
  const { report, state } = book;
  return html`<section class="section energy-section" part="section energy" aria-labelledby="energy-title" data-phase=${state.phase}>
    <h3 class="title" id="energy-title">${words.text(fleetMessages, 'energyTitle')}${
      report
        ? html` <span class="quiet">${words.text(fleetMessages, 'energyRange', { time: words.date(report.to, CLOCK) })}</span>`
        : nothing
    }</h3>
    ${report ? reportView(words, report, now) : nothing} ${progress(words, book, machines)}
  </section>`;
}

function progress(
  words: Words,
  book: EnergyBook,
  machines: readonly Machine[],
): TemplateResult | typeof nothing {
  const { state, report } = book;
  switch (state.phase) {
    case 'counting':
      return html`<div class="counting">
        <label class="counting-label"><span>${words.text(fleetMessages, 'counting', { done: state.done, count: state.total })}</span>
        <progress max=${state.total} .value=${state.done}></progress></label>
        <button type="button" class="button" @click=${() => book.stop()}>${words.text(fleetMessages, 'stop')}</button>
      </div>`;
    case 'asking':
      return html`<div class="counting"><p class="quiet">${words.text(fleetMessages, 'askText')}</p>
        <button type="button" class="button" @click=${() => book.count(machines)}>${words.text(fleetMessages, 'ask', { count: machines.length })}</button></div>`;
    case 'refused':
      return html`<p class="trouble" role="status">${shape('lock')}<span>${words.text(fleetMessages, 'noPermissionText')}</span></p>`;
    case 'failed': {
      const { title, text, kind } = describeError(words, state.error);
      const sign = kind === 'offline' ? 'offline' : kind === 'error' ? 'warning' : 'lock';
      return html`<div class="trouble" role="status">${shape(sign)}<span><strong>${title}</strong> ${report ? nothing : text}</span>
        <button type="button" class="button" @click=${() => book.count(machines)}>${words.text(commonMessages, 'retry')}</button></div>`;
    }
    case 'waiting':
      return report
        ? nothing
        : html`<div class="skeleton" aria-hidden="true"><div class="bone figure-bone"></div><div class="bone chart-bone"></div></div>`;
    default:
      return nothing;
  }
}

function reportView(words: Words, report: EnergyReport, now: number): TemplateResult {
  const { counted, total, kwh, leftOut, countedAt } = report;
  if (counted === 0)
    return html`<p class="quiet">${words.text(fleetMessages, 'nothingCounted')}</p>${howCounted(words, leftOut)}`;
  return html`<p class="figure">${words.text(fleetMessages, 'about', { value: energyText(words, kwh) })}</p>
    <p class="quiet covered">${words.text(fleetMessages, 'counted', { counted, count: total })} · ${words.text(fleetMessages, 'countedAgo', { age: words.age(now - countedAt) })}</p>
    ${energyChart(words, report)} ${howCounted(words, leftOut)}`;
}

function howCounted(words: Words, leftOut: EnergyReport['leftOut']): TemplateResult {
  const left = LEFT_OUT.filter((reason) => leftOut[reason] > 0);
  return html`<details class="how" part="how">
    <summary>${words.text(fleetMessages, 'howTitle')}</summary>
    <p>${words.text(fleetMessages, 'howText')}</p>
    ${
      left.length === 0
        ? nothing
        : html`<p>${words.text(fleetMessages, 'leftOut')}</p><ul>${left.map((reason) => html`<li>${words.text(fleetMessages, reason, { count: leftOut[reason] })}</li>`)}</ul>`
    }
  </details>`;
}
