import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusTelemetryChart } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import { drawnIn, mountChart, stageOf } from './support/chart.ts';
import { first, mount, part, plant, shadow, textOf, until } from './support/fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const spoken = (element: NexusTelemetryChart): string =>
  stageOf(element).getAttribute('aria-valuetext') ?? '';

function ownData(count = 100): NonNullable<NexusTelemetryChart['data']> {
  const from = Date.UTC(2026, 0, 5, 12);
  const times = Float64Array.from({ length: count }, (_, index) => from + index * 1_000);
  const values = times.map((_, index) => 1 + (index % 10) / 10);
  return { times, metrics: { vibration: { mean: values, min: values, max: values } }, bucketMs: 1_000 };
}

async function plain(data = ownData()): Promise<NexusTelemetryChart> {
  const element = first(
    mount('<nexus-telemetry-chart label="Bench 3"></nexus-telemetry-chart>'),
    'nexus-telemetry-chart',
  );
  element.data = data;
  await part(element, 'canvas');
  return element;
}

describe('<nexus-telemetry-chart>, annotations', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  it('lists those of the window by number, in order of time', async () => {
    const { element } = await mountChart('range="1h"');
    const now = Date.now();
    element.annotations = [
      { at: now - 10 * 60_000, text: 'Later' },
      { at: now - 30 * 60_000, until: now - 20 * 60_000, text: 'Earlier' },
      { at: now - 5 * HOUR_MS, text: 'Long ago' },
      { at: Number.NaN, text: 'Never' },
    ];
    const list = await part(element, '.notes');
    const items = [...list.querySelectorAll('li')].map((item) =>
      item.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(items.length).to.equal(2);
    expect(items[0]).to.match(/^2 ?[\d:]+ – [\d:]+ ?Earlier$/);
    expect(items[1]).to.match(/^3 ?[\d:]+ ?Later$/);
    await expectAccessible(element);
  });

  it('puts the cursor on the one that is chosen by keyboard, and speaks it', async () => {
    const { element } = await mountChart('range="1h"');
    element.annotations = [{ at: Date.now() - 30 * 60_000, text: 'Pump off' }];
    const note = await part(element, '.note');
    note.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(element).includes('At cursor'));
    expect(spoken(element)).to.contain('Note 1: Pump off');
  });
});

describe('<nexus-telemetry-chart>, compare', () => {
  it('tells the former value and the difference, and names the period', async () => {
    const source = plant({ signedInAs: 'admin@alpenwerk.example', historyMs: 3 * DAY_MS });
    const { element } = await mountChart('range="1h" compare="day" metrics="vibration"', source);
    await until(() => /\([+−][\d.]+\)/.test(textOf(element)));
    expect(textOf(element)).to.contain('a day earlier');
    expect(spoken(element)).to.contain('against before');
    element.compare = 'none';
    await until(() => shadow(element).querySelector('.former') === null);
  });

  it('asks for the period before, moved by its length', async () => {
    const source = plant();
    const now = Date.now();
    const asked: number[] = [];
    const { telemetry } = source.nexus;
    const series = telemetry.series.bind(telemetry);
    telemetry.series = (params, options) => {
      asked.push(Date.parse(params.from));
      return series(params, options);
    };
    const { element } = await mountChart('compare="previous"', source);
    asked.length = 0;
    element.range = { from: now - 2 * HOUR_MS, to: now - HOUR_MS };
    await until(() => asked.length === 2);
    expect(asked.sort((a, b) => a - b)).to.deep.equal([now - 3 * HOUR_MS, now - 2 * HOUR_MS]);
  });

  it('compares a page’s own readings with themselves', async () => {
    const element = await plain(ownData(200));
    const { times } = ownData(200);
    element.compare = 'previous';
    element.range = { from: times[100] ?? 0, to: times[199] ?? 0 };
    await until(() => /\([+−]0\.\d+\)/.test(textOf(element)));
  });
});

