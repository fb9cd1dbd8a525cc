import type { Metric, MetricSeries, TelemetrySeries } from '@nexus-mfg/sdk';
import type { Window } from './window.ts';

/** A page's own readings in the form of `nexus.telemetry.csv`: RFC 4180, times in UTC. */
export function plainCsv({ times, metrics, resolution }: TelemetrySeries, { from, to }: Window): string {
  const given = Object.entries(metrics) as [Metric, MetricSeries][];
  const isRaw = resolution === 'raw';
  const names = given.flatMap(([name]) => (isRaw ? [name] : [`${name}_mean`, `${name}_min`, `${name}_max`]));
  const columns = given.flatMap(([, { mean, min, max }]) => (isRaw ? [mean] : [mean, min, max]));
  const lines = [`time,${names.join(',')}`];
  times.forEach((time, index) => {
    const values = columns.map((column) => column[index] ?? Number.NaN);
    if (time < from || time > to || values.every((value) => Number.isNaN(value))) return;
    const fields = values.map((value) => (Number.isNaN(value) ? '' : String(value)));
    lines.push(`${new Date(time).toISOString()},${fields.join(',')}`);
  });
  return `${lines.join('\r\n')}\r\n`;
}
