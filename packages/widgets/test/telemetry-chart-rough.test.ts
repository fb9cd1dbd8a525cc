import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusTelemetryChart } from '../src/index.ts';
import { formerPart, handsPart, marksPart, plainPart } from '../src/telemetry-chart/parts.ts';
import { SparePart } from '../src/telemetry-chart/spare-part.ts';
import { drawnIn, mountChart, pointOf, stageOf } from './support/chart.ts';
import { first, mount, nextFrame, part, plant, shadow, textOf, until } from './support/fixture.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 5, 12);

type Data = NonNullable<NexusTelemetryChart['data']>;

function dataOf(values: readonly number[], stepMs = 1_000): Data {
  const mean = Float64Array.from(values);
  const times = Float64Array.from(values, (_, index) => START + index * stepMs);
  return { times, metrics: { vibration: { mean, min: mean, max: mean } }, bucketMs: stepMs };
}

function plain(attributes = '', data?: Data): NexusTelemetryChart {
  const element = first(
    mount(`<nexus-telemetry-chart label="Bench 3" ${attributes}></nexus-telemetry-chart>`),
    'nexus-telemetry-chart',
  );
  if (data) element.data = data;
  return element;
}

describe('<nexus-telemetry-chart>, what comes with the first act', () => {
  let errors: unknown[];
  const note = (event: ErrorEvent | PromiseRejectionEvent): void =>
    void errors.push('reason' in event ? event.reason : event.message);
  beforeEach(async () => {
    errors = [];
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
    await setViewport({ width: 1000, height: 800 });
  });
  afterEach(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
    expect(errors).to.deep.equal([]);
  });

  it('is not loaded for who only looks, and loses neither the first key nor those behind it', async () => {
    const { element, told } = await mountChart('range="8h"');
    for (let frame = 0; frame < 5; frame += 1) await nextFrame();
    for (const spare of [handsPart, marksPart, formerPart, plainPart]) expect(spare.code).to.equal(undefined);
    const stage = stageOf(element);
    stage.focus();
    const keys = ['Home', 'ArrowRight'].map(
      (key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    for (const key of keys) stage.dispatchEvent(key);
    expect(keys.map(({ defaultPrevented }) => defaultPrevented)).to.deep.equal([true, true]);
    await until(() => stage.getAttribute('aria-valuenow') === '1');
    await sendKeys({ press: '+' });
    expect(told.length).to.equal(1);
  });

  it('does the first pinch that it was loaded for', async () => {
    const { element, told } = await mountChart('range="8h"');
    const over = shadow(element).querySelector('.u-over');
    const finger = (type: string, pointerId: number, share: number): void => {
      const [clientX, clientY] = pointOf(element, share);
      const more = { bubbles: true, composed: true, pointerType: 'touch', pointerId, clientX, clientY };
      over?.dispatchEvent(new PointerEvent(type, more));
    };
    finger('pointerdown', 1, 0.4);
    finger('pointerdown', 2, 0.6);
    finger('pointermove', 1, 0.2);
    finger('pointermove', 2, 0.8);
    finger('pointerup', 1, 0.2);
    finger('pointerup', 2, 0.8);
    await until(() => told.length === 1);
  });

  it('leaves Escape to what the chart stands in while there is nothing to give up', async () => {
    const { element } = await mountChart('range="8h"');
    const stage = stageOf(element);
    const press = (key: string): KeyboardEvent => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      stage.dispatchEvent(event);
      return event;
    };
    stage.focus();
    expect(press('Escape').defaultPrevented).to.equal(false);
    press('Home');
    await until(() => stage.getAttribute('aria-valuenow') === '0');
    expect(press('Escape').defaultPrevented).to.equal(true);
    await until(() => textOf(element).includes('Newest'));
    expect(press('Escape').defaultPrevented).to.equal(false);
  });

  it('draws limits that come with a part of their own', async () => {
    const element = plain('', dataOf(Array.from({ length: 50 }, () => 1)));
    await drawnIn(element);
    const ink = (): number => {
      const canvas = shadow(element).querySelector('canvas');
      const { data = [] } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      return Array.from(data).filter((value, index) => index % 4 === 3 && value > 0).length;
    };
    await until(() => ink() > 0);
    const before = ink();
    element.annotations = [{ at: START + 25_000, text: 'Pump off for the whole of the shift' }];
    await part(element, '.notes');
    await until(() => ink() > before + 500);
  });

  it('asks again for what did not load: at once when somebody asks, for all that wait', async () => {
    let [isThere, asked, told] = [false, 0, 0];
    const spare = new SparePart(() => {
      asked += 1;
      return isThere ? Promise.resolve('code') : Promise.reject(new Error('no network'));
    });
    const hear = (): void => {
      told += 1;
    };
    expect(spare.get(hear)).to.equal(undefined);
    await until(() => spare.hasFailed);
    expect([asked, told]).to.deep.equal([1, 1]);
    expect(spare.get(hear)).to.equal(undefined);
    expect(asked).to.equal(1);
    isThere = true;
    spare.retry();
    spare.get(hear);
    await until(() => spare.get(hear) === 'code');
    expect([asked, told]).to.deep.equal([2, 2]);
  });
});

