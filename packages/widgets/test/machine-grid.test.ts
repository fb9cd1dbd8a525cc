import { type Nexus, NexusError, type NexusErrorCode } from '@nexus-mfg/sdk';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusMachineGrid } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  ALPENWERK,
  first,
  mount,
  mountWith,
  nextFrame,
  type Plant,
  part,
  plant,
  RIO_BRAVO,
  shadow,
  textOf,
  until,
} from './support/fixture.ts';

type Grid = NexusMachineGrid;

async function grid(source: Plant = plant(), attributes = ''): Promise<Grid> {
  const host = mountWith(source.nexus, `<nexus-machine-grid ${attributes}></nexus-machine-grid>`);
  const element = first(host, 'nexus-machine-grid');
  await part(element, '.cell');
  return element;
}

const cells = (element: Grid): HTMLElement[] => [...shadow(element).querySelectorAll<HTMLElement>('.cell')];
const focusedName = (element: Grid): string | undefined =>
  shadow(element).activeElement?.querySelector('.name')?.textContent ?? undefined;

/** An instance whose live list fails the first time it is asked. */
function failingOnce(nexus: Nexus, error: NexusError): Nexus {
  let hasFailed = false;
  const subscribe: Nexus['machines']['subscribe'] = (listener, options) => {
    if (hasFailed) return nexus.machines.subscribe(listener, options);
    hasFailed = true;
    options?.onError?.(error);
    return () => {};
  };
  return { ...nexus, machines: { ...nexus.machines, subscribe } };
}

