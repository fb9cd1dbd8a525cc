import '@lit-labs/virtualizer';
import type { Machine } from '@nexus-mfg/sdk';
import { html, render } from 'lit';
import { CELLS_IN_SIGHT, type OpenAdapter } from './adapter.ts';
import { COLUMNS } from './words.ts';

const STYLES = `lit-virtualizer { display: block; width: 1240px; height: 760px }
  .line { display: grid; grid-template-columns: repeat(${COLUMNS.length}, 1fr); width: 100%; height: 36px; align-items: center }
  .line > .figure { text-align: end }`;

/** @lit-labs/virtualizer as its manual shows it: a scroller, a new array for new values, drawn once a frame. */
export const openVirtualizer: OpenAdapter = (stage, initial) => {
  let machines = initial;
  let frame = 0;
  const style = document.createElement('style');
  style.textContent = STYLES;
  const place = document.createElement('div');
  stage.append(style, place);
  const line = (machine: Machine) =>
    html`<div class="line">${COLUMNS.map(({ text, isFigure }) => html`<span class=${isFigure ? 'figure' : ''}>${text(machine)}</span>`)}</div>`;
  const draw = (): void => {
    frame = 0;
    render(
      html`<lit-virtualizer scroller .items=${machines as Machine[]} .keyFunction=${({ id }: Machine) => id} .renderItem=${line}></lit-virtualizer>`,
      place,
    );
  };
  draw();
  return {
    scroller: () => stage.querySelector('lit-virtualizer'),
    isDrawn: () => stage.querySelectorAll('.line > span').length >= CELLS_IN_SIGHT,
    update: (next) => {
      machines = next;
      if (frame === 0) frame = requestAnimationFrame(draw);
    },
  };
};