describe('<nexus-telemetry-chart>, time zone', () => {
  it('tells its times on the clocks of the zone', async () => {
    const element = await plain();
    element.timeZone = 'Asia/Tokyo';
    await until(() => textOf(element).includes('Jan 5, 21:01:39'));
    element.timeZone = 'Nowhere/Land';
    element.data = ownData();
    await until(() => !textOf(element).includes('21:01:39'));
  });
});

describe('<nexus-telemetry-chart>, plain data', () => {
  it('draws without any instance, all of it', async () => {
    const element = await plain();
    expect(textOf(element)).to.contain('1.90 mm/s');
    expect(stageOf(element).getAttribute('aria-label')).to.contain('Bench 3');
    expect(stageOf(element).getAttribute('aria-valuemax')).to.equal('99');
    await expectAccessible(element);
  });

  it('adds readings, and lets the oldest go', async () => {
    const element = await plain();
    const last = ownData().times.at(-1) ?? 0;
    element.addReadings({ timestamp: new Date(last + 1_000).toISOString(), vibration: 7.5 }, 50_000);
    await until(() => textOf(element).includes('7.50 mm/s'));
    expect(Number(stageOf(element).getAttribute('aria-valuemax'))).to.be.within(50, 52);
  });

  it('ends a window with the newest reading', async () => {
    const element = await plain();
    element.range = { lastMs: 10_000 };
    await until(() => Number(stageOf(element).getAttribute('aria-valuemax')) < 15);
  });

  it('takes other data, and none', async () => {
    const element = await plain();
    element.data = ownData(10);
    await until(() => stageOf(element).getAttribute('aria-valuemax') === '9');
    element.data = undefined;
    await until(() => textOf(element).includes('No machine selected'));
  });
});

describe('<nexus-telemetry-chart>, states', () => {
  it('says why there are hours where the plan keeps no single readings', async () => {
    const source = plant({ signedInAs: 'admin@alpenwerk.example', historyMs: 760 * DAY_MS });
    const { element } = await mountChart('', source);
    const from = Date.now() - 750 * DAY_MS;
    element.range = { from, to: from + DAY_MS };
    const note = await part(element, '.hourly');
    expect(note.textContent).to.contain('no longer kept by your plan');
    element.range = { lastMs: HOUR_MS };
    await until(() => shadow(element).querySelector('.hourly') === null);
  });

  it('says whom to ask where the role may not read telemetry', async () => {
    const source = plant({ signedInAs: 'sales@alpenwerk.example' });
    const [machine] = await source.nexus.machines.list();
    const element = first(mount('<nexus-telemetry-chart></nexus-telemetry-chart>'), 'nexus-telemetry-chart');
    element.nexus = source.nexus;
    element.machineId = machine?.id ?? '';
    await until(() => textOf(element).includes('Ask the administrator'));
    expect(textOf(element)).to.contain('telemetry.read');
  });

  it('says in place what could not be loaded, and tries again', async () => {
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void => void unhandled.push(event.reason);
    addEventListener('unhandledrejection', note);
    try {
      const element = first(
        mount('<nexus-telemetry-chart></nexus-telemetry-chart>'),
        'nexus-telemetry-chart',
      );
      const { loadPlot } = element;
      let isThere = false;
      element.loadPlot = () => (isThere ? loadPlot() : Promise.reject(new Error('no network')));
      element.data = ownData();
      const retry = await part(element, '.plot .state .button');
      expect(textOf(element)).to.contain('could not be drawn').and.contain('1.90 mm/s');
      retry.click();
      await part(element, '.plot .state .button');
      isThere = true;
      shadow(element).querySelector<HTMLElement>('.plot .state .button')?.click();
      await drawnIn(element);
      expect(unhandled).to.deep.equal([]);
    } finally {
      removeEventListener('unhandledrejection', note);
    }
  });
});
