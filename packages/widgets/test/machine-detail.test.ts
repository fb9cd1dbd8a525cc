import { type Machine, type Nexus, NexusError } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { type NexusMachineDetail, NexusTimeZoneChangeEvent } from '../src/index.ts';
import { bandOf } from '../src/machine-detail/bands.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  ALPENWERK,
  first,
  mountWith,
  type Plant,
  part,
  plant,
  shadow,
  textOf,
  until,
} from './support/fixture.ts';

interface Shown extends Plant {
  element: NexusMachineDetail;
  machine: Machine;
  host: HTMLElement;
}

async function firstOf(nexus: Nexus): Promise<Machine> {
  const [machine] = await nexus.machines.list();
  if (!machine) throw new Error('The plant is empty.');
  return machine;
}

/** The first machine of the plant, chosen by its attribute. */
async function shown(attributes = '', inside = '', signedInAs = ALPENWERK): Promise<Shown> {
  const { data, nexus } = plant({ signedInAs });
  const machine = await firstOf(nexus);
  const host = mountWith(
    nexus,
    `<nexus-machine-detail machine-id="${machine.id}" ${attributes}>${inside}</nexus-machine-detail>`,
  );
  const element = first(host, 'nexus-machine-detail');
  await part(element, '.panel');
  return { data, nexus, machine, host, element };
}

