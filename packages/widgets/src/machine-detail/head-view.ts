import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { typeWord } from '../drawing/machine-type.ts';
import { shape } from '../drawing/shapes.ts';
import { freshnessWord, statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { momentOf } from '../telemetry-chart/moments.ts';
import { detailMessages } from './messages.ts';

/** Which machine it is, how it is, and how far that can be trusted now. */
export function headView(words: Words, machine: Machine, now: number, zone: string): TemplateResult {
  const { name, status, type, externalId } = machine;
  const { word, shape: sign } = statusWord(words, status);
  return html`<div class="title">
      <span class="sign" data-status=${status}>${shape(sign)}</span>
      <h2 class="name" id="name-of-machine">${name}</h2>
    </div>
    <p class="line">
      <span class="status-word" data-status=${status}>${word}</span>
      ${type ? html`<span class="quiet">${typeWord(words, type)}</span>` : nothing}
      ${externalId ? html`<span class="quiet code">${externalId}</span>` : nothing}
      ${freshness(words, machine, now, zone)}
    </p>`;
}

function freshness(
  words: Words,
  { freshness: how, latest }: Machine,
  now: number,
  zone: string,
): TemplateResult | typeof nothing {
  if (how === 'live')
    return latest
      ? html`<span class="quiet">${words.text(detailMessages, 'measured', { time: momentOf(words, Date.parse(latest.timestamp), zone) })}</span>`
      : nothing;
  const { word, shape: sign } = freshnessWord(words, how);
  const age = latest && words.age(now - Date.parse(latest.timestamp));
  const text = age ? words.text(detailMessages, 'aged', { freshness: word, age }) : word;
  return html`<span class="freshness" data-freshness=${how}>${shape(sign)}${text}</span>`;
}
