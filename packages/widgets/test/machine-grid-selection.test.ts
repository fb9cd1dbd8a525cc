import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusMachineGrid } from '../src/index.ts';
import { createView } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import { part, shadow, textOf, until } from './support/fixture.ts';
import { focusedStop, gridOf, namesOf, seen } from './support/grid.ts';

const click = (element: NexusMachineGrid, index: number, init: MouseEventInit = {}): string => {
  const cell = seen(element, '.cell[data-id]')[index] as HTMLElement;
  cell.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...init }));
  return cell.dataset.id ?? '';
};
const marked = (element: NexusMachineGrid): (string | undefined)[] =>
  seen(element, '.cell[aria-selected="true"]').map((cell) => cell.dataset.id);
async function keys(...names: string[]): Promise<void> {
  for (const name of names.slice(0, -1)) await sendKeys({ down: name });
  await sendKeys({ press: names.at(-1) ?? '' });
  for (const name of names.slice(0, -1).reverse()) await sendKeys({ up: name });
}

describe('<nexus-machine-grid> selection', () => {
  beforeEach(() => setViewport({ width: 1_200, height: 800 }));

  it('none: nothing is selected and nothing is told', async () => {
    const { element } = await gridOf(30, 'selection="none"');
    let count = 0;
    element.addEventListener('nexus-machine-select', () => {
      count += 1;
    });
    click(element, 1);
    await element.updateComplete;
    expect([count, marked(element), element.selectedIds.length]).to.deep.equal([0, [], 0]);
    expect(seen(element, '.cell')[0]?.hasAttribute('aria-selected')).to.equal(false);
  });

  it('single: one at a time; Ctrl and a click, or Escape, take it back', async () => {
    const { element } = await gridOf(30);
    const heard: string[] = [];
    element.addEventListener('nexus-machine-select', ({ machineId, machineIds }) => {
      heard.push(`${machineId}:${machineIds.join()}`);
    });
    const a = click(element, 1);
    const b = click(element, 2, { shiftKey: true });
    click(element, 2, { ctrlKey: true });
    const c = click(element, 3);
    seen(element, '.cell')[3]?.focus();
    await sendKeys({ press: 'Escape' });
    expect(heard).to.deep.equal([`${a}:${a}`, `${b}:${b}`, ':', `${c}:${c}`, ':']);
    expect(element.selectedId).to.equal('');
  });

  it('multiple: Ctrl adds and takes away, Shift selects a range; the event has them all', async () => {
    const { element } = await gridOf(30, 'selection="multiple"');
    let last: readonly string[] = [];
    element.addEventListener('nexus-machine-select', ({ machineIds }) => {
      last = machineIds;
    });
    const ids = seen(element, '.cell').map((cell) => cell.dataset.id);
    click(element, 1);
    click(element, 4, { ctrlKey: true });
    expect(last).to.deep.equal([ids[1], ids[4]]);
    click(element, 6, { shiftKey: true });
    expect(last).to.deep.equal(ids.slice(4, 7));
    click(element, 5, { metaKey: true });
    expect(last).to.deep.equal([ids[4], ids[6]]);
    await element.updateComplete;
    expect(marked(element)).to.deep.equal([ids[4], ids[6]]);
    expect((await part(element, '[role=grid]')).getAttribute('aria-multiselectable')).to.equal('true');
    await until(() => textOf(element).includes('2 machines selected'));
    await expectAccessible(element);
    (await part(element, '.selection-bar .button')).click();
    await until(() => marked(element).length === 0);
    expect(last).to.deep.equal([]);
  });

  it('multiple, by key: Space, Shift and arrows, Ctrl+A, Escape', async () => {
    const { element } = await gridOf(30, 'selection="multiple" no-toolbar');
    const ids = seen(element, '.cell').map((cell) => cell.dataset.id);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await keys('Shift', 'ArrowRight');
    await keys('Shift', 'ArrowRight');
    await until(() => marked(element).length === 3);
    expect(marked(element)).to.deep.equal(ids.slice(0, 3));
    await keys('Shift', 'ArrowLeft');
    await until(() => marked(element).length === 2);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Space' });
    await until(() => marked(element).length === 3);
    await keys('Control', 'a');
    await until(() => element.selectedIds.length === 30);
    await sendKeys({ press: 'Escape' });
    await until(() => element.selectedIds.length === 0);
  });

  it('multiple, in rows: a row is selected, whichever of its cells is pressed', async () => {
    const { element } = await gridOf(30, 'selection="multiple" layout="rows"');
    (await part(element, '[data-stop="m6|3"]')).click();
    await until(() => shadow(element).querySelector('.row[aria-selected="true"] [data-stop="m6|0"]'));
    expect(element.selectedIds).to.deep.equal(['m6']);
  });

  it('selects from outside without an event', async () => {
    const { element } = await gridOf(30, 'selection="multiple" selected-id="m6"');
    element.addEventListener('nexus-machine-select', () => expect.fail('an event'));
    expect(marked(element)).to.deep.equal(['m6']);
    element.selectedIds = ['m13', 'm6'];
    await element.updateComplete;
    expect(new Set(marked(element))).to.deep.equal(new Set(['m13', 'm6']));
    expect(element.selectedId).to.equal('m6');
  });

  describe('with its neighbours', () => {
    it('follows what they look at, without an event', async () => {
      const { element } = await gridOf(30);
      element.addEventListener('nexus-machine-select', () => expect.fail('an event'));
      const view = createView();
      element.view = view;
      await element.updateComplete;
      view.set({ machineId: 'm6' });
      await until(() => marked(element)[0] === 'm6');
      expect(element.selectedIds).to.deep.equal(['m6']);
      view.set({ machineId: '' });
      await until(() => marked(element).length === 0);
    });

    it('tells them what was chosen last, and what the page selects', async () => {
      const { element } = await gridOf(30, 'selection="multiple"');
      const view = createView();
      element.view = view;
      await element.updateComplete;
      click(element, 1);
      const id = click(element, 2, { ctrlKey: true });
      expect(view.value.machineId).to.equal(id);
      expect(element.selectedIds.length).to.equal(2);
      element.selectedId = 'm6';
      expect(view.value.machineId).to.equal('m6');
    });

    it('keeps several selected when they look at one of them', async () => {
      const { element } = await gridOf(30, 'selection="multiple"');
      const view = createView();
      element.view = view;
      await element.updateComplete;
      element.selectedIds = ['m6', 'm13'];
      view.set({ machineId: 'm6' });
      expect([element.selectedIds, element.selectedId]).to.deep.equal([['m6', 'm13'], 'm6']);
      view.set({ machineId: 'm20' });
      expect(element.selectedIds).to.deep.equal(['m20']);
    });

    it('tells them at the start what is selected already', async () => {
      const { element } = await gridOf(30, 'selected-id="m6"');
      expect(element.closest('nexus-provider')?.view?.value.machineId).to.equal('m6');
    });

    it('does neither when it is not linked', async () => {
      const { element } = await gridOf(30, 'unlinked');
      const view = createView();
      element.view = view;
      await element.updateComplete;
      click(element, 1);
      expect(view.value.machineId).to.equal('');
      view.set({ machineId: 'm6' });
      await element.updateComplete;
      expect(element.selectedId).not.to.equal('m6');
    });
  });

  it('finds a machine by the first letters of its name', async () => {
    const { element } = await gridOf(300, 'no-toolbar');
    await sendKeys({ press: 'Tab' });
    await until(() => focusedStop(element));
    await sendKeys({ type: 'pump 01' });
    await until(() => shadow(element).activeElement?.textContent?.includes('Pump 01'));
  });

  describe('slot', () => {
    it('shows what the page has for a machine, and leaves its keys and clicks to it', async () => {
      const { element } = await gridOf(30);
      const own = document.createElement('div');
      own.slot = 'machine-m6';
      own.innerHTML = '<b>Order 4711</b> <button>Open</button>';
      element.append(own);
      await until(() => own.assignedSlot !== null);
      own.querySelector('button')?.click();
      own.querySelector('button')?.focus();
      await sendKeys({ press: 'Escape' });
      expect(element.selectedId).to.equal('');
      own.querySelector('b')?.click();
      expect(element.selectedId).to.equal('m6');
    });

    it('exists for machines in sight only', async () => {
      const { element } = await gridOf(2_000);
      const own = document.createElement('div');
      own.slot = 'machine-m1500';
      element.append(own);
      expect(own.assignedSlot).to.equal(null);
      element.scrollToMachine('m1500');
      await until(() => own.assignedSlot !== null);
      expect(namesOf(element).length).to.be.below(80);
    });
  });
});
