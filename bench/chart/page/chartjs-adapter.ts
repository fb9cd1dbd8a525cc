import { Chart, Decimation, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { type Adapter, type Points, SIZE } from './adapter.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Decimation);

/** Chart.js with its decimation, without parsing, animation and points. */
export function openChartjs(target: HTMLElement, { times, values }: Points): Adapter {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE.width;
  canvas.height = SIZE.height;
  target.append(canvas);
  const data = Array.from(times, (x, index) => ({ x, y: values[index] as number }));
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [{ data, borderColor: '#14532d', borderWidth: 1.75, pointRadius: 0 }] },
    options: {
      animation: false,
      responsive: false,
      parsing: false,
      normalized: true,
      scales: { x: { type: 'linear' } },
      plugins: { decimation: { enabled: true, algorithm: 'min-max' } },
    },
  });
  return {
    append: (x, y) => {
      data.push({ x, y });
      data.shift();
    },
    draw: () => chart.update('none'),
    close: () => chart.destroy(),
  };
}
