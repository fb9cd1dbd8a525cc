import type { HealthPart } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { formatScore, type HealthLimits, healthWord } from '../drawing/health.ts';
import { healthReason, isTooOld } from '../drawing/health-reason.ts';
import { machineMessages } from '../drawing/messages.ts';
import { ageMessages } from '../drawing/reason-messages.ts';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { gaugeMessages } from './messages.ts';

const NAMES: Readonly<Record<string, 'vibration' | 'temperature' | 'power_kwh'>> = {
  vibration: 'vibration',
  temperature: 'temperature',
  power: 'power_kwh',
};

/** What makes a score, worst first: what to look at is on top. */
export function healthParts(
  words: Words,
  parts: readonly HealthPart[],
  limits: HealthLimits,
): TemplateResult {
  const worstFirst = [...parts].sort((a, b) => a.score - b.score);
  const newest = Math.max(...parts.map(({ at }) => Date.parse(at)).filter(Number.isFinite));
  return html`<ul class="parts" part="parts">${worstFirst.map((part) => healthPart(words, part, newest, limits))}</ul>`;
}

function healthPart(words: Words, part: HealthPart, newest: number, limits: HealthLimits): TemplateResult {
  const score = isTooOld(part) ? null : part.score;
  const { state, word, shape: sign } = healthWord(words, score, limits);
  const filled = Math.min(100, Math.max(0, score ?? 0));
  const figure = formatScore(words, score);
  const worth = score === null ? word : words.text(gaugeMessages, 'partWorth', { score: figure, word });
  return html`<li class="part" data-state=${state}>
    ${shape(sign)}<span class="part-name">${nameOf(words, part)}</span>
    <span class="part-score"><span aria-hidden="true">${figure}</span><span class="visually-hidden"> ${worth}</span></span>
    <svg class="part-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="part-track" width="100" height="4"></rect>
      <rect class="part-fill" width=${filled} height="4"></rect>
    </svg>
    <span class="part-reason"><bdi>${reasonOf(words, part, newest)}</bdi></span>
  </li>`;
}

/** A part that this build does not know keeps its own name: a newer server may have more. */
function nameOf(words: Words, { name }: HealthPart): string {
  if (name === 'age') return words.text(ageMessages, 'partAge');
  const key = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (key !== undefined) return words.text(machineMessages, key);
  const plain = name.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** The reason, and of when it is where the newest reading lacks this metric: what is judged came with an earlier one. */
function reasonOf(words: Words, part: HealthPart, newest: number): string {
  const reason = healthReason(words, part);
  const at = Date.parse(part.at);
  if (part.name === 'age' || !(at < newest)) return reason;
  return `${reason} ${words.text(ageMessages, 'partEarlier', { time: words.dateTime(at) })}`;
}
