import { expect } from 'chai';
import { cutToWidth } from '../src/chart/flags.ts';
import { pointAt } from '../src/chart/point-at.ts';
import { timeLabels } from '../src/chart/time-axis.ts';
import { Words } from '../src/locale/words.ts';
import { formerDistance } from '../src/telemetry-chart/compare.ts';
import { csvFile, zoneWriter } from '../src/telemetry-chart/csv-file.ts';
import { fileName } from '../src/telemetry-chart/file-name.ts';
import { momentOf } from '../src/telemetry-chart/moments.ts';
import { plainCsv } from '../src/telemetry-chart/plain-csv.ts';
import { between, panned, rangeOf, windowOf, zoomed } from '../src/telemetry-chart/window.ts';

const words = new Words('en');
const MINUTE_MS = 60_000;

describe('window of a chart', () => {
  it('keeps the anchor where it is', () => {
    expect(zoomed({ from: 0, to: 100_000 }, 0.5, 25_000)).to.deep.equal({ from: 12_500, to: 62_500 });
    expect(zoomed({ from: 0, to: 100_000 }, 2, 100_000)).to.deep.equal({ from: -100_000, to: 100_000 });
  });

  it('never becomes shorter than can be seen', () => {
    const { from, to } = zoomed({ from: 0, to: 6_000 }, 0.001, 3_000);
    expect(to - from).to.equal(5_000);
    expect(between(1_000, 1_010)).to.deep.equal({ from: 1_005 - 2_500, to: 1_005 + 2_500 });
  });

  it('moves on with the end once it reaches it, and not before', () => {
    expect(rangeOf({ from: 0, to: 1_000 }, 1_000)).to.deep.equal({ lastMs: 1_000 });
    expect(rangeOf({ from: 500, to: 1_500 }, 1_000)).to.deep.equal({ lastMs: 1_000 });
    expect(rangeOf({ from: 0, to: 900 }, 1_000)).to.deep.equal({ from: 0, to: 900 });
  });

  it('goes from a range to its times and back', () => {
    expect(windowOf({ lastMs: 10 }, 100)).to.deep.equal({ from: 90, to: 100 });
    expect(panned({ from: 90, to: 100 }, -0.5)).to.deep.equal({ from: 85, to: 95 });
  });
});

describe('times of a chart', () => {
  it('tells them on the clocks of a zone', () => {
    const midnight = Date.UTC(2026, 0, 9, 15);
    expect(timeLabels(words, [midnight, midnight + MINUTE_MS], MINUTE_MS, 'Asia/Tokyo')).to.deep.equal([
      'Jan 10',
      '00:01',
    ]);
    expect(momentOf(words, midnight, 'Asia/Tokyo')).to.equal('Jan 10, 00:00:00');
    expect(momentOf(words, Date.now(), 'Asia/Tokyo')).to.match(/^\d\d:\d\d:\d\d$/);
  });

  it('finds the point that a time belongs to', () => {
    const times = Float64Array.from([10, 20, 30]);
    expect([5, 10, 19, 30, 99].map((time) => pointAt(times, time))).to.deep.equal([-1, 0, 0, 2, 2]);
  });

  it('knows how far back a former period lies', () => {
    expect(formerDistance('previous', 5_000)).to.equal(5_000);
    expect(formerDistance('day', 5_000)).to.equal(86_400_000);
    expect(formerDistance('week', 5_000)).to.equal(7 * 86_400_000);
    expect(formerDistance('none', 5_000)).to.equal(0);
  });
});

describe('files of a chart', () => {
  it('writes the clocks of a zone and their distance from UTC', () => {
    const inBerlin = zoneWriter('Europe/Berlin');
    expect(inBerlin('2026-07-01T10:00:00.000Z,1,2')).to.equal('2026-07-01T12:00:00.000+02:00,1,2');
    expect(inBerlin('2026-12-31T23:30:00.123456Z,1')).to.equal('2027-01-01T00:30:00.123456+01:00,1');
    expect(inBerlin('time,vibration')).to.equal('time,vibration');
    expect(zoneWriter('America/St_Johns')('2026-01-01T12:00:00.000Z,1')).to.contain('08:30:00.000-03:30');
    expect(zoneWriter('')('2026-07-01T10:00:00.000Z,1')).to.equal('2026-07-01T10:00:00.000Z,1');
  });

  it('puts lines together that come in pieces, and tells how far it is', async () => {
    const text = 'time,rpm\r\n1970-01-01T00:00:00.250Z,1\r\n1970-01-01T00:00:00.500Z,2\r\n';
    const pieces = [text.slice(0, 20), text.slice(20, 45), text.slice(45)];
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const shares: number[] = [];
    const file = await csvFile(stream, { from: 0, to: 1_000, zone: '' }, (share) => shares.push(share));
    expect(await file.text()).to.equal(text);
    expect(shares.at(-1)).to.equal(0.5);
  });

  it('writes a page’s own readings of the window, a hole as nothing', () => {
    const mean = Float64Array.from([1, Number.NaN, 3, 4]);
    const times = Float64Array.from([0, 1_000, 2_000, 3_000]);
    const series = {
      machineId: '',
      source: 'readings' as const,
      resolution: 'raw' as const,
      bucketMs: 1_000,
      times,
      metrics: { rpm: { mean, min: mean, max: mean } },
    };
    expect(plainCsv(series, { from: 0, to: 2_500 })).to.equal(
      'time,rpm\r\n1970-01-01T00:00:00.000Z,1\r\n1970-01-01T00:00:02.000Z,3\r\n',
    );
  });

  it('names files so that they can be told apart', () => {
    expect(fileName('Vibration of Mill 01, Last hour', { from: 0, to: 3_600_000 }, 'csv')).to.equal(
      'Vibration-of-Mill-01-Last-hour_1970-01-01T00-00_1970-01-01T01-00.csv',
    );
  });
});

describe('flags of a chart', () => {
  const widthOf = (text: string): number => text.length * 10;
  it('cuts a text to the room there is, or leaves it out', () => {
    expect(cutToWidth('Cooling', 70, widthOf)).to.equal('Cooling');
    expect(cutToWidth('Cooling pump off', 80, widthOf)).to.equal('Cooling…');
    expect(cutToWidth('Cooling pump off', 40, widthOf)).to.equal('');
  });
});
