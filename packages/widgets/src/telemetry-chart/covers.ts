import { html, nothing, type TemplateResult } from 'lit';
import type { Trouble } from '../internal/error-info.ts';
import { stateView } from '../internal/state-view.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { Words } from '../locale/words.ts';
import { chartMessages } from './messages.ts';

type Key = keyof typeof chartMessages.english;

/** Troubles in which the line that is known still says something. */
export function leavesLine(trouble: Trouble): boolean {
  return trouble.kind === 'offline' || trouble.kind === 'error';
}

/** A trouble in the words of this element, where it has better ones. */
export function chartTrouble(words: Words, trouble: Trouble, error: unknown): Trouble {
  const { code, details } = (error ?? {}) as { code?: string; details?: { permission?: string } };
  const isTelemetry =
    trouble.kind === 'no-permission' &&
    code === 'permission_denied' &&
    (details?.permission ?? 'telemetry.read') === 'telemetry.read';
  if (!isTelemetry) return trouble;
  return {
    ...trouble,
    title: words.text(chartMessages, 'noTelemetryTitle'),
    text: words.text(chartMessages, 'noTelemetryText'),
  };
}

/** What stands in place of the line because there is none. */
export function nothingView(words: Words, title: Key, text: Key): TemplateResult {
  return stateView(words, {
    kind: 'empty',
    title: words.text(chartMessages, title),
    text: words.text(chartMessages, text),
    retry: false,
  });
}

/** What stands in place of the canvas because what draws it did not load. */
export function notDrawn(words: Words, onRetry: () => void): TemplateResult {
  const trouble: Trouble = {
    kind: 'error',
    title: words.text(chartMessages, 'drawingTitle'),
    text: words.text(chartMessages, 'drawingText'),
    retry: true,
  };
  return stateView(words, trouble, onRetry);
}

/** The shape of what comes. */
export function skeleton(words: Words): TemplateResult {
  return html`<div class="skeleton bones" role="status" aria-busy="true">
    <span class="visually-hidden">${words.text(chartMessages, 'loading')}</span>
    ${[0, 1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}
  </div>`;
}

/** A line over the plot: why what is shown is not what was asked for. */
export function notice(
  words: Words,
  trouble: Trouble | undefined,
  onRetry: () => void,
): TemplateResult | typeof nothing {
  if (trouble === undefined) return nothing;
  const reason = words.text(chartMessages, 'lastKnown', { reason: trouble.title });
  return bar(words, reason, trouble.retry ? onRetry : undefined);
}

/** A line over the plot: what somebody asked for did not load. */
export function partMissing(words: Words, onRetry: () => void): TemplateResult {
  return bar(words, words.text(chartMessages, 'partMissing'), onRetry);
}

function bar(words: Words, text: string, onRetry: (() => void) | undefined): TemplateResult {
  return html`<div class="notice" role="alert"><span>${text}</span>
    ${onRetry ? html`<button class="button" type="button" @click=${onRetry}>${words.text(commonMessages, 'retry')}</button>` : nothing}
  </div>`;
}
