// What is needed once there is a canvas: it comes together with uPlot.
export { readStyle } from '../chart/style-probe.ts';
export { UplotAdapter } from '../chart/uplot-adapter.ts';
export { plotStyles } from './plot.styles.ts';
