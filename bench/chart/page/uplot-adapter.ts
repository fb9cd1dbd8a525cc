import { loadUplot, type UplotClass } from '../../../packages/widgets/src/chart/load-uplot.ts';
import { type Adapter, type Points, SIZE, SlidingWindow } from './adapter.ts';

type Data = Parameters<InstanceType<UplotClass>['setData']>[0];

const uPlot = await loadUplot();

/** uPlot as its own demos stream: views of typed arrays, each frame `setData`. */
export function openUplot(target: HTMLElement, points: Points): Adapter {
  const window = new SlidingWindow(points);
  const dataOf = ({ times, values }: Points): Data => [times, values];
  const plot = new uPlot(
    { ...SIZE, ms: 1, legend: { show: false }, series: [{}, { stroke: '#14532d', width: 1.75 }] },
    dataOf(points),
    target,
  );
  return {
    append: (time, value) => window.push(time, value),
    draw: () => plot.setData(dataOf(window.points)),
    close: () => plot.destroy(),
  };
}