describe('<nexus-machine-grid>', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  describe('states', () => {
    it('is accessible with machines', async () => {
      await expectAccessible(await grid());
    });

    it('is accessible in dark', async () => {
      const element = await grid();
      const provider = element.closest('nexus-provider');
      if (provider) provider.theme = 'dark';
      if (provider?.parentElement) provider.parentElement.style.background = '#111';
      await provider?.updateComplete;
      await expectAccessible(element);
    });

    it('shows the shape of what comes while it waits', async () => {
      const source = plant({ signedInAs: ALPENWERK, latencyMs: Number.POSITIVE_INFINITY });
      const element = first(
        mountWith(source.nexus, '<nexus-machine-grid></nexus-machine-grid>'),
        'nexus-machine-grid',
      );
      await part(element, '[aria-busy="true"] .tile');
      await expectAccessible(element);
    });

    it('says what to do when there is no machine', async () => {
      const source = plant({ signedInAs: ALPENWERK, withMachines: false });
      const element = first(
        mountWith(source.nexus, '<nexus-machine-grid></nexus-machine-grid>'),
        'nexus-machine-grid',
      );
      await until(() => textOf(element).includes('No machines yet'));
      expect(textOf(element)).to.contain('gateway');
      await expectAccessible(element);
    });

    for (const [code, words] of [
      ['permission_denied', 'No permission'],
      ['no_membership', 'No company yet'],
      ['tenant_suspended', 'Company suspended'],
      ['validation_failed', 'This could not be loaded'],
    ] as const satisfies readonly (readonly [NexusErrorCode, string])[])
      it(`tells ${code} in words, and tries again when asked`, async () => {
        const element = first(mount('<nexus-machine-grid></nexus-machine-grid>'), 'nexus-machine-grid');
        element.nexus = failingOnce(plant().nexus, new NexusError(code, 'It did not work.'));
        await until(() => textOf(element).includes(words));
        await expectAccessible(element);
        (await part(element, '.state .button')).click();
        await part(element, '.cell');
      });

    it('says that nobody is signed in, and shows machines once somebody is', async () => {
      const { nexus } = plant({});
      const element = first(
        mountWith(nexus, '<nexus-machine-grid></nexus-machine-grid>'),
        'nexus-machine-grid',
      );
      await until(() => textOf(element).includes('Signed out'));
      await expectAccessible(element);
      await nexus.session.signIn({ email: ALPENWERK, password: 'nexus-demo-2026' });
      await part(element, '.cell');
      await nexus.session.signOut();
      await until(() => textOf(element).includes('Signed out'));
      expect(cells(element).length).to.equal(0);
    });

    it('keeps the last known values when the connection is lost, and says so', async () => {
      const source = plant();
      const element = await grid(source);
      source.data.setOffline(true);
      await until(() => textOf(element).includes('No connection. These are the last known values.'));
      expect(cells(element).length).to.be.above(0);
      await until(() => textOf(element).includes('Last known'));
      await expectAccessible(element);
      source.data.setOffline(false);
      await until(() => !textOf(element).includes('No connection'));
    });

    it('names both remedies when there is no instance', async () => {
      const element = first(mount('<nexus-machine-grid></nexus-machine-grid>'), 'nexus-machine-grid');
      await until(() => textOf(element).includes('<nexus-provider>'));
      expect(textOf(element)).to.contain('nexus property');
      await expectAccessible(element);
    });
  });

  describe('properties', () => {
    it('works with an instance of its own, outside any provider', async () => {
      const element = first(mount('<nexus-machine-grid></nexus-machine-grid>'), 'nexus-machine-grid');
      element.nexus = plant().nexus;
      await part(element, '.cell');
    });

    it('shows every machine of the tenant, by name, with status, health, values and units', async () => {
      const source = plant();
      const element = await grid(source);
      const machines = await source.nexus.machines.list();
      expect(shadow(element).querySelector('[data-filter="all"]')?.textContent).to.contain(
        String(machines.length),
      );
      expect(cells(element)[0]?.querySelector('.name')?.textContent).to.equal(machines[0]?.name);
      const text = cells(element)[0]?.textContent ?? '';
      for (const word of ['Health', 'mm/s', '°C']) expect(text).to.contain(word);
    });

    it('marks the selected machine', async () => {
      const source = plant();
      const element = await grid(source);
      const [, second] = await source.nexus.machines.list();
      element.selectedId = second?.id ?? '';
      await element.updateComplete;
      const selected = cells(element).filter((cell) => cell.getAttribute('aria-selected') === 'true');
      expect(selected.map((cell) => cell.dataset.id)).to.deep.equal([second?.id]);
    });

    it('finds machines by name, and offers the way back when none fits', async () => {
      const element = await grid();
      element.search = 'pump 02';
      await element.updateComplete;
      expect(cells(element).length).to.equal(1);
      element.search = 'no such thing';
      await until(() => textOf(element).includes('No machine matches'));
      (await part(element, '.state .button')).click();
      await element.updateComplete;
      expect(cells(element).length).to.be.above(1);
    });

    it('filters by state with one press, and back with another', async () => {
      const element = await grid();
      const all = cells(element).length;
      const chip = await part(element, '[data-filter="running"]');
      chip.click();
      await element.updateComplete;
      expect(chip.getAttribute('aria-pressed')).to.equal('true');
      for (const tile of shadow(element).querySelectorAll<HTMLElement>('.cell .tile'))
        expect(tile.dataset.status).to.equal('running');
      chip.click();
      await element.updateComplete;
      expect(cells(element).length).to.equal(all);
    });

    it('leaves the toolbar out when told', async () => {
      const element = await grid(plant(), 'no-toolbar');
      expect(shadow(element).querySelector('.toolbar')).to.equal(null);
    });
  });

  describe('events', () => {
    it('tells which machine a person chose, and selects it', async () => {
      const element = await grid();
      let heard = '';
      document.addEventListener(
        'nexus-machine-select',
        (event) => {
          heard = event.machineId;
        },
        { once: true },
      );
      const cell = cells(element)[2];
      cell?.click();
      expect(heard).to.equal(cell?.dataset.id);
      expect(element.selectedId).to.equal(heard);
    });

    it('says nothing when the selection is set from outside, and obeys preventDefault', async () => {
      const element = await grid();
      let count = 0;
      element.addEventListener('nexus-machine-select', (event) => {
        count += 1;
        event.preventDefault();
      });
      element.selectedId = cells(element)[1]?.dataset.id ?? '';
      await element.updateComplete;
      expect(count).to.equal(0);
      const before = element.selectedId;
      cells(element)[3]?.click();
      expect(count).to.equal(1);
      expect(element.selectedId).to.equal(before);
    });
  });

  describe('keyboard', () => {
    it('has one tab stop and moves by arrows, Home, End; Enter selects', async () => {
      const element = await grid(plant(), 'no-toolbar');
      expect(cells(element).filter((cell) => cell.tabIndex === 0).length).to.equal(1);
      await sendKeys({ press: 'Tab' });
      const names = cells(element).map((cell) => cell.querySelector('.name')?.textContent);
      await until(() => focusedName(element) === names[0]);
      await sendKeys({ press: 'ArrowRight' });
      await until(() => focusedName(element) === names[1]);
      const columns = Number(shadow(element).querySelector('[role=grid]')?.getAttribute('aria-colcount'));
      await sendKeys({ press: 'ArrowDown' });
      await until(() => focusedName(element) === names[1 + columns]);
      await sendKeys({ press: 'Home' });
      await until(() => focusedName(element) === names[columns]);
      await sendKeys({ press: 'Enter' });
      expect(element.selectedId).to.equal((shadow(element).activeElement as HTMLElement).dataset.id);
    });

    it('reaches the last machine, which was not in the page before', async () => {
      const source = plant();
      const element = await grid(source, 'no-toolbar style="height: 200px; width: 300px"');
      const machines = await source.nexus.machines.list();
      await sendKeys({ press: 'Tab' });
      await until(() => focusedName(element));
      expect(textOf(element)).not.to.contain(machines.at(-1)?.name);
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'End' });
      await sendKeys({ up: 'Control' });
      await until(() => focusedName(element) === machines.at(-1)?.name);
      await expectAccessible(element);
    });
  });

  describe('live', () => {
    it('draws a new reading without replacing the tile', async () => {
      const source = plant();
      const element = await grid(source);
      const cell = cells(element)[0];
      const before = cell?.textContent;
      source.data.advance(10_000);
      await until(() => cell?.textContent !== before);
      expect(cells(element)[0]).to.equal(cell);
    });

    it('draws a trend from what it heard', async () => {
      const source = plant();
      const element = await grid(source);
      for (let step = 0; step < 3; step += 1) {
        const shown = textOf(element);
        source.data.advance(4_000);
        await until(() => textOf(element) !== shown);
      }
      await until(() => shadow(element).querySelector('.trend path')?.getAttribute('d')?.includes('L'));
    });

    it('keeps only the rows in sight in the page, for 2,000 machines', async () => {
      const source = plant({ signedInAs: ALPENWERK });
      const [machine] = await source.nexus.machines.list();
      const many = Array.from({ length: 2_000 }, (_, index) => ({
        ...machine,
        id: `m${index}`,
        name: `Machine ${String(index).padStart(4, '0')}`,
      }));
      const element = first(
        mount('<nexus-machine-grid style="height: 600px"></nexus-machine-grid>'),
        'nexus-machine-grid',
      );
      element.nexus = {
        ...source.nexus,
        machines: {
          ...source.nexus.machines,
          subscribe: (listener) => {
            listener(many as never);
            return () => {};
          },
        },
      };
      await part(element, '.cell');
      expect(cells(element).length).to.be.below(60);
      const viewport = await part(element, '.viewport');
      viewport.scrollTop = viewport.scrollHeight;
      await until(() => textOf(element).includes('Machine 1999'));
      expect(cells(element).length).to.be.below(60);
      element.scrollToMachine('m1000');
      await until(() => textOf(element).includes('Machine 1000'));
    });
  });

  it('uses the whole width of a phone, search and tiles on the same edges', async () => {
    const element = await grid();
    element.style.width = '362px';
    const edges = (selector: string): number[] => {
      const { left, right } =
        shadow(element).querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
      return [left, right];
    };
    await until(() => cells(element)[0]?.offsetWidth === 362);
    const [left, right] = edges('.cell');
    expect([edges('.search')[0], edges('.tools')[1]]).to.deep.equal([left, right]);
    expect(edges('.chips')).to.deep.equal([left, right]);
  });

  it('rings the selected tile of a red brand in ink, not in red', async () => {
    const element = await grid(plant({ signedInAs: RIO_BRAVO }));
    const cell = await until(() => cells(element).find((one) => one.querySelector('[data-alert="none"]')));
    element.selectedId = cell.dataset.id ?? '';
    await until(() => cell.getAttribute('aria-selected') === 'true');
    const name = cell.querySelector('.name') as HTMLElement;
    await until(() => getComputedStyle(cell).outlineColor === getComputedStyle(name).color);
  });

  it('survives hostile rules of the page', async () => {
    const element = await grid();
    const style = document.createElement('style');
    style.textContent = `* { box-sizing: content-box; margin: 40px; padding: 9px; font: italic 30px Georgia; letter-spacing: 9px; text-transform: uppercase }
      button { background: lime } :root { --text: lime; --surface: lime }`;
    element.parentElement?.append(style);
    await nextFrame();
    const base = await part(element, '.base');
    const { fontStyle, letterSpacing, textTransform } = getComputedStyle(base);
    expect([fontStyle, letterSpacing, textTransform]).to.deep.equal(['normal', 'normal', 'none']);
    expect(getComputedStyle(await part(element, '.tile')).boxSizing).to.equal('border-box');
    expect(getComputedStyle(await part(element, '.chip')).backgroundColor).not.to.equal('rgb(0, 255, 0)');
  });

  it('gives each status its own shape and word', async () => {
    const { STATUS_ORDER, statusWord } = await import('../src/drawing/status.ts');
    const { Words } = await import('../src/locale/words.ts');
    const states = STATUS_ORDER.map((status) => statusWord(new Words('en'), status));
    expect(new Set(states.map(({ shape }) => shape)).size).to.equal(5);
    expect(new Set(states.map(({ word }) => word)).size).to.equal(5);
  });

  it('watches nothing any more once it has left, however late its last update comes', async () => {
    const watched = new Set<ResizeObserver>();
    const { observe, disconnect } = ResizeObserver.prototype;
    ResizeObserver.prototype.observe = function (target, options) {
      watched.add(this);
      observe.call(this, target, options);
    };
    ResizeObserver.prototype.disconnect = function () {
      watched.delete(this);
      disconnect.call(this);
    };
    try {
      const element = await grid();
      expect(watched.size).to.equal(1);
      const parent = element.parentElement as HTMLElement;
      element.remove();
      await element.updateComplete;
      await nextFrame();
      expect(watched.size).to.equal(0);
      parent.append(element);
      await until(() => watched.size === 1 && cells(element).length > 0);
    } finally {
      Object.assign(ResizeObserver.prototype, { observe, disconnect });
    }
  });

  it('tells that its instance has been closed, and throws nothing into the page', async () => {
    const source = plant();
    await source.nexus.close();
    const element = first(
      mountWith(source.nexus, '<nexus-machine-grid></nexus-machine-grid>'),
      'nexus-machine-grid',
    );
    await until(() => textOf(element).includes('closed'));
    const gauge = document.createElement('nexus-health-gauge');
    gauge.machineId = 'any';
    element.after(gauge);
    await until(() => textOf(gauge).includes('createNexus()'));
  });
});
