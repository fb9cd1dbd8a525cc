import type { LimitUsage, PlanUsage } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { userMenuMessages } from './messages.ts';

const LIMITS = ['machines', 'members', 'aiRequestsMonth'] as const;

/** The plan and how much of it is in use, in words with small bars. `usage`: undefined while it is read, null when it could not be. */
export function usageView(words: Words, plan: string, usage: PlanUsage | null | undefined): TemplateResult {
  return html`<div class="usage">
    <p class="plan">${words.text(userMenuMessages, 'plan', { plan })}</p>
    ${usage === null ? html`<p class="quiet">${words.text(userMenuMessages, 'usageFailed')}</p>` : nothing}
    ${usage === undefined ? LIMITS.map(() => html`<div class="bone usage-bone skeleton"></div>`) : nothing}
    ${usage ? LIMITS.map((limit) => bar(words, limit, usage[limit])) : nothing}
  </div>`;
}

function bar(words: Words, limit: (typeof LIMITS)[number], { used, allowed }: LimitUsage): TemplateResult {
  const told =
    allowed === null
      ? words.text(userMenuMessages, 'usedNoLimit', { used: words.number(used) })
      : words.text(userMenuMessages, 'usedOf', { used: words.number(used), allowed: words.number(allowed) });
  const share = allowed === null ? 0 : allowed === 0 ? 1 : Math.min(1, used / allowed);
  const state = allowed === null || used < allowed ? 'room' : used > allowed ? 'over' : 'full';
  return html`<div class="limit" data-limit=${limit} data-state=${state}>
    <p class="limit-line"><span>${words.text(userMenuMessages, limit)}</span><span class="figures">${state === 'over' ? shape('warning') : nothing}${told}</span></p>
    ${
      allowed === null
        ? nothing
        : html`<div class="track" aria-hidden="true"><div class="fill" .style=${`inline-size: ${100 * share}%`}></div></div>`
    }
    ${state === 'room' ? nothing : html`<p class="limit-note">${words.text(userMenuMessages, state)}</p>`}
  </div>`;
}
