import type { QualityResult } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { qualityMessages } from './messages.ts';

/** Outcome of an inspection; `none` when nobody has looked. */
export type ResultName = QualityResult | 'none';

/** In the order in which somebody wants to see them: what is wrong first. */
export const RESULTS: readonly ResultName[] = ['fail', 'review', 'none', 'pass'];

const SHAPES: Readonly<Record<ResultName, ShapeName>> = {
  pass: 'ok',
  fail: 'critical',
  review: 'warning',
  none: 'unknown',
};

export function resultOf(result: QualityResult | null): ResultName {
  return result ?? 'none';
}

/** The result in shape and word. */
export function resultSign(words: Words, result: ResultName): TemplateResult {
  return html`<span class="result" data-result=${result}>${shape(SHAPES[result])}${words.text(qualityMessages, result)}</span>`;
}