describe('<nexus-telemetry-chart>, roughly treated', () => {
  let errors: unknown[];
  const note = (event: ErrorEvent | PromiseRejectionEvent): void =>
    void errors.push('reason' in event ? event.reason : event.message);
  beforeEach(async () => {
    errors = [];
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
    await setViewport({ width: 1000, height: 800 });
  });
  afterEach(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
    expect(errors).to.deep.equal([]);
  });

  for (const [what, values, shown] of [
    ['none', [], 'No readings in this time'],
    ['only holes', [Number.NaN, Number.NaN], 'No readings in this time'],
    ['one', [2.5], '2.50 mm/s'],
    ['two', [2.5, 3.5], '3.50 mm/s'],
    ['values of every size', [-1e12, 0, 1e12], 'mm/s'],
    ['an infinite one', [1, Number.POSITIVE_INFINITY, 2], '2.00 mm/s'],
  ] as const)
    it(`takes readings: ${what}`, async () => {
      const element = plain('', dataOf(values));
      await until(() => textOf(element).includes(shown));
      stageOf(element).focus();
      for (const key of ['Home', '+', '-', 'End', 'PageUp', '0']) await sendKeys({ press: key });
      await nextFrame();
    });

  it('keeps what was added before it was first drawn', async () => {
    const element = plain('', dataOf([1, 1, 1]));
    element.addReadings({ timestamp: new Date(START + 3_000).toISOString(), vibration: 7.5 });
    await until(() => textOf(element).includes('7.50 mm/s'));
  });

  it('stays where it was zoomed to while readings come', async () => {
    const element = plain('', dataOf(Array.from({ length: 200 }, (_, index) => index / 100)));
    await drawnIn(element);
    element.range = { from: START + 20_000, to: START + 40_000 };
    await until(() => stageOf(element).getAttribute('aria-valuemax') === '22');
    for (let index = 0; index < 20; index += 1) {
      element.addReadings({ timestamp: new Date(START + (200 + index) * 1_000).toISOString(), vibration: 9 });
      await nextFrame();
    }
    expect(stageOf(element).getAttribute('aria-valuemax')).to.equal('22');
  });

  it('shows the last hour for a range from later to earlier', async () => {
    const { element } = await mountChart();
    element.range = { from: 2_000, to: 1_000 };
    await until(() => stageOf(element).getAttribute('aria-label')?.includes('Last hour'));
  });

  it('goes on where it was after it was put elsewhere, in the middle of a drag too', async () => {
    const { element, told } = await mountChart('range="8h"');
    const over = (): Element | null => shadow(element).querySelector('.u-over');
    const [clientX, clientY] = pointOf(element, 0.5);
    const mouse = (type: string, x: number): void =>
      void over()?.dispatchEvent(
        new PointerEvent(type, { bubbles: true, composed: true, pointerId: 1, clientX: x, clientY }),
      );
    mouse('pointerdown', clientX);
    await until(() => handsPart.code);
    await nextFrame();
    mouse('pointermove', clientX + 80);
    const other = document.createElement('div');
    element.parentElement?.append(other);
    other.append(element);
    await drawnIn(element);
    mouse('pointerup', clientX + 80);
    expect(told).to.deep.equal([]);
    stageOf(element).focus();
    await sendKeys({ press: '+' });
    await until(() => told.length === 1);
  });

  it('shows the machine that was chosen last, whichever answers first', async () => {
    const source = plant();
    const machines = await source.nexus.machines.list();
    const { element } = await mountChart('range="15m"', source);
    source.data.setLatency(30);
    for (const { id } of machines.slice(0, 4)) element.machineId = id;
    source.data.setLatency(0);
    const wanted = machines[5]?.id ?? '';
    element.machineId = wanted;
    const { name = '?' } = machines[5] ?? {};
    await until(() => stageOf(element).getAttribute('aria-label')?.includes(name));
    await drawnIn(element);
    for (let frame = 0; frame < 5; frame += 1) await nextFrame();
    expect(stageOf(element).getAttribute('aria-label')).to.contain(name);
  });

  it('writes the digits of its language, from right to left too, and joins as it does', async () => {
    const element = first(
      mount(
        '<div lang="ar-EG" dir="rtl"><nexus-telemetry-chart label="x" metrics="vibration rpm"></nexus-telemetry-chart></div>',
      ),
      'nexus-telemetry-chart',
    );
    const data = dataOf([1, 2, 3]);
    const values = data.metrics.vibration;
    if (values) element.data = { ...data, metrics: { ...data.metrics, rpm: values } };
    await until(() => /[٠-٩]/.test(textOf(element)));
    const spoken = (): string => stageOf(element).getAttribute('aria-valuetext') ?? '';
    await until(() => spoken().includes(' و'));
    expect(spoken()).to.match(/[٠-٩]/);
  });

  it('tells one time of an hour that comes twice from the other', async () => {
    const element = plain('time-zone="Europe/Berlin"', {
      ...dataOf([1]),
      times: Float64Array.from([Date.UTC(2025, 9, 26, 0, 30), Date.UTC(2025, 9, 26, 1, 30)]),
      metrics: {
        vibration: {
          mean: Float64Array.from([1, 2]),
          min: Float64Array.from([1, 2]),
          max: Float64Array.from([1, 2]),
        },
      },
      bucketMs: HOUR_MS,
    });
    await drawnIn(element);
    stageOf(element).focus();
    await sendKeys({ press: 'Home' });
    await until(() => textOf(element).includes('1.00 mm/s'));
    await sendKeys({ press: 'End' });
    await until(() => textOf(element).includes('2.00 mm/s'));
  });
});
