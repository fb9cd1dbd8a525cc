import type { Freshness } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { formatScore, GOOD_FROM, healthWord, WATCH_FROM } from '../drawing/health.ts';
import { shape } from '../drawing/shapes.ts';
import { freshnessWord, STATUS_ORDER, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { fleetMessages } from './messages.ts';
import type { Tally } from './tally.ts';

const FRESHNESS_ORDER: readonly Freshness[] = ['live', 'stale', 'offline', 'buffered'];

/** Counts by state, what needs a look, mean health, and how far readings can be trusted. */
export function statusSection(words: Words, tally: Tally): TemplateResult {
  const { total, attention, statuses, freshness } = tally;
  return html`<section class="section status-section" part="section status" aria-labelledby="status-title">
    <h3 class="title" id="status-title">${words.text(fleetMessages, 'statusTitle')} <span class="quiet">${words.text(fleetMessages, 'machines', { count: total })}</span></h3>
    <p class="look" ?data-any=${attention > 0}>${shape(attention > 0 ? 'warning' : 'ok')}${
      attention > 0
        ? words.text(fleetMessages, 'needsLook', { count: attention })
        : words.text(fleetMessages, 'nothingToLook')
    }</p>
    <div class="share" aria-hidden="true">
      ${STATUS_ORDER.filter((status) => statuses[status] > 0).map(
        (status) => html`<span data-status=${status} .style=${`flex-grow: ${statuses[status]}`}></span>`,
      )}
    </div>
    <ul class="counts">
      ${STATUS_ORDER.map((status) => {
        const { word, shape: name } = statusWord(words, status);
        return html`<li data-status=${status} ?data-none=${statuses[status] === 0}>
          ${shape(name)}<span class="count-word">${word}</span><span class="count">${words.number(statuses[status])}</span>
        </li>`;
      })}
    </ul>
    ${health(words, tally)}
    <h4 class="subtitle">${words.text(fleetMessages, 'freshnessTitle')}</h4>
    <ul class="counts fresh">
      ${FRESHNESS_ORDER.filter((name) => name === 'live' || freshness[name] > 0).map((name) => {
        const { word, shape: sign } = freshnessWord(words, name);
        return html`<li data-freshness=${name}>${shape(sign)}<span class="count-word">${word}</span><span class="count">${words.number(freshness[name])}</span></li>`;
      })}
    </ul>
  </section>`;
}

function health(words: Words, { averageHealth, judged, total }: Tally): TemplateResult {
  const { state, word } = healthWord(words, averageHealth);
  return html`<div class="health" data-state=${state}>
    <span class="quiet">${words.text(fleetMessages, 'averageHealth')}</span>
    ${
      averageHealth === null
        ? html`<span>${words.text(fleetMessages, 'noScore')}</span>`
        : html`${scoreBar(averageHealth)}<span class="score">${formatScore(words, averageHealth)}</span><span>${word}</span>`
    }
    ${judged > 0 && judged < total ? html`<span class="quiet note">${words.text(fleetMessages, 'judged', { judged, total })}</span>` : nothing}
  </div>`;
}

/** A score from 0 to 100 with the borders of its zones. */
export function scoreBar(score: number): TemplateResult {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="bar-track" width="100" height="5"></rect>
    <rect class="bar-fill" width=${Math.max(0, Math.min(100, score))} height="5"></rect>
    <path class="bar-zone" d="M${WATCH_FROM} 7v3M${GOOD_FROM} 7v3"></path>
  </svg>`;
}
