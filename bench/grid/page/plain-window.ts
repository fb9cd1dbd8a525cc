import type { Machine } from '@nexus-mfg/sdk';
import type { Adapter } from './adapter.ts';

/** Draws one line of machines into its element. */
export interface PlainLine {
  readonly element: HTMLElement;
  /** `columns` machines, fewer in the last line. */
  draw(machines: readonly (Machine | undefined)[]): void;
}

const OVERSCAN = 2;

/** A shadow root in an element as large as ours. */
export function plainRoot(stage: HTMLElement): ShadowRoot {
  const host = document.createElement('div');
  host.style.cssText = 'block-size: 100%; max-block-size: none';
  stage.append(host);
  return host.attachShadow({ mode: 'open' });
}

/**
 * As little as a window of rows can cost: a fixed pool of elements, moved by transform, written to only where the machine
 * object is another one, once a frame.
 */
export function plainWindow(
  viewport: HTMLElement,
  rows: HTMLElement,
  rowHeight: number,
  columns: number,
  makeLine: () => PlainLine,
  initial: readonly Machine[],
): Adapter {
  let machines = initial;
  let frame = 0;
  const count = Math.ceil(machines.length / columns);
  rows.style.blockSize = `${count * rowHeight}px`;
  const pool = Math.min(count, Math.ceil(viewport.clientHeight / rowHeight) + 1 + 2 * OVERSCAN);
  const lines = Array.from({ length: pool }, makeLine);
  const shown = lines.map(() => -1);
  for (const { element } of lines) rows.append(element);

  const draw = (): void => {
    frame = 0;
    const wanted = Math.floor(viewport.scrollTop / rowHeight) - OVERSCAN;
    const first = Math.max(0, Math.min(wanted, count - pool));
    for (let row = first; row < first + pool; row += 1) {
      const slot = row % pool;
      const line = lines[slot];
      if (line === undefined) continue;
      if (shown[slot] !== row) {
        shown[slot] = row;
        line.element.style.transform = `translateY(${row * rowHeight}px)`;
      }
      line.draw(Array.from({ length: columns }, (_, column) => machines[row * columns + column]));
    }
  };
  const ask = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  viewport.addEventListener('scroll', ask, { passive: true });
  draw();
  return {
    scroller: () => viewport,
    isDrawn: () => rows.querySelector('.name') !== null,
    update: (next) => {
      machines = next;
      ask();
    },
  };
}
