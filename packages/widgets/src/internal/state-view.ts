import { type CSSResult, css, html, nothing, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import type { Trouble, TroubleKind } from './error-info.ts';

const KIND_SHAPES: Record<TroubleKind, ShapeName> = {
  'signed-out': 'lock',
  'no-permission': 'lock',
  'over-plan': 'lock',
  offline: 'offline',
  error: 'warning',
  empty: 'box',
  missing: 'plug',
};

/** What stands in place of content: shape, title, reason, and the next step where there is one. */
export function stateView(words: Words, trouble: Trouble, onRetry?: () => void): TemplateResult {
  const { kind, title, text, retry } = trouble;
  // An empty list is no alarm; everything else should be heard when it appears.
  const role = kind === 'empty' || kind === 'signed-out' ? 'status' : 'alert';
  return html`<div class="state" part="state" data-kind=${kind} role=${role}>
    <span class="state-shape">${shape(KIND_SHAPES[kind])}</span>
    <p class="state-title">${title}</p>
    <p class="state-text">${text}</p>
    ${retry && onRetry ? html`<button class="button" type="button" @click=${onRetry}>${words.text(commonMessages, 'retry')}</button>` : nothing}
  </div>`;
}

export const stateStyles: CSSResult = css`
  .state {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--_s-4);
    block-size: 100%;
    min-block-size: calc(160px * var(--_d));
    padding: var(--_s-24) var(--_s-16);
    text-align: center;
    text-wrap: balance;
  }
  .state-shape {
    color: var(--_text-quiet);
    font-size: var(--_t-figure);
    line-height: 1;
    margin-block-end: var(--_s-4);
  }
  .state[data-kind='error'] .state-shape {
    color: var(--_warning);
  }
  .state-title {
    margin: 0;
    font-size: var(--_t-large);
    font-weight: 600;
  }
  .state-text {
    margin: 0;
    max-inline-size: 44ch;
    color: var(--_text-quiet);
    overflow-wrap: anywhere;
  }
  .state .button {
    margin-block-start: var(--_s-8);
  }
  /* Skeletons appear only when waiting is long enough to be noticed. */
  .skeleton {
    animation: nexus-appear 120ms ease-out 150ms backwards;
  }
  .bone {
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_border) 70%, transparent);
  }
  @keyframes nexus-appear {
    from {
      opacity: 0;
    }
  }
`;
