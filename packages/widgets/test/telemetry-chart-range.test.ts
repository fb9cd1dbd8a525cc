import type { SeriesParams } from '@nexus-mfg/sdk';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { createView } from '../src/index.ts';
import { drag, drawnIn, lengthOf, mountChart, pointOf, stageOf } from './support/chart.ts';
import { first, mountWith, nextFrame, part, plant, shadow, textOf, until } from './support/fixture.ts';

const HOUR_MS = 3_600_000;

/** Notes what is asked for of the past. */
function watchSeries(source: ReturnType<typeof plant>): SeriesParams[] {
  const asked: SeriesParams[] = [];
  const { telemetry } = source.nexus;
  const series = telemetry.series.bind(telemetry);
  telemetry.series = (params, options) => {
    asked.push(params);
    return series(params, options);
  };
  return asked;
}

async function withShift(press: string): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press });
  await sendKeys({ up: 'Shift' });
}

describe('<nexus-telemetry-chart>, range', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));
  afterEach(() => resetMouse());

  it('reads a length that ends now, and two times, as attribute', async () => {
    const { element } = await mountChart('range="8h"');
    expect(element.range).to.deep.equal({ lastMs: 8 * HOUR_MS });
    element.setAttribute('range', '2026-11-24T06:00Z/2026-11-24T14:00Z');
    expect(element.range).to.deep.equal({
      from: Date.UTC(2026, 10, 24, 6),
      to: Date.UTC(2026, 10, 24, 14),
    });
    element.removeAttribute('range');
    expect(element.range).to.equal(undefined);
  });

  it('says once on the console what is no range, and shows the last hour', async () => {
    const warn = console.warn;
    const heard: string[] = [];
    console.warn = (text: string) => heard.push(text);
    try {
      const { element } = await mountChart('range="soon"');
      element.setAttribute('range', '2026-11-24T14:00Z/2026-11-24T06:00Z');
      element.setAttribute('range', 'soon');
      expect(heard.length).to.equal(2);
      expect(heard[0]).to.contain('"soon"').and.contain('"15m"');
      expect(stageOf(element).getAttribute('aria-label')).to.contain('Last hour');
    } finally {
      console.warn = warn;
    }
  });

  it('asks for a past that stands still once, in the points that it has room for', async () => {
    const source = plant();
    const asked = watchSeries(source);
    const now = Date.now();
    const { element } = await mountChart('', source);
    const followed = asked.length;
    element.range = { from: now - 3 * HOUR_MS, to: now - 2 * HOUR_MS };
    await until(() => asked.length === followed + 1);
    await drawnIn(element);
    expect(Date.parse(asked.at(-1)?.from ?? '')).to.equal(now - 3 * HOUR_MS);
    expect(asked.at(-1)?.maxPoints).to.be.within(element.clientWidth - 1, element.clientWidth + 1);
  });

  it('zooms into what is dragged over, tells it once, and asks for finer data', async () => {
    const source = plant();
    const asked = watchSeries(source);
    const { element, told } = await mountChart('range="8h"', source);
    await drag(element, 0.25, 0.5);
    const mark = (): HTMLElement | null => shadow(element).querySelector<HTMLElement>('.u-select');
    await until(() => (mark()?.clientWidth ?? 0) > 100);
    await sendMouse({ type: 'up' });
    expect(told.length).to.equal(1);
    expect(lengthOf(told[0])).to.be.within(1.9 * HOUR_MS, 2.1 * HOUR_MS);
    expect(element.range).to.deep.equal(told[0]);
    await until(() => asked.length > 0);
    expect(asked.at(-1)?.from).to.equal(
      new Date(told[0] && 'from' in told[0] ? told[0].from : 0).toISOString(),
    );
    await drawnIn(element);
    expect(mark()?.clientWidth).to.equal(0);
  });

  it('takes no notice of a click', async () => {
    const { element, told } = await mountChart('range="8h"');
    await sendMouse({ type: 'click', position: pointOf(element, 0.5) });
    expect(told).to.deep.equal([]);
  });

  it('gives up a drag at Escape', async () => {
    const { element, told } = await mountChart('range="8h"');
    stageOf(element).focus();
    await drag(element, 0.25, 0.5);
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    expect(told).to.deep.equal([]);
  });

  it('moves the window with shift and a drag', async () => {
    const { element, told } = await mountChart('range="8h"');
    await sendKeys({ down: 'Shift' });
    await drag(element, 0.25, 0.75);
    await sendMouse({ type: 'up' });
    await sendKeys({ up: 'Shift' });
    const [range] = told;
    expect(told.length).to.equal(1);
    expect(lengthOf(range)).to.equal(8 * HOUR_MS);
    expect(range && 'to' in range && Date.now() - range.to).to.be.within(3.9 * HOUR_MS, 4.1 * HOUR_MS);
  });

  it('zooms with control and the wheel around the pointer, one act a turn', async () => {
    const { element, told } = await mountChart('range="8h"');
    const [x, y] = pointOf(element, 0.5);
    const over = shadow(element).querySelector('.u-over');
    for (let turn = 0; turn < 3; turn += 1) {
      const event = new WheelEvent('wheel', {
        deltaY: -120,
        ctrlKey: true,
        clientX: x,
        clientY: y,
        bubbles: true,
        cancelable: true,
      });
      over?.dispatchEvent(event);
      expect(event.defaultPrevented).to.equal(true);
    }
    await until(() => told.length > 0);
    expect(told.length).to.equal(1);
    expect(lengthOf(told[0])).to.be.below(5 * HOUR_MS);
    const [range] = told;
    const middle = range && 'from' in range ? (range.from + range.to) / 2 : 0;
    expect(Date.now() - middle).to.be.within(3.8 * HOUR_MS, 4.2 * HOUR_MS);
  });

  it('leaves the wheel alone without control', async () => {
    const { element } = await mountChart('range="8h"');
    const event = new WheelEvent('wheel', { deltaY: -120, bubbles: true, cancelable: true });
    shadow(element).querySelector('.u-over')?.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
  });

  it('zooms with two fingers: the times under them stay there', async () => {
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
    expect(told.length).to.equal(1);
    expect(lengthOf(told[0])).to.be.within(2.5 * HOUR_MS, 2.8 * HOUR_MS);
  });

  it('zooms and moves by keys, and finds the way back', async () => {
    const { element, told } = await mountChart('range="8h"');
    stageOf(element).focus();
    await sendKeys({ press: '+' });
    expect(told.at(-1)).to.deep.equal({ lastMs: 4 * HOUR_MS });
    await withShift('ArrowLeft');
    const moved = told.at(-1);
    expect(lengthOf(moved)).to.equal(4 * HOUR_MS);
    expect(moved).to.have.property('from');
    await withShift('ArrowRight');
    expect(told.at(-1)).to.deep.equal({ lastMs: 4 * HOUR_MS });
    await sendKeys({ press: 'Backspace' });
    expect(told.at(-1)).to.deep.equal(moved);
    await sendKeys({ press: '0' });
    expect(element.range).to.deep.equal({ lastMs: 8 * HOUR_MS });
    expect(told.length).to.equal(5);
  });

  it('has a button for each step, and keeps the focus on the last one', async () => {
    const { element, told } = await mountChart('range="8h"');
    const button = (act: string): HTMLElement =>
      shadow(element).querySelector<HTMLElement>(`.tool[data-act=${act}]`) ?? document.body;
    expect(button('back').getAttribute('aria-disabled')).to.equal('true');
    button('back').click();
    expect(told).to.deep.equal([]);
    button('zoomIn').click();
    await until(() => button('back').getAttribute('aria-disabled') === 'false');
    button('back').focus();
    button('back').click();
    await until(() => button('back').getAttribute('aria-disabled') === 'true');
    expect(shadow(element).activeElement).to.equal(button('back'));
    expect(told.at(-1)).to.deep.equal({ lastMs: 8 * HOUR_MS });
  });

  it('forgets the way back when the page sets another range, and tells nobody of that', async () => {
    const { element, told } = await mountChart('range="8h"');
    shadow(element).querySelector<HTMLElement>('.tool[data-act=zoomIn]')?.click();
    element.range = { lastMs: HOUR_MS };
    await until(
      () => shadow(element).querySelector('.tool[data-act=back]')?.getAttribute('aria-disabled') === 'true',
    );
    expect(told.length).to.equal(1);
  });

  it('keeps the line that is known, dimmed, until the other one is there', async () => {
    const { element, data } = await mountChart('range="1h"');
    const canvas = await part(element, 'canvas');
    data.setLatency(Number.POSITIVE_INFINITY);
    element.range = { lastMs: 8 * HOUR_MS };
    await part(element, '.stage[data-loading]');
    const height = element.clientHeight;
    expect(shadow(element).querySelector('canvas')).to.equal(canvas);
    data.setLatency(0);
    element.range = { lastMs: 24 * HOUR_MS };
    await drawnIn(element);
    expect(element.clientHeight).to.equal(height);
  });

  it('drops what comes late for a range that nobody wants any more', async () => {
    const source = plant();
    const { element } = await mountChart('', source);
    const now = Date.now();
    const held: (() => void)[] = [];
    const { telemetry } = source.nexus;
    const series = telemetry.series.bind(telemetry);
    telemetry.series = async (params) => {
      // What gives it up is not handed on: the answer comes all the same.
      const answer = await series(params);
      if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    };
    element.range = { from: now - 4 * HOUR_MS, to: now - 3 * HOUR_MS };
    await until(() => held.length === 1);
    element.range = { from: now - 2 * HOUR_MS, to: now - HOUR_MS };
    await drawnIn(element);
    const shown = textOf(element);
    held[0]?.();
    for (let frame = 0; frame < 3; frame += 1) await nextFrame();
    expect(textOf(element)).to.equal(shown);
  });

  it('keeps the line that is known when the network is gone, and says so', async () => {
    const { element, data } = await mountChart('range="1h"');
    const now = Date.now();
    data.setOffline(true);
    element.range = { from: now - 50 * 60_000, to: now - 10 * 60_000 };
    const notice = await part(element, '.notice');
    expect(notice.textContent).to.contain('Last known');
    expect(shadow(element).querySelector('canvas')).to.not.equal(null);
    data.setOffline(false);
    await until(() => shadow(element).querySelector('.notice') === null);
  });
});

