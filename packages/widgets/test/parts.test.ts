import type { Machine } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { tickSpace, timeLabels } from '../src/chart/time-axis.ts';
import { valueRange } from '../src/chart/value-range.ts';
import { arcPoint } from '../src/drawing/arc.ts';
import { sparklinePath } from '../src/drawing/sparkline.ts';
import { describeError } from '../src/internal/error-info.ts';
import { formatValue, metricInfo } from '../src/internal/metrics.ts';
import { safeLocale } from '../src/locale/safe-locale.ts';
import { Words } from '../src/locale/words.ts';
import { buildModel, newestOf } from '../src/telemetry-chart/build-model.ts';
import { cursorByKey } from '../src/telemetry-chart/cursor-keys.ts';
import type { ChartData } from '../src/telemetry-chart/series-source.ts';

/** A machine's past: vibration at these times, temperature never. */
function past(times: number[], values: number[], bucketMs: number): ChartData {
  const mean = Float64Array.from(values);
  const never = new Float64Array(values.length).fill(Number.NaN);
  return {
    machine: { metadata: {} } as Machine,
    series: {
      machineId: 'm',
      times: Float64Array.from(times),
      metrics: {
        vibration: { mean, min: mean, max: mean },
        temperature: { mean: never, min: never, max: never },
      },
      resolution: 'raw',
      source: 'readings',
      bucketMs,
    },
    latest: undefined,
    former: undefined,
    columns: 100,
  };
}

const words = new Words('en');

describe('buildModel', () => {
  const wish = { metrics: [], thresholds: [], annotations: [], zone: '', formerMs: 0 };

  it('draws every reading where they fit, the one before the edge too, and gaps as gaps', () => {
    const data = past([0, 400, 500, 600, 1_200], [1, 2, Number.NaN, 3, 4], 100);
    const model = buildModel(words, data, wish, { from: 300, to: 1_300 });
    expect([model.from, model.to]).to.deep.equal([300, 1_300]);
    expect([...model.times]).to.deep.equal([0, 400, 500, 600, 1_200]);
    expect(model.series[0]?.columns.mean).to.deep.equal([1, 2, null, 3, 4]);
  });

  it('draws no more points than the plot has columns, and loses no peak', () => {
    const times = Array.from({ length: 5_000 }, (_, index) => index);
    const values = times.map((index) => (index === 3_210 ? 99 : 1));
    const model = buildModel(words, past(times, values, 1), wish, { from: -1, to: 4_999 });
    expect(model.times.length).to.be.within(100, 102);
    expect(Math.max(...(model.series[0]?.columns.max ?? []).map(Number))).to.equal(99);
  });

  it('names only metrics that have a value', () => {
    const shown = (values: number[]): string[] =>
      buildModel(words, past([0], values, 1), wish, { from: -999, to: 1 }).series.map(({ metric }) => metric);
    expect(shown([1])).to.deep.equal(['vibration']);
    expect(shown([Number.NaN])).to.deep.equal([]);
  });

  it('knows the newest reading, which may be ahead of this clock', () => {
    const data = past([0, 4_000], [1, 1], 1);
    const latest = { machineId: 'm', timestamp: new Date(5_000).toISOString(), vibration: 2 };
    expect(newestOf({ ...data, latest })).to.equal(5_000);
    expect(newestOf(data)).to.equal(4_000);
  });
});

describe('metrics in words', () => {
  const energy = (value: number): string => {
    const info = metricInfo(words, 'power_kwh', {}, value);
    return `${formatValue(words, value, info)} ${info.unit}`;
  };
  it('writes small energy in Wh and the rest in kWh', () => {
    expect([0, 0.0056, 0.0278, 0.1, 12.345].map(energy)).to.deep.equal([
      '0.0 Wh',
      '5.6 Wh',
      '27.8 Wh',
      '0.10 kWh',
      '12.35 kWh',
    ]);
  });

  it('never writes something as nothing', () => {
    expect(formatValue(words, 0.004, metricInfo(words, 'vibration'))).to.equal('0.004');
    expect(formatValue(words, 0.00004, metricInfo(words, 'power_kwh', {}, 0.00004))).to.equal('0.04');
    expect(formatValue(words, 0, metricInfo(words, 'vibration'))).to.equal('0.00');
    expect(formatValue(words, undefined, metricInfo(words, 'vibration'))).to.equal('–');
  });
});

