import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusMachineGrid } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import { nextFrame, part, shadow, textOf, until } from './support/fixture.ts';
import { focusedStop, gridOf, namesOf, seen } from './support/grid.ts';

async function pick(element: NexusMachineGrid, name: string, value: string): Promise<void> {
  if (!shadow(element).querySelector('.panel select')) (await part(element, '.options')).click();
  const select = await part<HTMLSelectElement>(element, `select[data-choice="${name}"]`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}

describe('<nexus-machine-grid> filter, order, groups', () => {
  beforeEach(() => setViewport({ width: 1_200, height: 800 }));

  it('filters by type and by health in the panel, and says how many are left', async () => {
    const { element, machines } = await gridOf(60);
    await pick(element, 'machineType', 'pump');
    expect(namesOf(element).every((name) => name.startsWith('Pump'))).to.equal(true);
    await pick(element, 'health', 'ok');
    const wanted = machines.filter(({ type, healthScore }) => type === 'pump' && (healthScore ?? 0) >= 80);
    expect(namesOf(element).length).to.equal(wanted.length);
    await until(() => textOf(element).includes(`${wanted.length} machines`));
    expect((await part(element, '.options')).getAttribute('aria-label')).to.contain('2 filters in use');
    await expectAccessible(element);
  });

  it('offers only types that there are, with how many machines they have', async () => {
    const { element } = await gridOf(60);
    (await part(element, '.options')).click();
    const options = [
      ...(await part<HTMLSelectElement>(element, 'select[data-choice="machineType"]')).options,
    ];
    expect(options.map(({ text }) => text)).to.deep.equal([
      'All types',
      'CNC mill (9)',
      'Compressor (8)',
      'laser cutter (8)',
      'Press (9)',
      'Pump (9)',
      'Robot (9)',
    ]);
  });

  it('clears every filter on the way back', async () => {
    const { element } = await gridOf(60, 'machine-type="pump" health="critical" filter="idle" search="x"');
    (await part(element, '.state .button')).click();
    await part(element, '.tile');
    expect([element.machineType, element.health, element.filter, element.search].join('')).to.equal('');
  });

  it('keeps focus in the element when the last machine goes out of the filter', async () => {
    const { element, machines, give } = await gridOf(30, 'filter="maintenance"');
    shadow(element).querySelector<HTMLElement>('.cell')?.focus();
    give(machines.filter(({ status }) => status !== 'maintenance'));
    const way = await part(element, '.state .button');
    await until(() => shadow(element).activeElement === way);
  });

  it('sorts by urgency: faults, then the lowest scores', async () => {
    const { element } = await gridOf(60, 'sort="attention"');
    const alerts = seen(element, '.tile').map((tile) => tile.dataset.alert);
    expect(alerts).to.deep.equal(
      [...alerts].sort((a, b) => 'cwn'.indexOf(a?.[0] ?? '') - 'cwn'.indexOf(b?.[0] ?? '')),
    );
    expect(seen(element, '.tile')[0]?.dataset.status).to.equal('fault');
  });

  it('turns the order round, by button', async () => {
    const { element } = await gridOf(60);
    const before = namesOf(element)[0];
    (await part(element, '.options')).click();
    (await part(element, '.panel .button')).click();
    await until(() => namesOf(element)[0] !== before);
    expect(element.descending).to.equal(true);
    expect(namesOf(element)[0]).to.contain('Robot');
  });

  describe('new values', () => {
    const broken = 'm6';

    it('are drawn at once where the machine stands; it moves only later, and not under the pointer', async () => {
      const { element, machines, give } = await gridOf(60, 'sort="health"');
      const names = namesOf(element);
      const cell = await part(element, '.viewport');
      cell.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
      const next = machines.map((machine) =>
        machine.id === broken ? { ...machine, healthScore: 1 } : machine,
      );
      give(next);
      const name = machines.find(({ id }) => id === broken)?.name ?? '';
      await nextFrame();
      await nextFrame();
      expect(namesOf(element)).to.deep.equal(names);
      expect(names[0]).not.to.equal(name);
      cell.dispatchEvent(new PointerEvent('pointerleave'));
      // Places change at most every 3 s.
      await until(() => namesOf(element)[0] === name);
    });

    it('change the counts of the filters', async () => {
      const { element, machines, give } = await gridOf(60);
      const count = await part(element, '[data-filter="fault"] .count');
      expect(count.textContent).to.equal('3');
      give(machines.map((machine) => (machine.id === broken ? { ...machine, status: 'fault' } : machine)));
      await until(() => shadow(element).querySelector('[data-filter="fault"] .count')?.textContent === '4');
    });

    it('leave the counts in the panel as they are while it is open', async () => {
      const { element, machines, give } = await gridOf(60);
      (await part(element, '.options')).click();
      const select = await part<HTMLSelectElement>(element, 'select[data-choice="health"]');
      const before = [...select.options].map(({ text }) => text);
      give(
        machines.map((machine) =>
          machine.id === broken ? { ...machine, status: 'fault', healthScore: 1 } : machine,
        ),
      );
      await until(() => shadow(element).querySelector('[data-filter="fault"] .count')?.textContent === '4');
      expect([...select.options].map(({ text }) => text)).to.deep.equal(before);
      (await part(element, '.options')).click();
      await until(() => !shadow(element).querySelector('.panel select'));
      (await part(element, '.options')).click();
      const anew = await part<HTMLSelectElement>(element, 'select[data-choice="health"]');
      expect([...anew.options].map(({ text }) => text)).not.to.deep.equal(before);
    });

    it('tell politely what went into fault', async () => {
      const { element, machines, give } = await gridOf(60);
      give(machines.map((machine) => (machine.id === broken ? { ...machine, status: 'fault' } : machine)));
      await until(() => textOf(element).includes('Bench 0006: fault'));
    });
  });

  describe('groups', () => {
    it('have a head each, with how many they are and the worst of them', async () => {
      const { element } = await gridOf(60, 'group="status"');
      const heads = seen(element, '.group').map((head) => head.textContent?.replace(/\s+/g, ' ').trim());
      expect(heads[0]).to.equal('Fault 3 Fault · 3 need a look');
      expect(heads[1]).to.match(/^Running 36 Act now · \d+ need a look$/);
      await expectAccessible(element);
    });

    it('begin with the worst by health, and end with machines of no type', async () => {
      const { element } = await gridOf(60, 'group="health"');
      expect(seen(element, '.group')[0]?.dataset.group).to.equal('critical');
      element.group = 'type';
      await until(() => shadow(element).querySelector('[data-group="cnc_mill"]'));
      const viewport = await part(element, '.viewport');
      viewport.scrollTop = viewport.scrollHeight;
      await until(() => seen(element, '.group').at(-1)?.dataset.group === '');
    });

    it('open and close by click and by key; focus stays on the head', async () => {
      const { element } = await gridOf(60, 'group="status" no-toolbar');
      await sendKeys({ press: 'Tab' });
      await until(() => focusedStop(element) === 'group:fault');
      const tiles = (): number => seen(element, '.tile[data-status="fault"]').length;
      expect(tiles()).to.equal(3);
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => tiles() === 0);
      expect(focusedStop(element)).to.equal('group:fault');
      expect((await part(element, '[data-group="fault"]')).getAttribute('aria-expanded')).to.equal('false');
      await sendKeys({ press: 'ArrowRight' });
      await until(() => tiles() === 3);
      await sendKeys({ press: 'ArrowRight' });
      await until(() => focusedStop(element)?.startsWith('m'));
      await sendKeys({ press: 'ArrowUp' });
      await until(() => focusedStop(element) === 'group:fault');
      await sendKeys({ press: 'Enter' });
      await until(() => tiles() === 0);
      (await part(element, '[data-group="fault"]')).click();
      await until(() => tiles() === 3);
    });

    it('work in the window of 10,000 machines', async () => {
      const { element } = await gridOf(10_000, 'group="type" layout="rows"');
      expect(seen(element, '.row').length).to.be.below(45);
      const viewport = await part(element, '.viewport');
      for (const key of ['cnc_mill', 'compressor', 'laser_cutter', 'press', 'pump', 'robot']) {
        viewport.scrollTop = 0;
        (await part(element, `[data-group="${key}"]`)).click();
        await until(() => shadow(element).querySelector(`[data-group="${key}"][aria-expanded="false"]`));
      }
      await until(() => seen(element, '.group').length === 7);
      expect(seen(element, '.machine')[0]?.textContent).to.contain('Bench');
      element.scrollToMachine('m9998');
      await part(element, '[data-stop="m9998|0"]');
      expect(seen(element, '.row').length).to.be.below(45);
    });

    it('shows a machine by opening its group', async () => {
      const { element } = await gridOf(60, 'group="status"');
      (await part(element, '[data-group="fault"]')).click();
      await until(() => seen(element, '.tile[data-status="fault"]').length === 0);
      element.scrollToMachine('m4');
      await part(element, '[data-id="m4"]');
    });
  });
});