describe('<nexus-telemetry-chart>, shared view', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  async function two(attributes = '') {
    const source = plant();
    const [machine] = await source.nexus.machines.list();
    const host = mountWith(
      source.nexus,
      `<nexus-telemetry-chart></nexus-telemetry-chart><nexus-telemetry-chart id="other" ${attributes}></nexus-telemetry-chart>`,
    );
    const view = createView({ range: { lastMs: 8 * HOUR_MS }, machineId: machine?.id ?? '' });
    first(host, 'nexus-provider').view = view;
    const one = first(host, 'nexus-telemetry-chart');
    const other = host.querySelector('#other') as typeof one;
    await part(one, 'canvas');
    return { ...source, one, other, view };
  }

  it('follows range and machine, and writes the range that a person chose', async () => {
    const { one, other, view } = await two();
    await part(other, 'canvas');
    expect(stageOf(one).getAttribute('aria-label')).to.contain('Last 8 hours');
    stageOf(one).focus();
    await sendKeys({ press: '+' });
    expect(view.value.range).to.deep.equal({ lastMs: 4 * HOUR_MS });
    expect(one.range).to.equal(undefined);
    await until(() => stageOf(other).getAttribute('aria-label')?.includes('Last 4 hours'));
  });

  it('prefers what is its own, and leaves the neighbours alone then', async () => {
    const { other, view } = await two('range="1h"');
    await part(other, 'canvas');
    expect(stageOf(other).getAttribute('aria-label')).to.contain('Last hour');
    stageOf(other).focus();
    await sendKeys({ press: '-' });
    expect(other.range).to.deep.equal({ lastMs: 2 * HOUR_MS });
    expect(view.value.range).to.deep.equal({ lastMs: 8 * HOUR_MS });
  });

  it('moves the cursor of its neighbours, and takes it away with its own', async () => {
    const { one, other, view } = await two();
    await part(other, 'canvas');
    stageOf(one).focus();
    await sendKeys({ press: 'PageDown' });
    await until(() => view.value.cursor !== null);
    await until(() => textOf(other).includes('At cursor'));
    await sendKeys({ press: 'Escape' });
    await until(() => view.value.cursor === null);
    await until(() => textOf(other).includes('Newest'));
  });

  it('shows the cursor that the page sets', async () => {
    const { one, view } = await two();
    view.set({ cursor: Date.now() - 4 * HOUR_MS });
    await until(() => textOf(one).includes('At cursor'));
    const { left } = await until(() => shadow(one).querySelector('.u-cursor-x')?.getBoundingClientRect());
    expect(left).to.be.within(pointOf(one, 0.4)[0], pointOf(one, 0.6)[0]);
  });

  it('is left alone when it is unlinked', async () => {
    const { other, view } = await two('unlinked');
    await until(() => textOf(other).includes('No machine selected'));
    view.set({ cursor: Date.now() });
    await nextFrame();
    expect(textOf(other)).to.contain('No machine selected');
  });
});
