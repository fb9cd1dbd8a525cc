import { loadUplot, type UplotClass } from '../chart/load-uplot.ts';
import type { readStyle } from '../chart/style-probe.ts';
import type { UplotAdapter } from '../chart/uplot-adapter.ts';
import type { plotStyles } from './plot.styles.ts';

/** What draws the canvas. */
export interface Plot {
  uplot: UplotClass;
  readStyle: typeof readStyle;
  UplotAdapter: typeof UplotAdapter;
  plotStyles: typeof plotStyles;
}

let loaded: Plot | undefined;

/** What draws, once it is here: the next chart need not wait for a promise. */
export function loadedPlot(): Plot | undefined {
  return loaded;
}

/** Brings uPlot and what stands around it, once; after a failure the next call asks again. */
export async function loadPlot(): Promise<Plot> {
  if (loaded === undefined) {
    const [uplot, parts] = await Promise.all([loadUplot(), import('./plot-parts.ts')]);
    loaded = {
      uplot,
      readStyle: parts.readStyle,
      UplotAdapter: parts.UplotAdapter,
      plotStyles: parts.plotStyles,
    };
  }
  return loaded;
}