describe('time axis', () => {
  const at = (hour: number, minute = 0, second = 0): number =>
    new Date(2026, 10, 23, hour, minute, second).getTime();

  it('counts hours to 24, and names the day where one begins', () => {
    const labels = timeLabels(words, [at(0) - 900_000, at(0), at(13)], 900_000);
    expect(labels).to.deep.equal(['23:45', 'Nov 23', '13:00']);
    expect(timeLabels(words, [at(13, 0, 5)], 5_000)).to.deep.equal(['13:00:05']);
    expect(words.dateTime(new Date().setHours(0, 5, 9, 0))).to.equal('00:05:09');
  });

  it('keeps ticks farther apart than their labels are wide', () => {
    const widthOf = (text: string): number => text.length * 7;
    for (const rangeMs of [60_000, 900_000, 3_600_000, 86_400_000]) {
      const space = tickSpace(words, rangeMs, 230, at(12), widthOf);
      const step = (rangeMs * space) / 230;
      for (const label of timeLabels(words, [at(0), at(13, 15, 5)], step))
        expect(space).to.be.at.least(widthOf(label) + 7);
    }
  });

  it('writes as many digits as the step of an axis needs', () => {
    expect([words.tick(0.25, 2), words.tick(0.5, 2), words.tick(1_500, 0)]).to.deep.equal([
      '0.25',
      '0.5',
      '1,500',
    ]);
  });
});

describe('small parts', () => {
  it('makes a locale of whatever the system reports', () => {
    for (const [given, made] of [
      ['en-US@posix', 'en-US'],
      ['de_DE.UTF-8', 'de-DE'],
      ['de', 'de'],
    ] as const)
      expect(safeLocale(given)).to.equal(made);
    expect(safeLocale('!!')).to.be.a('string');
  });

  it('writes numbers with fixed digits, and a dash for none', () => {
    expect(words.number(1234.5, 1)).to.equal('1,234.5');
    expect(words.number(null, 1)).to.equal('–');
    expect(words.number(Number.NaN)).to.equal('–');
    expect(words.age(125_000)).to.match(/2 min/);
    expect(words.age(59_000)).to.equal('this minute');
  });

  it('keeps a machine’s own units', () => {
    expect(metricInfo(words, 'vibration', { vibrationUnit: 'g' }).unit).to.equal('g');
    expect(metricInfo(words, 'temperature', { temperatureUnit: 'unknown' }).unit).to.equal('');
  });

  it('breaks a trend line where a value is missing', () => {
    expect(sparklinePath([1, 2, Number.NaN, 3, 4], 40, 12, 1).match(/M/g)?.length).to.equal(2);
    expect(sparklinePath([1], 40, 12, 1)).to.equal('');
  });

  it('opens the gauge below', () => {
    expect(arcPoint(50, 40)).to.deep.equal({ x: 50, y: 10 });
    expect(arcPoint(0, 40).y).to.equal(arcPoint(100, 40).y);
  });

  it('starts an axis at zero where zero means something, and shows the next limit', () => {
    expect(valueRange('mm/s', 2, 4)[0]).to.equal(0);
    expect(valueRange('°C', 60, 62)[0]).to.be.above(50);
    expect(valueRange('mm/s', 1, 2, [4.5])[1]).to.be.above(4.5);
    expect(valueRange('mm/s', 1, 2, [45])[1]).to.be.below(3);
    expect(valueRange('mm/s', null, null)).to.deep.equal([0, 1]);
  });

  it('moves a chart cursor by keys', () => {
    expect(cursorByKey('ArrowLeft', null, 5)).to.equal(4);
    expect(cursorByKey('ArrowLeft', 4, 5)).to.equal(3);
    expect(cursorByKey('Escape', 3, 5)).to.equal(null);
    expect(cursorByKey('a', 3, 5)).to.equal(undefined);
  });

  it('puts errors into words, with the hint', () => {
    expect(describeError(words, { code: 'x', message: 'It broke.', hint: 'Mend it.' }).text).to.equal(
      'It broke. Mend it.',
    );
    expect(describeError(words, undefined).retry).to.equal(true);
    const refusedKey = { code: 'permission_denied', message: 'Invalid API key.', details: { status: 401 } };
    expect(describeError(words, refusedKey).text).to.equal('Invalid API key.');
  });
});
