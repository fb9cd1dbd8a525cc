import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { alertLevel } from '../drawing/alert-level.ts';
import { formatScore, GOOD_FROM, healthWord } from '../drawing/health.ts';
import { healthReason } from '../drawing/health-reason.ts';
import { shape } from '../drawing/shapes.ts';
import { freshnessWord, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { fleetMessages } from './messages.ts';
import { scoreBar } from './status-view.ts';

/** The machines to look at first, each with the first reason of its score. */
export function worstSection(
  words: Words,
  machines: readonly Machine[],
  selectedId: string,
  now: number,
  onSelect: (machineId: string) => void,
): TemplateResult {
  return html`<section class="section worst-section" part="section worst" aria-labelledby="worst-title">
    <h3 class="title" id="worst-title">${words.text(fleetMessages, 'worstTitle')}</h3>
    ${
      machines.length === 0
        ? html`<p class="quiet">${words.text(fleetMessages, 'worstEmpty')}</p>`
        : html`<ol class="worst">${machines.map((machine) => entry(words, machine, machine.id === selectedId, now, onSelect))}</ol>`
    }
  </section>`;
}

function entry(
  words: Words,
  machine: Machine,
  isSelected: boolean,
  now: number,
  onSelect: (machineId: string) => void,
): TemplateResult {
  const { id, name, status, healthScore, healthParts } = machine;
  const isFault = status === 'fault';
  const { state, word } = healthWord(words, healthScore);
  const sign = statusWord(words, status);
  const [first] = healthParts;
  const isLoud = alertLevel(machine) !== 'none';
  const unexplained = isFault ? words.text(fleetMessages, 'noReasonFault') : nothing;
  // A part that is fine explains no fault.
  const reason = first && !(isFault && first.score >= GOOD_FROM) ? healthReason(words, first) : unexplained;
  const score = formatScore(words, healthScore);
  return html`<li><button type="button" class="machine" part="machine" data-id=${id} aria-pressed=${isSelected ? 'true' : 'false'}
    data-state=${isFault ? 'critical' : state} ?data-loud=${isLoud} @click=${() => onSelect(id)}>
    <span class="machine-head"><span class="machine-sign" data-status=${status}>${shape(sign.shape)}<span class="visually-hidden">${sign.word}</span></span>
      <span class="machine-name" dir="auto">${name}</span></span>
    <span class="machine-health">${scoreBar(healthScore ?? 0)}<span aria-hidden="true" class="score">${score}</span><span aria-hidden="true" class="machine-word">${word}</span>
      <span class="visually-hidden">${words.text(fleetMessages, 'scoreOf', { score, word })}</span></span>
    ${reason === nothing ? nothing : html`<span class="reason">${reason}</span>`}
    <span class="when quiet">${measured(words, machine, now)}</span>
  </button></li>`;
}

function measured(
  words: Words,
  { latest, freshness, healthParts }: Machine,
  now: number,
): TemplateResult | string {
  const at = Date.parse(healthParts[0]?.at ?? latest?.timestamp ?? '');
  if (Number.isNaN(at)) return '';
  if (freshness === 'live') return words.text(fleetMessages, 'measured', { time: words.dateTime(at) });
  const { word, shape: name } = freshnessWord(words, freshness);
  return html`${shape(name)}${word} · ${words.age(now - at)}`;
}
