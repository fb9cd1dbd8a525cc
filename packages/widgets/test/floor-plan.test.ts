import type { Machine } from '@nexus-mfg/sdk';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { createView, type NexusFloorPlan, type NexusMachineSelectEvent } from '../src/index.ts';
import { machineAt } from './floor-plan-machines.ts';
import { expectAccessible } from './support/accessible.ts';
import { emulatePaper } from './support/emulate.ts';
import { itWith } from './support/engine.ts';
import { first, mount, mountWith, nextFrame, part, plant, shadow, textOf, until } from './support/fixture.ts';

const marks = (plan: NexusFloorPlan): HTMLElement[] => [
  ...shadow(plan).querySelectorAll<HTMLElement>('.mark'),
];
const markOf = (plan: NexusFloorPlan, id: string): HTMLElement | null =>
  shadow(plan).querySelector<HTMLElement>(`.mark[data-id="${id}"]`);
const focusedId = (plan: NexusFloorPlan): string | undefined =>
  (shadow(plan).activeElement as HTMLElement | null)?.dataset.id;
const middle = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

/** Machines in a square of `side` columns and rows. */
const square = (side: number): Machine[] =>
  Array.from({ length: side * side }, (_, index) =>
    machineAt(index % side, Math.floor(index / side), `M ${index}`),
  );

async function planOf(machines: readonly Machine[], attributes = ''): Promise<NexusFloorPlan> {
  const plan = first(mount(`<nexus-floor-plan ${attributes}></nexus-floor-plan>`), 'nexus-floor-plan');
  plan.machines = machines;
  await part(plan, '.mark');
  return plan;
}

