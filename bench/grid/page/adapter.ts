import type { Machine } from '@nexus-mfg/sdk';

/** Of rows of 36 px with nine cells, in 760 px. */
export const CELLS_IN_SIGHT: number = 20 * 9;

/** One way of showing ten thousand machines. */
export interface Adapter {
  /** What scrolls; undefined until it is there. */
  scroller(): Element | null | undefined;
  /** True once all machines in sight are drawn. */
  isDrawn(): boolean;
  /** Takes what is known now; `changed` are the machines that are other objects than before. */
  update(machines: readonly Machine[], changed: readonly Machine[]): void;
}

/** Shows machines in an element of 1,240 by 760 px. */
export type OpenAdapter = (stage: HTMLElement, machines: readonly Machine[]) => Adapter;
