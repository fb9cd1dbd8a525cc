import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { part, shadow, textOf, until } from './support/fixture.ts';
import { focusedStop, gridOf, namesOf, seen } from './support/grid.ts';

describe('<nexus-machine-grid> layouts', () => {
  beforeEach(() => setViewport({ width: 1_200, height: 800 }));

  it('is changed by a person, and the property says so', async () => {
    const { element } = await gridOf(40);
    expect(element.getAttribute('layout')).to.equal('tiles');
    const toRows = await part(element, '[data-layout="rows"]');
    toRows.click();
    await part(element, '.machine');
    expect(element.getAttribute('layout')).to.equal('rows');
    expect(toRows.getAttribute('aria-pressed')).to.equal('true');
    expect(shadow(element).querySelector('.tile')).to.equal(null);
  });

  it('shows tiles for a layout that there is not', async () => {
    const { element } = await gridOf(5, 'layout="spiral"');
    await part(element, '.tile');
  });

  it('shows a table whose cells say what the tiles say', async () => {
    const { element, machines } = await gridOf(40, 'layout="rows"');
    const grid = await part(element, '[role=grid]');
    expect(grid.getAttribute('aria-rowcount')).to.equal('41');
    expect(grid.getAttribute('aria-colcount')).to.equal('9');
    const heads = seen(element, '[role=columnheader]').map((head) => head.textContent?.trim());
    expect(heads).to.deep.equal([
      'Machine',
      'Status',
      'Type',
      'Health',
      'Vibration',
      'Temperature',
      'Speed',
      'Energy',
      'Last reading',
    ]);
    const machine = machines.find(({ name }) => name === namesOf(element)[0]);
    const text = seen(element, '.machine')[0]?.textContent ?? '';
    for (const word of ['Running', `${machine?.latest?.vibration?.toFixed(2)} mm/s`, '°C', '1/min', 'kWh'])
      expect(text).to.contain(word);
    await expectAccessible(element);
  });

  it('sorts by a column head, by click and by key, and says so', async () => {
    const { element } = await gridOf(40, 'layout="rows"');
    const health = await part(element, '[role=columnheader][data-sort="health"]');
    health.click();
    await until(() => health.getAttribute('aria-sort') === 'ascending');
    const scores = (): number[] =>
      seen(element, '.machine .score').map((score) =>
        Number.parseInt(score.textContent?.replace(/\D+/g, '') || '-1', 10),
      );
    expect(scores().slice(0, 3)).to.deep.equal([22, 22, 38]);
    health.click();
    await until(() => health.getAttribute('aria-sort') === 'descending');
    expect(scores()[0]).to.be.above(90);
    expect([element.sort, element.descending]).to.deep.equal(['health', true]);
    health.focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => focusedStop(element) === 'heads|4');
    await sendKeys({ press: 'Enter' });
    const vibration = await part(element, '[role=columnheader][data-sort="vibration"]');
    await until(() => vibration.getAttribute('aria-sort') === 'ascending');
    expect(health.getAttribute('aria-sort')).to.equal('none');
    await until(() => textOf(element).includes('Sorted by Vibration, ascending'));
  });

  it('moves from cell to cell, and up into the heads', async () => {
    const { element } = await gridOf(40, 'layout="rows" no-toolbar');
    await sendKeys({ press: 'Tab' });
    const firstRow = await until(() => focusedStop(element));
    const id = firstRow.split('|')[0];
    await sendKeys({ press: 'ArrowRight' });
    await until(() => focusedStop(element) === `${id}|1`);
    await sendKeys({ press: 'ArrowUp' });
    await until(() => focusedStop(element) === 'heads|1');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => focusedStop(element) === `${id}|1`);
    await sendKeys({ press: 'End' });
    await until(() => focusedStop(element) === `${id}|8`);
    await sendKeys({ press: 'ArrowDown' });
    await until(() => focusedStop(element)?.endsWith('|8') && focusedStop(element) !== `${id}|8`);
  });

  it('keeps heads and names in sight while it scrolls', async () => {
    const { element } = await gridOf(400, 'layout="rows" style="height: 400px; width: 390px"');
    const viewport = await part(element, '.viewport');
    const place = (selector: string): DOMRect | undefined =>
      seen(element, selector)[0]?.getBoundingClientRect();
    const [head, name] = [place('.columns')?.top, place('.machine .name')?.left];
    viewport.scrollTop = 1_000;
    viewport.scrollLeft = 300;
    await until(
      () => viewport.scrollLeft === 300 && Math.abs((place('.columns')?.top ?? 0) - (head ?? 1)) < 1,
    );
    expect(place('.machine .name')?.left).to.be.closeTo(name ?? 0, 1);
    expect(document.documentElement.scrollWidth).to.be.at.most(1_200);
    expect(element.scrollWidth).to.be.at.most(390);
  });

  it('writes figures under each other: at the end of the cell, in figures of one width', async () => {
    const { element } = await gridOf(40, 'layout="rows"');
    const ends = seen(element, '.machine [aria-colindex="7"]').map((cell) => {
      const value = cell.querySelector('.value') as HTMLElement;
      return Math.round(cell.getBoundingClientRect().right - value.getBoundingClientRect().right);
    });
    expect(new Set(ends.slice(0, 8)).size).to.equal(1);
    const base = getComputedStyle(await part(element, '.base'));
    expect(base.fontVariantNumeric).to.contain('tabular-nums');
  });

  it('draws only the rows in sight', async () => {
    const { element } = await gridOf(2_000, 'layout="rows"');
    expect(seen(element, '.machine').length).to.be.below(40);
    element.scrollToMachine('m1500');
    await part(element, '[data-stop="m1500|0"]');
    expect(seen(element, '.machine').length).to.be.below(40);
  });

  it('draws a new reading in its row without replacing it', async () => {
    const { element, machines, give } = await gridOf(40, 'layout="rows"');
    const cell = await part(element, '[data-stop="m6|4"]');
    give(
      machines.map((machine) =>
        machine.id === 'm6'
          ? { ...machine, latest: { ...machine.latest, vibration: 7.77 } as typeof machine.latest }
          : machine,
      ),
    );
    await until(() => cell.textContent?.includes('7.77'));
  });

  describe('floor plan', () => {
    it('loads it when it is asked for, with the machines that are shown', async () => {
      const { element } = await gridOf(
        60,
        'machine-type="pump" plan-image="data:," plan-columns="8" plan-rows="6"',
      );
      (await part(element, '[data-layout="plan"]')).click();
      const plan = await until(() => shadow(element).querySelector('nexus-floor-plan'));
      expect(plan.machines?.map(({ type }) => type)).to.deep.equal(Array(9).fill('pump'));
      expect([plan.planImage, plan.planColumns, plan.planRows]).to.deep.equal(['data:,', 8, 6]);
      element.machineType = 'robot';
      await until(() => plan.machines?.every(({ type }) => type === 'robot'));
    });

    it('tells once which machine was chosen on it, as its own event', async () => {
      const { element } = await gridOf(20, 'layout="plan"');
      const plan = await until(() => shadow(element).querySelector('nexus-floor-plan'));
      const heard: string[] = [];
      const listen = (event: HTMLElementEventMap['nexus-machine-select']): void => {
        heard.push(`${(event.target as Element).localName} ${event.machineId}`);
      };
      document.addEventListener('nexus-machine-select', listen);
      (await part(plan, '.mark')).click();
      document.removeEventListener('nexus-machine-select', listen);
      expect(heard).to.deep.equal([`nexus-machine-grid ${element.selectedId}`]);
      await until(() => plan.selectedIds[0] === element.selectedId);
    });

    it('selects nothing on it when the page objects, or when nothing can be selected', async () => {
      const { element } = await gridOf(20, 'layout="plan"');
      const plan = await until(() => shadow(element).querySelector('nexus-floor-plan'));
      element.addEventListener('nexus-machine-select', (event) => event.preventDefault(), { once: true });
      (await part(plan, '.mark')).click();
      element.selection = 'none';
      (await part(plan, '.mark')).click();
      expect([element.selectedIds, plan.selectedIds]).to.deep.equal([[], []]);
    });
  });

  it('shows on paper what scrolling would', async () => {
    const { element } = await gridOf(120, 'layout="rows"');
    expect(seen(element, '.machine').length).to.be.below(40);
    dispatchEvent(new Event('beforeprint'));
    expect(seen(element, '.machine').length).to.equal(120);
    dispatchEvent(new Event('afterprint'));
    expect(seen(element, '.machine').length).to.be.below(40);
  });
});
