import type { Machine } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { formatScore, healthWord } from '../drawing/health.ts';
import { machineMessages } from '../drawing/messages.ts';
import { shape } from '../drawing/shapes.ts';
import { freshnessWord, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { countHealths, countStates } from './mark-words.ts';
import { floorPlanMessages } from './messages.ts';

/** Where a card stands: beside its mark, on the side that has room. */
export interface CardPlace {
  x: number;
  y: number;
  isBefore: boolean;
  isAbove: boolean;
}

/** What the mark under the pointer or the focus is about. Screen readers have the same from the mark itself. */
export function machineCard(
  words: Words,
  machines: readonly Machine[],
  place: CardPlace,
  now: number,
): TemplateResult {
  const [machine] = machines;
  return html`<div class="card" part="card" aria-hidden="true" ?data-before=${place.isBefore} ?data-above=${place.isAbove}
    .style=${`--x: ${place.x.toFixed(1)}px; --y: ${place.y.toFixed(1)}px`}>
    <div class="card-box">${machines.length === 1 && machine ? ofMachine(words, machine, now) : ofCluster(words, machines)}</div>
  </div>`;
}

function ofMachine(words: Words, machine: Machine, now: number): TemplateResult {
  const { name, status, healthScore } = machine;
  const state = statusWord(words, status);
  const health = healthWord(words, healthScore);
  return html`<p class="card-name"><bdi>${name}</bdi></p>
    <p class="card-line" data-status=${status}>${shape(state.shape)}${state.word}</p>
    <p class="card-line" data-health=${health.state}>${shape(health.shape)}<span>${words.text(machineMessages, 'health')}</span>
      <strong>${formatScore(words, healthScore)}</strong> ${health.word}</p>
    <p class="card-line quiet">${trust(words, machine, now)}</p>`;
}

function trust(words: Words, { latest, freshness }: Machine, now: number): TemplateResult | string {
  if (latest === null) return words.text(machineMessages, 'noReadings');
  const { word, shape: name } = freshnessWord(words, freshness);
  const at = Date.parse(latest.timestamp);
  const age = freshness === 'live' ? words.time(at) : words.age(now - at);
  return html`${shape(name)}${words.text(floorPlanMessages, 'age', { word, age })}`;
}

function ofCluster(words: Words, machines: readonly Machine[]): TemplateResult {
  return html`<p class="card-name">${words.text(floorPlanMessages, 'machines', { count: machines.length })}</p>
    ${countStates(words, machines).map(
      ({ status, text }) => html`<p class="card-line" data-status=${status}>${shape(status)}${text}</p>`,
    )}
    ${countHealths(words, machines).map(
      ({ badge, text }) =>
        html`<p class="card-line" data-health=${badge === 'critical' ? 'critical' : 'degraded'}>${shape(badge)}${text}</p>`,
    )}
    <p class="card-line quiet">${words.text(floorPlanMessages, 'zoomsIn')}</p>`;
}
