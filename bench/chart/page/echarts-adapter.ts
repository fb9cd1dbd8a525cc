import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type Adapter, type Points, SIZE, SlidingWindow } from './adapter.ts';

echarts.use([LineChart, GridComponent, CanvasRenderer]);

/** ECharts with its down-sampling, without animation and symbols, on one flat typed array. */
export function openEcharts(target: HTMLElement, points: Points): Adapter {
  const window = new SlidingWindow(points);
  const chart = echarts.init(target, null, { ...SIZE, renderer: 'canvas' });
  const flat = new Float64Array(2 * points.times.length);
  const dataOf = ({ times, values }: Points): Float64Array => {
    for (let index = 0; index < times.length; index += 1) {
      flat[2 * index] = times[index] as number;
      flat[2 * index + 1] = values[index] as number;
    }
    return flat;
  };
  const series = (now: Points): object => ({
    type: 'line',
    data: dataOf(now),
    dimensions: ['time', 'value'],
    showSymbol: false,
    sampling: 'minmax',
    animation: false,
    lineStyle: { width: 1.75 },
  });
  chart.setOption({
    animation: false,
    xAxis: { type: 'time' },
    yAxis: { type: 'value' },
    series: [series(points)],
  });
  return {
    append: (time, value) => window.push(time, value),
    draw: () => chart.setOption({ series: [series(window.points)] }),
    close: () => chart.dispose(),
  };
}
