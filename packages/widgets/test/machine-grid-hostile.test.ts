import type { Machine } from '@nexus-mfg/sdk';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { part, shadow, textOf, until } from './support/fixture.ts';
import { focusedStop, gridOf, namesOf, seen } from './support/grid.ts';

const press = (element: Element | null | undefined, init: MouseEventInit = {}): boolean | undefined =>
  element?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...init }));

describe('<nexus-machine-grid> under hostile use', () => {
  beforeEach(() => setViewport({ width: 1_200, height: 800 }));

  // First in this file, so that what is loaded lazily is not there yet.
  it('does what was asked for as soon as it knows how, and in that order', async () => {
    const { element } = await gridOf(30, 'selection="multiple"');
    const cells = seen(element, '.cell');
    press(cells[1]);
    press(cells[3], { ctrlKey: true });
    await until(() => element.selectedIds.length === 2);
    expect(element.selectedIds).to.deep.equal([cells[1]?.dataset.id, cells[3]?.dataset.id]);
    await part(element, '.selection-bar');
    expect(getComputedStyle(await part(element, '.selection-bar')).position).to.equal('absolute');
    // What is loaded lazily is made ready by the test server first, which takes its time on a busy machine.
  }).timeout(40_000);

  describe('focus', () => {
    it('stays among the machines when the one that has it goes, and goes on from there', async () => {
      const { element, machines, give } = await gridOf(10, 'no-toolbar');
      const cell = seen(element, '.cell').at(-1);
      cell?.focus();
      const gone = cell?.dataset.id;
      give(machines.filter(({ id }) => id !== gone));
      const viewport = await part(element, '.viewport');
      await until(() => shadow(element).activeElement === viewport);
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => focusedStop(element));
      expect(focusedStop(element)).to.equal(seen(element, '.cell').at(-1)?.dataset.id);
    });

    it('goes to another filter when the one that has it shows nothing any more', async () => {
      const { element, machines, give } = await gridOf(30);
      (await part(element, '[data-filter="fault"]')).focus();
      give(machines.map((machine) => ({ ...machine, status: 'running' as const })));
      await until(() => !shadow(element).querySelector('[data-filter="fault"]'));
      await until(() => shadow(element).activeElement?.matches('[data-filter="all"]'));
    });

    it('goes to the machines with the button that brought them back', async () => {
      const { element } = await gridOf(30, 'search="none has this name"');
      const button = await part(element, '.state .button');
      button.focus();
      button.click();
      await until(() => shadow(element).activeElement?.matches('.viewport'));
    });

    it('is not taken from who has gone elsewhere', async () => {
      const { element } = await gridOf(30);
      const other = document.createElement('input');
      element.after(other);
      seen(element, '.cell')[0]?.focus();
      element.search = 'none has this name';
      other.focus();
      await part(element, '.state .button');
      expect(document.activeElement).to.equal(other);
      other.remove();
    });
  });

  describe('properties', () => {
    it('count as not set once the attribute is gone', async () => {
      const { element } = await gridOf(
        30,
        'search="pump" filter="running" machine-type="pump" health="ok" selected-id="m6" layout="rows" group="type" sort="health"',
      );
      for (const name of element.getAttributeNames().filter((attribute) => attribute !== 'style'))
        element.removeAttribute(name);
      await until(() => namesOf(element).length === 30);
      expect(element.selectedIds).to.deep.equal([]);
      expect(shadow(element).querySelectorAll('.tile').length).to.equal(30);
    });

    it('show in the panel, also after a person has chosen there', async () => {
      const { element } = await gridOf(30);
      (await part(element, '.options')).click();
      const select = await part<HTMLSelectElement>(element, 'select[data-choice="machineType"]');
      select.value = 'pump';
      select.dispatchEvent(new Event('change'));
      await until(() => namesOf(element).every((name) => name.startsWith('Pump')));
      element.machineType = '';
      await element.updateComplete;
      expect(select.value).to.equal('');
    });

    it('keep the place when only the language changes', async () => {
      const { element } = await gridOf(300);
      const viewport = await part(element, '.viewport');
      viewport.scrollTop = 1_000;
      await until(() => !shadow(element).querySelector('[data-stop="m0"]'));
      const provider = element.closest('nexus-provider');
      if (provider) provider.locale = 'de';
      await until(() => textOf(element).includes('Läuft') || textOf(element).includes('läuft'));
      expect(viewport.scrollTop).to.be.above(900);
    });
  });

  it('leaves keys and clicks to what the page has put into a tile, whatever its attributes are', async () => {
    const { element } = await gridOf(30);
    const own = document.createElement('div');
    own.slot = 'machine-m6';
    own.innerHTML = '<b data-stop="m13" tabindex="0">Bus stop</b>';
    element.append(own);
    await until(() => own.assignedSlot !== null);
    const stop = own.querySelector('b');
    stop?.focus();
    await sendKeys({ press: 'Enter' });
    press(stop);
    expect(element.selectedId).to.equal('');
  });

  for (const locale of ['es', 'fr', 'de'])
    it(`cuts off no word in a row in ${locale}`, async () => {
      await setViewport({ width: 1_280, height: 1_000 });
      const { element, machines, give } = await gridOf(30, 'layout="rows"');
      const before = textOf(element);
      const provider = element.closest('nexus-provider');
      if (provider) provider.locale = locale;
      give(
        machines.map((machine, index) => ({
          ...machine,
          healthScore: [90, 60, 10, null][index % 4] ?? null,
          freshness: index % 2 === 0 ? 'stale' : 'offline',
          latest: machine.latest && {
            ...machine.latest,
            timestamp: new Date(Date.now() - 720_000).toISOString(),
          },
        })),
      );
      await until(() => shadow(element).querySelector('.freshness.aged') && textOf(element) !== before);
      await until(() => !textOf(element).includes('Search machines'));
      const cut = seen(element, '.machine .cell:not(:first-child), .machine .word').filter(
        ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
      );
      expect(cut.map(({ textContent }) => textContent)).to.deep.equal([]);
    });

  it('draws on after it has been moved, without news', async () => {
    const { element } = await gridOf(600);
    const place = document.createElement('div');
    element.parentElement?.append(place);
    place.append(element);
    const viewport = await part(element, '.viewport');
    await until(() => namesOf(element).length > 0);
    viewport.scrollTop = 4_000;
    await until(() => {
      const { top, bottom } = viewport.getBoundingClientRect();
      return seen(element, '.cell').some((cell) => {
        const box = cell.getBoundingClientRect();
        return box.top >= top && box.bottom <= bottom;
      });
    });
  });

  it('goes from one machine to none, to 10,000 and back', async () => {
    const { element, give } = await gridOf(1);
    expect(namesOf(element).length).to.equal(1);
    give([]);
    await until(() => textOf(element).includes('No machines yet'));
    const { machines } = await gridOf(2);
    const [first] = machines as [Machine];
    give(
      Array.from({ length: 10_000 }, (_, index) => ({ ...first, id: `x${index}`, name: `Mill ${index}` })),
    );
    await until(() => namesOf(element).length > 10);
    element.scrollToMachine('x9999');
    await until(() => namesOf(element).includes('Mill 9999'));
    give([first]);
    await until(() => namesOf(element).length === 1);
    expect(seen(element, '.cell')[0]?.getBoundingClientRect().top).to.be.above(
      (await part(element, '.viewport')).getBoundingClientRect().top - 1,
    );
  });
});
