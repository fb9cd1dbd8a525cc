import type { Machine } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { shape } from '../drawing/shapes.ts';
import { statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { signOf } from './loudness.ts';
import { floorPlanMessages } from './messages.ts';

/** The tray grows by so many machines at a time. */
export const TRAY_STEP = 100;

/** Machines without a place, so that none is lost. */
export function tray(
  words: Words,
  machines: readonly Machine[],
  shown: number,
  selectedId: string,
  onSelect: (machineId: string) => void,
  onMore: () => void,
): TemplateResult {
  const rest = machines.length - shown;
  return html`<section class="tray" part="tray" aria-labelledby="tray-title">
    <h3 id="tray-title" class="tray-title">${words.text(floorPlanMessages, 'notPlaced')} <span class="tray-count">${words.number(machines.length)}</span></h3>
    <p class="tray-text">${words.text(floorPlanMessages, 'notPlacedText')}</p>
    <ul class="tray-list">
      ${repeat(
        machines.slice(0, shown),
        ({ id }) => id,
        (machine) => {
          const { word, shape: name } = statusWord(words, machine.status);
          return html`<li><button type="button" class="tray-machine" data-id=${machine.id} data-tone=${signOf(machine).tone}
          aria-pressed=${machine.id === selectedId ? 'true' : 'false'} @click=${() => onSelect(machine.id)}>
          ${shape(name)}<span class="tray-name"><bdi>${machine.name}</bdi></span><span class="tray-state">${word}</span>
        </button></li>`;
        },
      )}
    </ul>
    ${rest > 0 ? html`<button type="button" class="button" @click=${onMore}>${words.text(floorPlanMessages, 'more', { count: Math.min(rest, TRAY_STEP) })}</button>` : nothing}
  </section>`;
}
