import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { signOf } from './loudness.ts';

/** One mark on the plan: a machine, or several under the worst of them. */
export interface Mark {
  /** Id of the first machine in it. */
  id: string;
  /** The machine that is shown: the only one, or the worst. */
  machine: Machine;
  count: number;
  /** Middle in px of the layer. */
  x: number;
  y: number;
  hasLabel: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  /** What screen readers say. */
  text: string;
}

/** A mark as a button: the shape tells the state, a badge what its health warns of. */
export function markButton(words: Words, mark: Mark): TemplateResult {
  const { machine, count, x, y } = mark;
  const { tone, badge } = signOf(machine);
  const isCluster = count > 1;
  return html`<button type="button" class="mark" part=${isCluster ? 'mark cluster' : 'mark'} data-id=${mark.id}
    data-tone=${tone} data-status=${machine.status} data-freshness=${isCluster ? 'live' : machine.freshness}
    data-count=${count} aria-pressed=${isCluster ? nothing : mark.isSelected ? 'true' : 'false'}
    ?data-selected=${mark.isSelected} tabindex=${mark.isTabStop ? 0 : -1} aria-label=${mark.text}
    .style=${`transform: translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`}>
    <span class="chip" aria-hidden="true">${shape(isCluster ? (badge ?? statusShape(words, machine)) : statusShape(words, machine))}${
      isCluster
        ? html`<span class="count">${words.number(count)}</span>`
        : badge
          ? html`<span class="badge">${shape(badge)}</span>`
          : nothing
    }</span>
    ${mark.hasLabel ? html`<span class="label" dir="auto" aria-hidden="true">${machine.name}</span>` : nothing}
  </button>`;
}

function statusShape(words: Words, { status }: Machine): ShapeName {
  return statusWord(words, status).shape;
}