describe('<nexus-floor-plan>', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  describe('accessibility', () => {
    it('is accessible with the plant, and says name, state, health and place of each mark', async () => {
      const { nexus } = plant();
      const plan = first(mountWith(nexus, '<nexus-floor-plan></nexus-floor-plan>'), 'nexus-floor-plan');
      await part(plan, '.mark');
      await expectAccessible(plan);
      const [machine] = await nexus.machines.list();
      const name = markOf(plan, machine?.id ?? '')?.getAttribute('aria-label') ?? '';
      expect(name).to.contain(machine?.name);
      expect(name).to.match(/Running|Idle|Fault|Maintenance/);
      expect(name).to.match(/column \d+, row \d+/);
      expect(shadow(plan).querySelector('.surface')?.getAttribute('aria-label')).to.equal(
        'Floor plan, 28 machines',
      );
    });

    it('lets Tab in at one mark only', async () => {
      const plan = await planOf(square(4));
      expect(marks(plan).filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    });
  });

  describe('properties', () => {
    it('has quiet defaults', () => {
      const plan = document.createElement('nexus-floor-plan');
      expect(plan.machines).to.equal(undefined);
      expect(plan.selectedIds).to.deep.equal([]);
      expect([plan.planImage, plan.planColumns, plan.planRows]).to.deep.equal(['', 0, 0]);
      expect([plan.label, plan.unlinked]).to.deep.equal(['', false]);
    });

    it('draws given machines without asking anybody, and the plant again when they are taken away', async () => {
      const { nexus } = plant();
      let asked = 0;
      const subscribe: typeof nexus.machines.subscribe = (...given) => {
        asked += 1;
        return nexus.machines.subscribe(...given);
      };
      const plan = document.createElement('nexus-floor-plan');
      plan.nexus = { ...nexus, machines: { ...nexus.machines, subscribe } };
      plan.machines = square(2);
      mount('').append(plan);
      await until(() => marks(plan).length === 4);
      expect(asked).to.equal(0);
      plan.machines = undefined;
      await until(() => marks(plan).length === 28);
      expect(asked).to.equal(1);
    });

    it('puts the plan image where its columns and rows are', async () => {
      const svg = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"/>')}`;
      const machines = [machineAt(0, 0), machineAt(7, 3)];
      const plan = await planOf(machines, `plan-image="${svg}" plan-columns="8" plan-rows="4"`);
      const image = (await part(plan, '.image')).getBoundingClientRect();
      const [x, y] = middle(markOf(plan, machines[0]?.id ?? '') as HTMLElement);
      expect(x).to.be.closeTo(image.left + image.width / 16, 1.5);
      expect(y).to.be.closeTo(image.top + image.height / 8, 1.5);
    });

    it('says so when the image does not load, and goes on', async () => {
      const plan = await planOf(
        square(2),
        'plan-image="data:image/png;base64,AAAA" plan-columns="3" plan-rows="3"',
      );
      await until(() => textOf(plan).includes('plan image could not be loaded'));
      expect(marks(plan)).to.have.length(4);
      expect(shadow(plan).querySelector('.image')).to.equal(null);
    });

    it('names itself as told', async () => {
      const plan = await planOf(square(2), 'label="Hall 2"');
      expect(shadow(plan).querySelector('.surface')?.getAttribute('aria-label')).to.equal(
        'Hall 2, 4 machines',
      );
    });
  });

  describe('places', () => {
    it('keeps columns across and rows down, in right-to-left pages too', async () => {
      const machines = [machineAt(0, 0), machineAt(2, 0), machineAt(0, 1)];
      const plan = await planOf(machines);
      if (plan.parentElement) plan.parentElement.dir = 'rtl';
      await nextFrame();
      const [a, b, c] = machines.map(({ id }) => middle(markOf(plan, id) as HTMLElement));
      expect(b?.[0]).to.be.above(a?.[0] ?? 0);
      expect(c?.[1]).to.be.above(a?.[1] ?? 0);
    });

    it('lists machines without a place beside the plan, a hundred at a time', async () => {
      const lost = Array.from({ length: 130 }, () => machineAt(null, null, 'Lost'));
      const plan = await planOf([machineAt(0, 0), ...lost]);
      expect(textOf(plan)).to.contain('Not placed 130');
      expect(shadow(plan).querySelectorAll('.tray-machine')).to.have.length(100);
      [...shadow(plan).querySelectorAll<HTMLElement>('.tray .button')].at(-1)?.click();
      await until(() => shadow(plan).querySelectorAll('.tray-machine').length === 130);
      expect(textOf(plan)).not.to.contain('Show ');
    });

    it('tells how places are set when nobody has one', async () => {
      const plan = first(mount('<nexus-floor-plan></nexus-floor-plan>'), 'nexus-floor-plan');
      plan.machines = [machineAt(null, null, 'Lost')];
      await until(() => textOf(plan).includes('gridPositionX'));
      expect(textOf(plan)).to.contain('Lost');
    });
  });

  describe('clusters', () => {
    it('draws a few hundred marks of ten thousand machines, and each machine is in one', async () => {
      const plan = await planOf(square(100));
      expect(marks(plan).length).to.be.within(20, 400);
      const sum = marks(plan).reduce((total, mark) => total + Number(mark.dataset.count), 0);
      expect(sum).to.equal(10_000);
    });

    it('shows the worst state of a cluster in its shape, and tells the counts', async () => {
      const machines = square(60);
      machines[0] = { ...(machines[0] as Machine), status: 'fault' };
      const plan = await planOf(machines);
      const mark = markOf(plan, machines[0]?.id ?? '');
      expect(Number(mark?.dataset.count)).to.be.above(1);
      expect(mark?.dataset.tone).to.equal('critical');
      expect(mark?.getAttribute('aria-label')).to.contain('Fault 1');
      expect(marks(plan).filter(({ dataset }) => dataset.tone === 'critical')).to.have.length(1);
    });

    it('says what the health of its machines warns of, and not of those that rest or are at fault', async () => {
      const machines = square(60).map((machine, index): Machine => {
        if (index === 0) return { ...machine, status: 'fault', healthScore: 12 };
        if (index === 1) return { ...machine, status: 'running', healthScore: 31 };
        if (index === 2) return { ...machine, status: 'offline', healthScore: 31 };
        return { ...machine, status: 'running', healthScore: 92 };
      });
      const plan = await planOf(machines);
      const label = (): string => markOf(plan, machines[0]?.id ?? '')?.getAttribute('aria-label') ?? '';
      expect(label()).to.contain('Fault 1').and.to.contain('health Act now 1').and.not.to.contain('Watch');
      plan.machines = machines.map((machine, index) =>
        index === 1 ? { ...machine, healthScore: 64 } : machine,
      );
      await until(() => label().includes('health Watch 1'));
      expect(label()).not.to.contain('Act now');
    });

    it('zooms into a cluster that is chosen, and selects nothing', async () => {
      const plan = await planOf(square(60));
      const before = marks(plan)[0]?.dataset.count;
      let selected = 0;
      plan.addEventListener('nexus-machine-select', () => {
        selected += 1;
      });
      marks(plan)[0]?.click();
      await until(() => Number(marks(plan)[0]?.dataset.count) < Number(before));
      expect(selected).to.equal(0);
    });

    it('takes machines that share a cell apart at the largest zoom', async () => {
      const plan = await planOf([machineAt(0, 0), machineAt(0, 0), machineAt(0, 0), machineAt(4, 4)]);
      const zoomIn = await part(plan, '[data-act=zoomIn]');
      marks(plan)[0]?.focus();
      while (zoomIn.getAttribute('aria-disabled') === 'false') {
        zoomIn.click();
        await nextFrame();
        await plan.updateComplete;
      }
      expect(
        marks(plan)
          .slice(0, 3)
          .every(({ dataset }) => dataset.count === '1'),
      ).to.equal(true);
    });
  });

  describe('selection', () => {
    it('selects by click, tells the page, and says it aloud', async () => {
      const machines = square(3);
      const plan = await planOf(machines);
      const heard: string[] = [];
      plan.addEventListener('nexus-machine-select', (event: NexusMachineSelectEvent) =>
        heard.push(event.machineId),
      );
      const id = machines[4]?.id ?? '';
      markOf(plan, id)?.click();
      await plan.updateComplete;
      expect(heard).to.deep.equal([id]);
      expect(plan.selectedIds).to.deep.equal([id]);
      expect(markOf(plan, id)?.getAttribute('aria-pressed')).to.equal('true');
      expect(shadow(plan).querySelector('[role=status].visually-hidden')?.textContent).to.equal(
        'M 4 selected',
      );
    });

    it('leaves the selection as it was when the page says no', async () => {
      const plan = await planOf(square(2));
      plan.addEventListener('nexus-machine-select', (event) => event.preventDefault());
      marks(plan)[1]?.click();
      expect(plan.selectedIds).to.deep.equal([]);
    });

    it('follows and drives what its neighbours look at', async () => {
      const machines = square(2);
      const plan = await planOf(machines);
      const view = createView();
      plan.view = view;
      await plan.updateComplete;
      const [a, b] = machines.map(({ id }) => id);
      markOf(plan, a ?? '')?.click();
      expect(view.value.machineId).to.equal(a);
      view.set({ machineId: b ?? '' });
      await until(() => markOf(plan, b ?? '')?.getAttribute('aria-pressed') === 'true');
      view.set({ machineId: '' });
      await until(() => plan.selectedIds.length === 0);
    });

    it('looks by itself when unlinked', async () => {
      const plan = await planOf(square(2), 'unlinked');
      const view = createView();
      plan.view = view;
      await plan.updateComplete;
      marks(plan)[0]?.click();
      expect(view.value.machineId).to.equal('');
      expect(plan.selectedIds).to.have.length(1);
    });

    it('brings a machine that is selected from outside into sight', async () => {
      const machines = square(60);
      const plan = await planOf(machines);
      marks(plan)[0]?.click();
      await part(plan, '.map');
      plan.selectedIds = [machines.at(-1)?.id ?? ''];
      const stage = await part(plan, '.stage');
      await until(() => {
        const mark = shadow(plan).querySelector('.mark[data-selected]');
        if (!mark) return false;
        const [x, y] = middle(mark);
        const box = stage.getBoundingClientRect();
        return x > box.left && x < box.right && y > box.top && y < box.bottom;
      });
    });
  });

  describe('zoom and pan', () => {
    it('zooms by buttons up to the limits, and shows all again', async () => {
      const plan = await planOf(square(6));
      const [zoomIn, zoomOut, fit] = await Promise.all(
        ['zoomIn', 'zoomOut', 'fit'].map((act) => part(plan, `[data-act=${act}]`)),
      );
      expect(zoomOut?.getAttribute('aria-disabled')).to.equal('true');
      expect(shadow(plan).querySelector('.map')).to.equal(null);
      zoomIn?.click();
      zoomIn?.click();
      await part(plan, '.map');
      expect(zoomOut?.getAttribute('aria-disabled')).to.equal('false');
      fit?.click();
      await until(() => shadow(plan).querySelector('.map') === null);
    });

    it('moves by drag without drawing marks anew, and the drag chooses nothing', async () => {
      const plan = await planOf(square(20));
      marks(plan)[0]?.click();
      await part(plan, '.map');
      await nextFrame();
      const mark = marks(plan).find((one) => one.getBoundingClientRect().left > 200) as HTMLElement;
      const [x, y] = middle(mark);
      const style = mark.getAttribute('style');
      plan.selectedIds = [];
      try {
        await sendMouse({ type: 'move', position: [x, y] });
        await sendMouse({ type: 'down' });
        await sendMouse({ type: 'move', position: [x - 60, y - 20] });
        await until(() => Math.abs(middle(mark)[0] - (x - 60)) <= 1);
        expect(middle(mark)[1]).to.be.closeTo(y - 20, 1);
        expect(mark.getAttribute('style')).to.equal(style);
      } finally {
        await sendMouse({ type: 'up' });
      }
      await nextFrame();
      expect(plan.selectedIds).to.deep.equal([]);
    });

    it('takes the click that ends a drag for no choice, where it still reaches a mark', async () => {
      const plan = await planOf(square(3));
      const [mark] = marks(plan);
      const at = (type: string, clientX: number): unknown =>
        mark?.dispatchEvent(new PointerEvent(type, { pointerId: 7, clientX, clientY: 100, bubbles: true }));
      const click = (): unknown => mark?.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
      at('pointerdown', 100);
      at('pointermove', 140);
      at('pointerup', 140);
      click();
      expect(plan.selectedIds).to.deep.equal([]);
      at('pointerdown', 100);
      at('pointermove', 102);
      at('pointerup', 102);
      click();
      expect(plan.selectedIds).to.have.length(1);
    });

    it('leaves the wheel to the page until the plan has the focus; with ctrl it zooms at once', async () => {
      const plan = await planOf(square(6));
      const surface = await part(plan, '.surface');
      const wheel = (more: WheelEventInit = {}): boolean =>
        surface.dispatchEvent(
          new WheelEvent('wheel', {
            deltaY: -400,
            bubbles: true,
            cancelable: true,
            clientX: 300,
            clientY: 200,
            ...more,
          }),
        );
      expect(wheel()).to.equal(true);
      expect(wheel({ ctrlKey: true })).to.equal(false);
      await part(plan, '.map');
      marks(plan)[0]?.focus();
      expect(wheel()).to.equal(false);
    });

    it('zooms by two fingers about the point between them', async () => {
      const plan = await planOf(square(6));
      const surface = await part(plan, '.surface');
      const box = surface.getBoundingClientRect();
      const [x, y] = middle(surface);
      const finger = (type: string, pointerId: number, clientX: number): void => {
        surface.dispatchEvent(
          new PointerEvent(type, { pointerId, pointerType: 'touch', clientX, clientY: y, bubbles: true }),
        );
      };
      const before = middle(marks(plan)[14] as HTMLElement);
      finger('pointerdown', 11, x - 50);
      finger('pointerdown', 12, x + 50);
      finger('pointermove', 11, x - 100);
      finger('pointermove', 12, x + 100);
      await part(plan, '.map');
      await nextFrame();
      finger('pointerup', 11, x - 100);
      finger('pointerup', 12, x + 100);
      const after = marks(plan).map(middle);
      const expected = [x + (before[0] - x) * 2, y + (before[1] - y) * 2];
      expect(box.width).to.be.above(0);
      expect(
        after.some(
          ([ax, ay]) => Math.abs(ax - (expected[0] ?? 0)) < 3 && Math.abs(ay - (expected[1] ?? 0)) < 3,
        ),
      ).to.equal(true);
    });

    it('moves to where the mini-map is pressed', async () => {
      const plan = await planOf(square(60));
      marks(plan)[0]?.click();
      const map = await part(plan, '.map');
      await nextFrame();
      const seen = shadow(plan).querySelector('.seen');
      const before = Number(seen?.getAttribute('x'));
      const { right, bottom } = map.getBoundingClientRect();
      map.dispatchEvent(
        new PointerEvent('pointerdown', {
          clientX: right - 12,
          clientY: bottom - 12,
          buttons: 1,
          bubbles: true,
        }),
      );
      await until(() => Number(seen?.getAttribute('x')) > before + 20);
    });
  });

  describe('keyboard', () => {
    it('goes to the nearest machine in the direction of the arrow', async () => {
      const machines = square(3);
      const plan = await planOf(machines);
      markOf(plan, machines[0]?.id ?? '')?.focus();
      await sendKeys({ press: 'ArrowRight' });
      await until(() => focusedId(plan) === machines[1]?.id);
      await sendKeys({ press: 'ArrowDown' });
      await until(() => focusedId(plan) === machines[4]?.id);
      await sendKeys({ press: 'End' });
      await until(() => focusedId(plan) === machines[8]?.id);
      await sendKeys({ press: 'Enter' });
      expect(plan.selectedIds).to.deep.equal([machines[8]?.id]);
    });

    it('keeps the focus on the plan while it zooms in and out', async () => {
      const machines = square(40);
      const plan = await planOf(machines);
      marks(plan)[0]?.focus();
      for (const press of ['+', '+', '+', '+', '+', '0']) {
        await sendKeys({ press });
        await nextFrame();
        await plan.updateComplete;
        expect(shadow(plan).activeElement?.matches('.mark')).to.equal(true);
      }
    });

    it('moves the plan with shift and an arrow, and keeps the focus though its mark is out of sight', async () => {
      const plan = await planOf(square(40));
      marks(plan)[0]?.focus();
      for (const press of ['+', '+', '+', '+']) await sendKeys({ press });
      await part(plan, '.map');
      const id = focusedId(plan);
      await sendKeys({ down: 'Shift' });
      for (let index = 0; index < 10; index += 1) await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ up: 'Shift' });
      await until(() => Number(shadow(plan).querySelector('.seen')?.getAttribute('x')) > 30);
      expect(focusedId(plan)).to.equal(id);
    });

    it('shows a card at the focus, and Escape takes it away', async () => {
      const machines = square(2);
      const plan = await planOf(machines);
      markOf(plan, machines[3]?.id ?? '')?.focus();
      const card = await part(plan, '.card');
      expect(card.textContent).to.contain('M 3');
      expect(card.textContent).to.contain('Running');
      expect(card.textContent).to.contain('95');
      await sendKeys({ press: 'Escape' });
      await until(() => shadow(plan).querySelector('.card') === null);
    });
  });

  describe('life', () => {
    it('shows a card under the pointer', async () => {
      const plan = await planOf(square(2));
      const [x, y] = middle(marks(plan)[1] as HTMLElement);
      await sendMouse({ type: 'move', position: [x, y] });
      expect((await part(plan, '.card')).textContent).to.contain('M 1');
      await sendMouse({ type: 'move', position: [5, 795] });
      await until(() => shadow(plan).querySelector('.card') === null);
    });

    it('draws what changes of a machine, where it stands', async () => {
      const machines = square(2);
      const plan = await planOf(machines);
      const [machine] = machines as [Machine];
      plan.machines = [{ ...machine, status: 'fault' }, ...machines.slice(1)];
      await until(() => markOf(plan, machine.id)?.dataset.tone === 'critical');
      plan.machines = [{ ...machine, gridPositionX: 9 }, ...machines.slice(1)];
      await until(
        () => middle(markOf(plan, machine.id) as HTMLElement)[0] > middle(marks(plan)[0] as HTMLElement)[0],
      );
    });

    it('keeps the last known states when the connection is lost, and says so', async () => {
      const { nexus, data } = plant();
      const plan = first(mountWith(nexus, '<nexus-floor-plan></nexus-floor-plan>'), 'nexus-floor-plan');
      await part(plan, '.mark');
      data.setOffline(true);
      await until(() => textOf(plan).includes('These are the last known states.'));
      expect(marks(plan)).to.have.length(28);
    });

    it('tries again when asked', async () => {
      const { nexus, data } = plant();
      data.failNext('permission_denied');
      const plan = first(mountWith(nexus, '<nexus-floor-plan></nexus-floor-plan>'), 'nexus-floor-plan');
      (await part(plan, '.state .button')).click();
      await part(plan, '.mark');
    });

    itWith('print', 'stands still on a page that is printed', async () => {
      const plan = await planOf(square(3));
      try {
        await emulatePaper(true);
        expect(getComputedStyle(await part(plan, '.controls')).display).to.equal('none');
      } finally {
        await emulatePaper(false);
      }
    });
  });
});
