import type { Machine } from '@nexus-mfg/sdk';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusFloorPlan } from '../src/index.ts';
import { machineAt } from './floor-plan-machines.ts';
import { first, mount, nextFrame, part, shadow, until } from './support/fixture.ts';

const layer = (plan: NexusFloorPlan): string =>
  [...shadow(plan).querySelectorAll<HTMLElement>('.layer, .mark')].map(({ style }) => style.transform).join();
const marks = (plan: NexusFloorPlan): HTMLElement[] => [
  ...shadow(plan).querySelectorAll<HTMLElement>('.mark'),
];
async function planOf(machines: readonly Machine[], attributes = ''): Promise<NexusFloorPlan> {
  const plan = first(mount(`<nexus-floor-plan ${attributes}></nexus-floor-plan>`), 'nexus-floor-plan');
  plan.machines = machines;
  await part(plan, machines.some((m) => m.gridPositionX !== null) ? '.mark' : '.tray');
  return plan;
}
const square = (side: number, dx = 0, dy = 0): Machine[] =>
  Array.from({ length: side * side }, (_, index) =>
    machineAt((index % side) + dx, Math.floor(index / side) + dy, `M ${index}`),
  );

describe('<nexus-floor-plan>, rough use', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));
  afterEach(() => sendMouse({ type: 'move', position: [1, 799] }));

  it('is not dragged by a pointer whose button went up outside', async () => {
    const plan = await planOf(square(5));
    const surface = await part(plan, '.surface');
    const box = surface.getBoundingClientRect();
    const y = Math.round(box.top + 20);
    await sendMouse({ type: 'move', position: [Math.round(box.left + 2), y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [0, Math.round(box.bottom + 60)] });
    await sendMouse({ type: 'up' });
    const before = layer(plan);
    await sendMouse({ type: 'move', position: [Math.round(box.left + 200), y] });
    await sendMouse({ type: 'move', position: [Math.round(box.left + 300), y + 50] });
    await nextFrame();
    await nextFrame();
    expect(layer(plan)).to.equal(before);
    let selected = '';
    plan.addEventListener('nexus-machine-select', ({ machineId }) => (selected = machineId));
    const mark = marks(plan)[12]?.getBoundingClientRect();
    await sendMouse({
      type: 'click',
      position: [Math.round((mark?.left ?? 0) + 10), Math.round((mark?.top ?? 0) + 10)],
    });
    await until(() => selected !== '');
  });

  it('takes the first finger for the first though an earlier one was lost', async () => {
    const plan = await planOf(square(5));
    const surface = await part(plan, '.surface');
    const fire = (type: string, pointerId: number, clientX: number): boolean =>
      surface.dispatchEvent(
        new PointerEvent(type, { pointerId, pointerType: 'touch', clientX, clientY: 300, isPrimary: true }),
      );
    const width = (): number => {
      const [one, two] = marks(plan).map((mark) => mark.getBoundingClientRect().left);
      return (two ?? 0) - (one ?? 0);
    };
    const before = width();
    fire('pointerdown', 11, 100);
    fire('pointerdown', 12, 200);
    fire('pointermove', 12, 300);
    await nextFrame();
    await nextFrame();
    expect(width(), 'one finger moves and does not zoom').to.be.closeTo(before, 0.5);
  });

  it('opens a cell with 10,000 machines down to one of them, by keyboard', async () => {
    const plan = await planOf(Array.from({ length: 10_000 }, (_, index) => machineAt(0, 0, `M ${index}`)));
    const count = (): string | undefined => (shadow(plan).activeElement as HTMLElement | null)?.dataset.count;
    marks(plan)[0]?.focus();
    for (let presses = 0; presses < 10 && count() !== '1'; presses += 1) {
      const before = count();
      await sendKeys({ press: 'Enter' });
      await until(() => count() !== before);
    }
    expect(count()).to.equal('1');
  });

  it('keeps the focus in the tray: at the new ones after the last "more", and with its machine', async () => {
    const unplaced = Array.from({ length: 150 }, (_, index) => machineAt(null, null, `M ${index}`));
    const plan = await planOf([machineAt(0, 0), ...unplaced]);
    const inTray = (): HTMLElement[] => [...shadow(plan).querySelectorAll<HTMLElement>('.tray-machine')];
    const focusedId = (): string | undefined =>
      (shadow(plan).activeElement as HTMLElement | null)?.dataset.id;
    (await part(plan, '.tray > .button')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => inTray().length === 150);
    expect(focusedId()).to.equal(unplaced[100]?.id);
    inTray()[2]?.focus();
    plan.machines = [machineAt(0, 0), ...unplaced.slice(1)];
    await plan.updateComplete;
    expect(focusedId()).to.equal(unplaced[2]?.id);
  });
});
