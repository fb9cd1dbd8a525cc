import '@nexus-mfg/widgets/define/telemetry-chart.js';
import type { Adapter, Points } from './adapter.ts';

/** The element as a page uses it: `data`, and `addReadings` for what comes. */
export function openElement(target: HTMLElement, { times, values }: Points): Adapter {
  const chart = document.createElement('nexus-telemetry-chart');
  const lengthMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  chart.label = 'Bench';
  chart.range = { lastMs: lengthMs };
  chart.data = {
    times,
    metrics: { vibration: { mean: values, min: values, max: values } },
    bucketMs: lengthMs / (times.length - 1),
  };
  target.append(chart);
  return {
    append: (time, vibration) => {
      chart.addReadings({ timestamp: new Date(time).toISOString(), vibration }, lengthMs);
    },
    draw: () => {},
    close: () => chart.remove(),
  };
}
