import type { Machine } from '@nexus-mfg/sdk';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusTelemetryChart } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  ALPENWERK,
  first,
  mountWith,
  nextFrame,
  type Plant,
  part,
  plant,
  shadow,
  textOf,
  until,
} from './support/fixture.ts';

interface Mounted extends Plant {
  element: NexusTelemetryChart;
  machine: Machine;
}

async function chart(attributes = '', source: Plant = plant()): Promise<Mounted> {
  const machines = await source.nexus.machines.list();
  const machine = machines[0] as Machine;
  const host = mountWith(
    source.nexus,
    `<nexus-telemetry-chart machine-id="${machine.id}" range="15m" ${attributes}></nexus-telemetry-chart>`,
  );
  const element = first(host, 'nexus-telemetry-chart');
  await part(element, 'canvas');
  return { ...source, element, machine };
}

const spoken = (element: NexusTelemetryChart): string =>
  shadow(element).querySelector('.stage')?.getAttribute('aria-valuetext') ?? '';

const labels = (element: NexusTelemetryChart): (string | undefined)[] =>
  [...shadow(element).querySelectorAll('.item .label')].map((label) => label.textContent?.trim());

describe('<nexus-telemetry-chart>', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  it('is accessible with readings', async () => {
    const { element, machine } = await chart();
    await expectAccessible(element);
    expect(shadow(element).querySelector('.stage')?.getAttribute('aria-label')).to.contain(machine.name);
  });

  it('shows the first two metrics of the machine with values and units', async () => {
    const { element } = await chart();
    expect(labels(element)).to.deep.equal(['Vibration', 'Temperature', 'Newest']);
    expect(textOf(element)).to.match(/Vibration ?[\d.]+ mm\/s/);
  });

  it('draws up to four metrics, in the order they are named', async () => {
    const { element } = await chart('metrics="rpm vibration power_kwh temperature nonsense"');
    expect(labels(element)).to.deep.equal(['Speed', 'Vibration', 'Energy', 'Temperature', 'Newest']);
  });

  it('gives people who do not see it newest, lowest, mean and highest', async () => {
    const { element } = await chart('metrics="vibration"');
    const rows = shadow(element).querySelectorAll('table tbody tr');
    expect(rows.length).to.equal(1);
    expect(rows[0]?.querySelectorAll('td').length).to.equal(4);
  });

  it('moves its cursor by keys and speaks each point', async () => {
    const { element } = await chart();
    shadow(element).querySelector<HTMLElement>('.stage')?.focus();
    await sendKeys({ press: 'End' });
    const last = await until(() => spoken(element));
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => spoken(element) !== last);
    expect(spoken(element)).to.match(/Vibration [\d.]+ mm\/s and Temperature [\d.]+ °C/);
    await sendKeys({ press: 'Home' });
    await until(() => shadow(element).querySelector('.stage')?.getAttribute('aria-valuenow') === '0');
  });

  it('keeps the cursor that keys put on a point while it draws anew', async () => {
    const { element, data } = await chart();
    const at = (): string | null | undefined =>
      shadow(element).querySelector('.stage')?.getAttribute('aria-valuenow');
    const table = (): string | null | undefined => shadow(element).querySelector('tbody')?.textContent;
    shadow(element).querySelector<HTMLElement>('.stage')?.focus();
    await sendKeys({ press: 'Home' });
    await until(() => at() === '0');
    await sendKeys({ press: 'PageUp' });
    await until(() => at() === '20');
    const point = spoken(element);
    const canvas = await part(element, 'canvas');
    element.thresholds = [{ metric: 'vibration', value: 4.5, label: 'Limit' }];
    await until(() => {
      const now = shadow(element).querySelector('canvas');
      return now !== null && now !== canvas;
    });
    const before = table();
    await until(() => {
      data.advance(2_000);
      return table() !== before;
    });
    for (let frame = 0; frame < 3; frame += 1) await nextFrame();
    expect(spoken(element)).to.equal(point);
  });

  it('appends live readings', async () => {
    const { element, data } = await chart('metrics="vibration"');
    const before = spoken(element);
    data.advance(4_000);
    await until(() => spoken(element) !== before);
    expect(spoken(element)).to.match(/Vibration [\d.]+ mm\/s/);
  });

  it('changes its range when a person asks, and tells', async () => {
    const { element } = await chart();
    let rangeMs = 0;
    element.addEventListener('nexus-range-change', (event) => {
      if ('lastMs' in event.range) rangeMs = event.range.lastMs;
    });
    const picker = await part(element, 'nexus-time-range');
    const button = await until(() =>
      [...shadow(picker).querySelectorAll<HTMLElement>('.preset')].find((one) => one.textContent === '8 hr'),
    );
    button.click();
    expect(rangeMs).to.equal(8 * 3_600_000);
    await until(() => button.getAttribute('aria-pressed') === 'true');
    await part(element, 'canvas');
    await until(() => textOf(element).includes('mm/s'));
  });

  it('draws again in the colours of another theme', async () => {
    const { element } = await chart();
    const canvas = await part<HTMLCanvasElement>(element, 'canvas');
    const provider = element.closest('nexus-provider');
    if (provider) provider.theme = 'dark';
    const next = await until(() => {
      const now = shadow(element).querySelector('canvas');
      return now !== null && now !== canvas ? now : null;
    });
    expect(next.width).to.be.above(0);
  });

  it('follows the width it has', async () => {
    const { element } = await chart();
    element.style.width = '320px';
    await until(() => (shadow(element).querySelector('canvas')?.clientWidth ?? 999) <= 320);
    expect(element.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 390, height: 800 });
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
  });

  it('never makes a phone’s page scroll sideways', async () => {
    await setViewport({ width: 390, height: 800 });
    const { element } = await chart('metrics="vibration temperature rpm power_kwh"');
    await part(element, 'table');
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
  });

  it('keeps names, values and time on one line in a narrow panel', async () => {
    const { element } = await chart('style="width: 356px"');
    const tops = [...shadow(element).querySelectorAll<HTMLElement>('.readout .item')].map(
      (item) => item.offsetTop,
    );
    expect(tops.length).to.equal(3);
    expect(new Set(tops).size).to.equal(1);
  });

  it('writes the energy of an interval in one unit that shows something', async () => {
    const { element } = await chart('metrics="power_kwh"');
    expect(textOf(element)).to.match(/Energy ?[\d.]*[1-9][\d.]* k?Wh/);
    const units = textOf(element).match(/k?Wh/g) ?? [];
    expect(units.length).to.equal(5);
    expect(new Set(units).size).to.equal(1);
  });

  it('says that the line ends, when the connection is lost', async () => {
    const { element, data } = await chart();
    data.setOffline(true);
    await until(() => textOf(element).includes('No connection'));
    await expectAccessible(element);
  });

  it('says so at once when its window is long and moves seldom', async () => {
    const { element, data } = await chart();
    element.range = { lastMs: 7 * 86_400_000 };
    await element.updateComplete;
    await until(() => textOf(element).includes('Newest'));
    data.setOffline(true);
    await until(() => textOf(element).includes('No connection'));
  });

  it('asks for a machine when it has none', async () => {
    const host = mountWith(plant().nexus, '<nexus-telemetry-chart></nexus-telemetry-chart>');
    const element = first(host, 'nexus-telemetry-chart');
    await until(() => textOf(element).includes('No machine selected'));
    await expectAccessible(element);
  });

  it('shows the shape of what comes while it waits', async () => {
    const source = plant({ signedInAs: ALPENWERK, latencyMs: Number.POSITIVE_INFINITY });
    const host = mountWith(source.nexus, '<nexus-telemetry-chart machine-id="x"></nexus-telemetry-chart>');
    const element = first(host, 'nexus-telemetry-chart');
    await part(element, '[aria-busy="true"]');
    await expectAccessible(element);
  });

  it('tells an error in words and tries again when asked', async () => {
    const source = plant();
    const host = mountWith(
      source.nexus,
      '<nexus-telemetry-chart machine-id="nobody"></nexus-telemetry-chart>',
    );
    const element = first(host, 'nexus-telemetry-chart');
    const retry = await part(element, '.state .button');
    await expectAccessible(element);
    const [machine] = await source.nexus.machines.list();
    retry.click();
    element.machineId = machine?.id ?? '';
    await part(element, 'canvas');
  });

  it('leaves nothing behind when it goes', async () => {
    const { element } = await chart();
    element.remove();
    await nextFrame();
    expect(shadow(element).querySelector('canvas')).to.equal(null);
  });
});
