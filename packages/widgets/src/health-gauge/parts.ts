import type { HealthPart } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { formatScore, healthWord } from '../drawing/health.ts';
import { shape } from '../drawing/shapes.ts';

/** What makes a score, worst first: what to look at is on top. */
export function healthParts(parts: readonly HealthPart[]): TemplateResult {
  const worstFirst = [...parts].sort((a, b) => a.score - b.score);
  return html`<ul class="parts" part="parts">${worstFirst.map(healthPart)}</ul>`;
}

function healthPart({ name, score, reason }: HealthPart): TemplateResult {
  const { state, word, shape: sign } = healthWord(score);
  const filled = Math.min(100, Math.max(0, score));
  return html`<li class="part" data-state=${state}>
    ${shape(sign)}<span class="part-name">${name}</span>
    <span class="part-score">${formatScore(score)}<span class="visually-hidden"> of 100, ${word}</span></span>
    <svg class="part-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="part-track" width="100" height="4"></rect>
      <rect class="part-fill" width=${filled} height="4"></rect>
    </svg>
    <span class="part-reason">${reason}</span>
  </li>`;
}
