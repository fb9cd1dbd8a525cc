import { html, nothing, type TemplateResult } from 'lit';

import type { Words } from '../locale/words.ts';
import { type IconName, icon } from './icons.ts';
import { wallMessages } from './messages.ts';

/** What the row of buttons shows and does. */
export interface Controls {
  readonly titles: readonly string[];
  readonly index: number;
  readonly isPaused: boolean;
  readonly isFull: boolean;
  readonly canBeFull: boolean;
  readonly areDetailsOpen: boolean;
  readonly step: (by: number) => void;
  readonly show: (index: number) => void;
  readonly pause: () => void;
  readonly toggleFull: () => void;
  readonly toggleDetails: () => void;
}

/** Buttons to stop and turn the views: always there, because what moves by itself has to be stoppable. */
export function controlRow(words: Words, controls: Controls): TemplateResult {
  const say = (key: keyof typeof wallMessages.english): string => words.text(wallMessages, key);
  const { titles, index, isPaused, isFull, canBeFull, areDetailsOpen } = controls;
  const button = (name: string, picture: IconName, label: string, act: () => void): TemplateResult =>
    html`<button class="control ${name}" type="button" aria-label=${label} title=${label} @click=${act}>${icon(picture)}</button>`;
  const dots = titles.map(
    (title, place) =>
      html`<li><button class="dot" type="button" aria-label=${title} title=${title}
        aria-current=${place === index ? 'true' : 'false'} @click=${() => controls.show(place)}></button></li>`,
  );
  return html`<div class="controls" part="controls">
    ${
      titles.length > 1
        ? html`${button('previous', 'previous', say('previous'), () => controls.step(-1))}
            ${button('pause', isPaused ? 'play' : 'pause', say(isPaused ? 'resume' : 'pause'), controls.pause)}
            ${button('next', 'next', say('next'), () => controls.step(1))}
            <ol class="dots" aria-label=${say('views')}>${dots}</ol>`
        : nothing
    }
    <span class="state-word">${isPaused && titles.length > 1 ? say('paused') : nothing}</span>
    <button class="control details" type="button" aria-expanded=${areDetailsOpen ? 'true' : 'false'}
      aria-label=${say('details')} title=${say('details')} @click=${controls.toggleDetails}>${icon('pulse')}</button>
    ${
      canBeFull
        ? button(
            'full',
            isFull ? 'leave-full' : 'full',
            say(isFull ? 'leaveFullScreen' : 'fullScreen'),
            controls.toggleFull,
          )
        : nothing
    }
  </div>`;
}