async function type(element: Element, id: string, text: string): Promise<void> {
  const field = await part<HTMLInputElement>(element, `#${id}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function press(element: Element, selector: string): Promise<void> {
  (await part(element, selector)).click();
}

async function save(element: Element, fields: Readonly<Record<string, string>>): Promise<void> {
  await press(element, '.edit');
  for (const [id, text] of Object.entries(fields)) await type(element, id, text);
  await press(element, '[part=save]');
}

const nameOf = (element: Element): string | undefined =>
  shadow(element).querySelector('h2.name')?.textContent?.trim();
const deedOf = (element: Element): string =>
  shadow(element).querySelector('.deed')?.textContent?.trim() ?? '';
const focused = (element: Element): Element | null => shadow(element).activeElement;

describe('<nexus-machine-detail>', () => {
  describe('what it shows', () => {
    it('is name, status, type, id, values and facts of the machine, accessibly', async () => {
      const { element, machine } = await shown();
      expect(nameOf(element)).to.equal(machine.name);
      const text = textOf(element);
      for (const part of [
        machine.externalId ?? '?',
        'Temperature',
        '°C',
        'Machine class (ISO 20816-3)',
        'Rated power',
      ])
        expect(text).to.contain(part);
      expect(text).to.match(/Column \d+, row \d+/);
      await expectAccessible(element);
    });

    it('has gauge and chart of the same machine', async () => {
      const { element, machine } = await shown();
      for (const tag of ['nexus-health-gauge', 'nexus-telemetry-chart'])
        expect((await part(element, tag)).getAttribute('machine-id')).to.equal(machine.id);
      const gauge = await part(element, 'nexus-health-gauge');
      await until(() => textOf(gauge).match(/\d+/));
    });

    it('compares values with those of the last day', async () => {
      const { element } = await shown('sections="metrics"');
      await part(element, '.band-usual');
      expect(textOf(element)).to.match(/Last 24 hours: [\d.,]+ to [\d.,]+ (mm\/s|°C)/);
      await expectAccessible(element);
    });

    it('is what the page chose of it, with what the page adds', async () => {
      const { element } = await shown(
        'sections="facts, metrics nonsense"',
        '<button slot="actions">Order</button><p slot="facts">Next service soon</p>',
      );
      const sections = [...shadow(element).querySelectorAll<HTMLElement>('.section')];
      expect(sections.map(({ dataset }) => dataset.section)).to.deep.equal(['metrics', 'facts']);
      for (const slot of ['actions', 'facts'])
        expect(
          (await part<HTMLSlotElement>(element, `slot[name=${slot}]`)).assignedElements(),
        ).to.have.length(1);
    });

    it('marks values that are not from now', async () => {
      const { element, data } = await shown();
      data.setOffline(true);
      await part(element, '.freshness[data-freshness=offline]');
      expect(textOf(element)).to.contain('Last known');
    });

    it('stands in one column on a phone, in two where it is wide', async () => {
      const columns = async (width: number): Promise<number> => {
        await setViewport({ width, height: 900 });
        const { element } = await shown();
        expect(element.scrollWidth).to.be.at.most(width);
        return getComputedStyle(await part(element, '.sections')).gridTemplateColumns.split(' ').length;
      };
      try {
        expect(await columns(390)).to.equal(1);
        expect(await columns(1000)).to.equal(2);
      } finally {
        await setViewport({ width: 800, height: 600 });
      }
    });
  });

  describe('which machine', () => {
    it('is its own, else the one that the neighbours look at, else none', async () => {
      const { nexus } = plant();
      const [one, two] = await nexus.machines.list();
      if (!one || !two) throw new Error('The plant is empty.');
      const host = mountWith(nexus, '<nexus-machine-detail></nexus-machine-detail>');
      const element = first(host, 'nexus-machine-detail');
      await until(() => textOf(element).includes('No machine chosen'));
      first(host, 'nexus-provider').view.set({ machineId: one.id });
      await until(() => nameOf(element) === one.name);
      element.machineId = two.id;
      await until(() => nameOf(element) === two.name);
      element.machineId = '';
      element.unlinked = true;
      await until(() => textOf(element).includes('No machine chosen'));
    });

    it('may be one that is not there', async () => {
      const { element } = await shown();
      element.machineId = 'nobody';
      await until(() => textOf(element).includes('No such machine'));
      await expectAccessible(element);
    });
  });

  describe('editing', () => {
    it('is for those who may change machines', async () => {
      const may = await shown();
      await part(may.element, '.edit');
      const { element, nexus } = await shown('', '', 'sales@alpenwerk.example');
      await nexus.tenant.current();
      await element.updateComplete;
      expect(shadow(element).querySelectorAll('.edit').length).to.equal(0);
      expect(shadow(element).querySelector('[data-section=metrics]')?.textContent).to.contain(
        'Your role does not include this.',
      );
    });

    it('shows what is to be at once, and what is there again after undo', async () => {
      const { element, machine, nexus, data } = await shown();
      data.setLatency(50);
      await save(element, { name: 'Mill at the gate', column: '7' });
      await until(() => nameOf(element) === 'Mill at the gate');
      expect(deedOf(element)).to.equal('Saving…');
      await until(() => deedOf(element).startsWith('Saved.'));
      const saved = await nexus.machines.get(machine.id);
      expect([saved.name, saved.gridPositionX]).to.deep.equal(['Mill at the gate', 7]);
      await press(element, '.undo');
      await until(() => deedOf(element) === 'Taken back.');
      const back = await nexus.machines.get(machine.id);
      expect([back.name, back.gridPositionX]).to.deep.equal([machine.name, machine.gridPositionX]);
    });

    it('empties type and place, and fills and empties them again by undo', async () => {
      const { element, machine, nexus, data } = await shown();
      data.setLatency(50);
      const saved = async (fields: Readonly<Record<string, string>>): Promise<void> => {
        await save(element, fields);
        await until(() => deedOf(element) === 'Saving…');
        await until(() => deedOf(element).startsWith('Saved.'));
      };
      await saved({ type: '', column: '', row: '' });
      const place = async (): Promise<unknown[]> => {
        const { type: kind, gridPositionX, gridPositionY } = await nexus.machines.get(machine.id);
        return [kind, gridPositionX, gridPositionY];
      };
      expect(await place()).to.deep.equal([null, null, null]);
      await saved({ type: 'press', column: '3', row: '4' });
      expect(await place()).to.deep.equal(['press', 3, 4]);
      await press(element, '.undo');
      await until(() => deedOf(element) === 'Taken back.');
      expect(await place()).to.deep.equal([null, null, null]);
    });

    it('tells mistakes in place of the hint, keeps the form, and goes to the first one', async () => {
      const { element, machine } = await shown();
      await save(element, { name: '  ', row: '2.5' });
      await until(() => focused(element)?.id === 'name');
      const note = (id: string): string | undefined =>
        shadow(element).querySelector(`#${id}`)?.textContent?.trim();
      expect(note('name-note')).to.equal('A name has 1 to 200 characters.');
      expect(note('place-note')).to.contain('Give a whole number');
      expect(note('status-note')).to.contain('gateway');
      await expectAccessible(element);
      await type(element, 'name', 'Mill');
      await until(() => note('name-note') === '1 to 200 characters.');
      expect(nameOf(element)).to.equal(machine.name);
    });

    it('gives the focus to the form, and back when it is put away', async () => {
      const { element, machine } = await shown();
      await press(element, '.edit');
      await until(() => focused(element)?.id === 'name');
      await sendKeys({ type: 'X' });
      await sendKeys({ press: 'Escape' });
      await until(() => focused(element)?.classList.contains('edit'));
      expect(nameOf(element)).to.equal(machine.name);
    });

    it('saves with Enter', async () => {
      const { element } = await shown();
      await press(element, '.edit');
      await type(element, 'name', 'By key');
      (await part(element, '#name')).focus();
      await sendKeys({ press: 'Enter' });
      await until(() => deedOf(element).startsWith('Saved.'));
      expect(nameOf(element)).to.equal('By key');
      expect(focused(element)?.classList.contains('edit')).to.equal(true);
    });

    it('opens the form again with the reason when the server refuses', async () => {
      const { element, machine, data } = await shown();
      await press(element, '.edit');
      await type(element, 'name', 'Refused');
      // Not the next call but this one: the chart asks for its past meanwhile.
      Object.assign(data, {
        updateMachine: () => Promise.reject(new NexusError('permission_denied', 'Refused as asked.')),
      });
      await press(element, '[part=save]');
      await until(() =>
        shadow(element).querySelector('.failure')?.textContent?.includes('Your role does not include'),
      );
      expect((await part<HTMLInputElement>(element, '#name')).value).to.equal('Refused');
      expect(nameOf(element)).to.equal(machine.name);
    });

    it('keeps what was typed while another machine is looked at', async () => {
      const { element, nexus, machine } = await shown();
      const [, other] = await nexus.machines.list();
      await press(element, '.edit');
      await type(element, 'name', 'Half a na');
      element.machineId = other?.id ?? '';
      await until(() => nameOf(element) === other?.name);
      expect(shadow(element).querySelectorAll('.form').length).to.equal(0);
      element.machineId = machine.id;
      expect((await part<HTMLInputElement>(element, '#name')).value).to.equal('Half a na');
    });

    it('says what somebody else set meanwhile', async () => {
      const { element, machine, data } = await shown();
      await press(element, '.edit');
      await new SimulatedDataService({ world: data.world, signedInAs: ALPENWERK }).updateMachine(machine.id, {
        name: 'Theirs',
      });
      await until(() =>
        shadow(element).querySelector('#name-note')?.textContent?.includes('set this to Theirs'),
      );
    });
  });

  describe('without network', () => {
    it('keeps the change here, and takes it back', async () => {
      const { element, machine, data, nexus } = await shown();
      data.setOffline(true);
      await save(element, { name: 'Buffered' });
      await until(() => deedOf(element).startsWith('Saved on this device.'));
      await part(element, '.freshness[data-freshness=buffered]');
      expect(nameOf(element)).to.equal('Buffered');
      await expectAccessible(element);
      await press(element, '.undo');
      await until(() => nameOf(element) === machine.name);
      expect(await nexus.buffer.edits()).to.deep.equal([]);
    });

    for (const [whose, name] of [
      ['mine', 'Mine'],
      ['theirs', 'Theirs'],
    ] as const)
      it(`lays both sides open when somebody changed the same, and takes ${whose}`, async () => {
        const { element, machine, data, nexus } = await shown();
        data.setOffline(true);
        await save(element, { name: 'Mine' });
        await until(() => deedOf(element).startsWith('Saved on this device.'));
        await new SimulatedDataService({ world: data.world, signedInAs: ALPENWERK }).updateMachine(
          machine.id,
          {
            name: 'Theirs',
          },
        );
        data.setOffline(false);
        const conflict = await part(element, '.conflict');
        expect(
          [...conflict.querySelectorAll('tbody th, tbody td')].map((one) => one.textContent),
        ).to.deep.equal(['Name', 'Mine', 'Theirs']);
        await expectAccessible(element);
        await press(element, `[data-act=${whose}]`);
        await until(() => shadow(element).querySelector('.conflict') === null && nameOf(element) === name);
        await until(async () => (await nexus.machines.get(machine.id)).name === name);
      });
  });

  it('takes single outliers for nothing usual', () => {
    const values = [...Array.from({ length: 99 }, (_, index) => 10 + index / 100), 900, Number.NaN];
    expect(bandOf(values)).to.deep.equal({ low: 10.05, high: 10.94 });
    expect(bandOf([1, 2, 3])).to.equal(undefined);
  });

  it('tells its times on the clocks of its zone, and so does its chart', async () => {
    const { element, machine } = await shown('time-zone="Asia/Tokyo"');
    const clock = (zone: string): string =>
      new Intl.DateTimeFormat('en', { timeStyle: 'short', hourCycle: 'h23', timeZone: zone }).format(
        Date.parse(machine.updatedAt),
      );
    const changed = (): string => textOf(element).match(/Changed ?(.*?)\d\d:\d\d/)?.[0] ?? '';
    await until(() => changed().endsWith(clock('Asia/Tokyo')));
    const chart = first(shadow(element), 'nexus-telemetry-chart');
    expect(chart.timeZone).to.equal('Asia/Tokyo');
    chart.dispatchEvent(new NexusTimeZoneChangeEvent('UTC'));
    await until(() => changed().endsWith(clock('UTC')));
    expect(chart.timeZone).to.equal('UTC');
  });
});
