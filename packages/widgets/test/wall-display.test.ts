import type { Connection, Machine } from '@nexus-mfg/sdk';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusWallDisplay } from '../src/index.ts';
import { DisplayHealth } from '../src/wall-display/display-health.ts';
import { machineAt } from './floor-plan-machines.ts';
import { expectAccessible } from './support/accessible.ts';
import { first, mount, mountWith, nextFrame, part, plant, shadow, textOf, until } from './support/fixture.ts';
import { HandClock } from './support/hand-clock.ts';

const VIEWS = `<p data-title="One">1</p><p data-title="Two" data-seconds="60">2</p><p>3</p>`;
const MORNING = new Date(2026, 0, 5, 8, 0, 0).getTime();

const wallOf = (host: ParentNode): NexusWallDisplay => first(host, 'nexus-wall-display');
const title = (wall: NexusWallDisplay): string => shadow(wall).querySelector('.title')?.textContent ?? '';
const shown = (wall: NexusWallDisplay): string =>
  (shadow(wall).querySelector('slot')?.assignedElements() ?? []).map((node) => node.textContent).join();
const button = (wall: NexusWallDisplay, name: string): HTMLElement =>
  shadow(wall).querySelector(`.${name}`) as HTMLElement;
const problems = (wall: NexusWallDisplay): string[] =>
  [...shadow(wall).querySelectorAll<HTMLElement>('.problem')].map(({ dataset }) => dataset.problem ?? '');

describe('<nexus-wall-display>', () => {
  let clock: HandClock;
  beforeEach(() => {
    clock = new HandClock(MORNING);
  });
  afterEach(() => clock.restore());

  const show = async (attributes = '', views = VIEWS): Promise<NexusWallDisplay> => {
    const wall = wallOf(mount(`<nexus-wall-display ${attributes}>${views}</nexus-wall-display>`));
    await wall.updateComplete;
    return wall;
  };
  const pass = async (wall: NexusWallDisplay, seconds: number): Promise<void> => {
    clock.pass(seconds);
    await wall.updateComplete;
  };

  it('is accessible', async () => {
    await expectAccessible(await show());
  });

  it('has these defaults', async () => {
    const { interval, hold, paused, alarmRotations, staleAfter, dimFrom, dimTo, reloadAt, pageKeys } =
      await show();
    expect({
      interval,
      hold,
      paused,
      alarmRotations,
      staleAfter,
      dimFrom,
      dimTo,
      reloadAt,
      pageKeys,
    }).to.deep.equal({
      interval: 20,
      hold: 30,
      paused: false,
      alarmRotations: 3,
      staleAfter: 120,
      dimFrom: '',
      dimTo: '',
      reloadAt: '',
      pageKeys: false,
    });
  });

  it('has parts to style, and the logo of the brand', async () => {
    const host = mountWith(plant({}).nexus, `<nexus-wall-display>${VIEWS}</nexus-wall-display>`);
    const wall = wallOf(host);
    const logoUrl = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';
    first(host, 'nexus-provider').appearance = { name: 'Own works', logoUrl };
    const logo = await until(() => shadow(wall).querySelector<HTMLImageElement>('.logo'));
    expect([logo.alt, logo.src]).to.deep.equal(['Own works', logoUrl]);
    for (const name of ['base', 'head', 'stage', 'controls', 'problems'])
      expect(shadow(wall).querySelector(`[part=${name}]`), name).to.exist;
  });

  it('fills the screen by button and by F, and leaves it again', async () => {
    const wall = await show();
    const asked: string[] = [];
    wall.requestFullscreen = async () => {
      asked.push('in');
    };
    button(wall, 'full')?.click();
    button(wall, 'base').focus();
    await sendKeys({ press: 'f' });
    expect(asked).to.deep.equal(['in', 'in']);
    wall.requestFullscreen = () => Promise.reject(new TypeError('not allowed'));
    await wall.toggleFullScreen();
  });

  describe('views', () => {
    it('are its children, one at a time, each for its own time', async () => {
      const wall = await show();
      expect([title(wall), shown(wall)]).to.deep.equal(['One', '1']);
      await pass(wall, 19);
      expect(shown(wall)).to.equal('1');
      await pass(wall, 1);
      expect([title(wall), shown(wall)]).to.deep.equal(['Two', '2']);
      await pass(wall, 59);
      expect(shown(wall)).to.equal('2');
      await pass(wall, 1);
      expect([title(wall), shown(wall)]).to.deep.equal(['View 3', '3']);
      await pass(wall, 20);
      expect(shown(wall)).to.equal('1');
    });

    it('leaves its children as they are: the page finds no attribute of ours on them', async () => {
      const wall = await show();
      await pass(wall, 45);
      expect(wall.innerHTML).to.equal(VIEWS);
    });

    it('come and go with the children', async () => {
      const wall = await show();
      wall.insertAdjacentHTML('beforeend', '<p data-title="Four">4</p><template></template><style></style>');
      await until(() => shadow(wall).querySelectorAll('.dot').length === 4);
      wall.previous();
      await wall.updateComplete;
      expect(shown(wall)).to.equal('4');
      wall.lastElementChild?.remove();
      for (const child of [...wall.children].slice(1)) child.remove();
      await until(() => shown(wall) === '1');
      expect(button(wall, 'next')).to.equal(null);
      wall.firstElementChild?.remove();
      await until(() => shadow(wall).querySelector('.state'));
    });

    it('are fleet, machines and the worst machine, when it has none', async () => {
      const { nexus } = plant();
      const wall = wallOf(mountWith(nexus, '<nexus-wall-display no-alarm></nexus-wall-display>'));
      await part(wall, '[data-view=fleet]:not([hidden])');
      wall.next();
      await part(wall, '[data-view=machines]:not([hidden])');
      const grid = shadow(wall).querySelector('nexus-machine-grid') as Element;
      await part(grid, '.cell');
      wall.next();
      const detail = await part(wall, '[data-view=worst]:not([hidden]) nexus-machine-detail');
      const machines = await nexus.machines.list();
      const worst = Math.min(...machines.map(({ healthScore }) => healthScore ?? 100));
      const id = detail.getAttribute('machine-id');
      expect(machines.find((machine) => machine.id === id)?.healthScore).to.equal(worst);
      wall.next();
      await part(wall, '[data-view=fleet]:not([hidden])');
      expect(shadow(wall).querySelector('nexus-machine-grid'), 'kept').to.equal(grid);
    });
  });

  describe('people', () => {
    it('stop and turn it by buttons', async () => {
      const wall = await show('hold="0"');
      button(wall, 'pause').click();
      await pass(wall, 500);
      expect(shown(wall)).to.equal('1');
      expect(textOf(wall)).to.contain('Stopped');
      expect(wall.hasAttribute('paused')).to.equal(true);
      button(wall, 'next').click();
      await wall.updateComplete;
      expect(shown(wall)).to.equal('2');
      (shadow(wall).querySelectorAll('.dot')[2] as HTMLElement).click();
      await wall.updateComplete;
      expect(shown(wall)).to.equal('3');
      expect(shadow(wall).querySelector('.dot[aria-current=true]')?.getAttribute('aria-label')).to.equal(
        'View 3',
      );
      button(wall, 'pause').click();
      await pass(wall, 20);
      expect(shown(wall)).to.equal('1');
    });

    it('turn and stop it by keys while the focus is on it', async () => {
      const wall = await show('hold="0"');
      await sendKeys({ press: 'ArrowRight' });
      await wall.updateComplete;
      expect(shown(wall), 'without the focus').to.equal('1');
      button(wall, 'base').focus();
      for (const [key, view] of [
        ['ArrowRight', '2'],
        ['ArrowLeft', '1'],
        ['PageUp', '3'],
        ['PageDown', '1'],
      ] as const) {
        await sendKeys({ press: key });
        await wall.updateComplete;
        expect(shown(wall), key).to.equal(view);
      }
      await sendKeys({ press: 'Space' });
      expect(wall.paused).to.equal(true);
      await sendKeys({ press: 'h' });
      await part(wall, '.panel');
      await sendKeys({ press: 'h' });
      await until(() => !shadow(wall).querySelector('.panel'));
    });

    it('use the keys anywhere on a page that is nothing but the display', async () => {
      const wall = await show('page-keys');
      await sendKeys({ press: 'ArrowRight' });
      await wall.updateComplete;
      expect(shown(wall)).to.equal('2');
    });

    it('keep their keys inside a view', async () => {
      const wall = await show('page-keys', '<div><input aria-label="x" /></div><p>2</p>');
      (wall.querySelector('input') as HTMLElement).focus();
      await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ type: 'h f' });
      await wall.updateComplete;
      expect(wall.paused).to.equal(false);
      expect(wall.querySelector('input')?.value).to.equal('h f');
      expect(shown(wall)).to.equal('');
      expect(shadow(wall).querySelector('.panel')).to.equal(null);
    });

    it('turn it the other way where they read from the right', async () => {
      const wall = await show('dir="rtl"');
      button(wall, 'base').focus();
      await sendKeys({ press: 'ArrowLeft' });
      await wall.updateComplete;
      expect(shown(wall)).to.equal('2');
    });

    for (const type of ['pointermove', 'touchstart', 'wheel', 'keydown'])
      it(`hold it by ${type}, for as long as they are there`, async () => {
        const wall = await show('hold="30"');
        await pass(wall, 15);
        wall.firstElementChild?.dispatchEvent(new Event(type, { bubbles: true }));
        await pass(wall, 29);
        expect(shown(wall)).to.equal('1');
        await pass(wall, 4);
        expect(shown(wall), 'what was left of the time').to.equal('1');
        await pass(wall, 1);
        expect(shown(wall)).to.equal('2');
      });

    it('see a pointer only while it moves', async () => {
      const wall = await show();
      await pass(wall, 1);
      expect(getComputedStyle(button(wall, 'base')).cursor).to.equal('none');
      wall.dispatchEvent(new Event('pointermove'));
      await wall.updateComplete;
      expect(getComputedStyle(button(wall, 'base')).cursor).not.to.equal('none');
      await pass(wall, 6);
      expect(getComputedStyle(button(wall, 'base')).cursor).to.equal('none');
    });

    it('do not lose the focus with the view that it was in', async () => {
      const wall = await show('hold="0"', '<div><button>in</button></div><p>2</p>');
      (wall.querySelector('button') as HTMLElement).focus();
      await pass(wall, 20);
      expect(shown(wall)).to.equal('2');
      expect(shadow(wall).activeElement).to.equal(button(wall, 'base'));
    });
  });

  describe('an alarm', () => {
    const world = async (attributes = 'hold="0"') => {
      const made = plant({ signedInAs: 'admin@alpenwerk.example' });
      const { nexus } = made;
      for (const { id, status, healthScore } of await nexus.machines.list())
        if (status === 'fault' || (healthScore ?? 100) < 50)
          await nexus.machines.update(id, { status: 'maintenance' });
      const wall = wallOf(
        mountWith(nexus, `<nexus-wall-display ${attributes}>${VIEWS}</nexus-wall-display>`),
      );
      await until(() => shown(wall) === '1');
      const machines = await nexus.machines.list();
      const one = machines.find(({ status }) => status === 'running');
      const two = machines.find(({ status, id }) => status !== 'maintenance' && id !== one?.id);
      if (!one || !two) throw new Error('two machines');
      return { nexus, wall, one, two };
    };
    const alarm = (wall: NexusWallDisplay): string =>
      shadow(wall).querySelector('.alarm-title')?.textContent?.trim() ?? '';

    it('comes to the front, accessible, and leaves when it is over', async () => {
      const { nexus, wall, one } = await world();
      await nexus.machines.update(one.id, { status: 'fault' });
      await until(() => alarm(wall) === `${one.name} needs attention`);
      expect(shown(wall)).to.equal('');
      expect(shadow(wall).querySelector('.alarm-band')?.getAttribute('role')).to.equal('alert');
      expect(shadow(wall).querySelector('nexus-machine-detail')?.getAttribute('machine-id')).to.equal(one.id);
      await expectAccessible(wall);
      await nexus.machines.update(one.id, { status: 'maintenance' });
      await until(() => alarm(wall) === '' && shown(wall) === '1');
    });

    it('stays for its rotations, and is then called in the head', async () => {
      const { nexus, wall, one, two } = await world('hold="0" alarm-rotations="2"');
      await nexus.machines.update(one.id, { status: 'fault' });
      await until(() => alarm(wall) !== '');
      await pass(wall, 39);
      expect(alarm(wall)).not.to.equal('');
      await pass(wall, 1);
      expect([alarm(wall), shown(wall)]).to.deep.equal(['', '1']);
      expect(button(wall, 'alarm-call').textContent).to.contain('1 machine needs attention');
      await pass(wall, 20);
      expect(shown(wall), 'the rotation goes on').to.equal('2');
      await nexus.machines.update(two.id, { status: 'fault' });
      await until(() => alarm(wall) !== '');
      expect(textOf(wall)).to.contain('And 1 more machine').and.contain('2 machines need attention');
    });

    it('lets a person who has stopped the display read on, and calls in the head', async () => {
      const { nexus, wall, one } = await world('paused');
      await nexus.machines.update(one.id, { status: 'fault' });
      await until(() => button(wall, 'alarm-call'));
      expect([alarm(wall), shown(wall)]).to.deep.equal(['', '1']);
      button(wall, 'alarm-call').click();
      await until(() => alarm(wall) !== '');
      (shadow(wall).querySelector('.alarm-band button') as HTMLElement).click();
      await until(() => shown(wall) === '1');
    });

    it('keeps the focus when its button goes', async () => {
      const { nexus, wall, one } = await world();
      await nexus.machines.update(one.id, { status: 'fault' });
      const back = await part(wall, '.alarm-band button');
      back.focus();
      back.click();
      await until(() => alarm(wall) === '');
      expect(shadow(wall).activeElement).to.equal(button(wall, 'base'));
    });

    it('is left to the views with no-alarm', async () => {
      const { nexus, wall, one } = await world('no-alarm hold="0"');
      await nexus.machines.update(one.id, { status: 'fault' });
      await pass(wall, 20);
      await until(() => shown(wall) === '2');
      expect(button(wall, 'alarm-call')).to.equal(null);
    });
  });

  describe('its own health', () => {
    it('is not spoken of while all is well', async () => {
      const wall = wallOf(
        mountWith(plant().nexus, `<nexus-wall-display no-wake-lock>${VIEWS}</nexus-wall-display>`),
      );
      await wall.updateComplete;
      await pass(wall, 30);
      expect(problems(wall)).to.deep.equal([]);
    });

    it('tells of a lost connection, and of none once it is back', async () => {
      const { nexus, data } = plant();
      const wall = wallOf(mountWith(nexus, `<nexus-wall-display no-wake-lock>${VIEWS}</nexus-wall-display>`));
      await until(() => nexus.connection.value.state === 'online');
      await wall.updateComplete;
      data.setConnectionState('reconnecting');
      await until(() => problems(wall).includes('connectionLost'));
      data.setConnectionState('online');
      await until(() => problems(wall).length === 0);
      button(wall, 'details').click();
      await part(wall, '.panel');
      expect(textOf(wall)).to.match(/Connections lost\s*1/);
    });

    it('tells when nothing new has been heard for too long', async () => {
      const { nexus, data } = plant();
      const wall = wallOf(
        mountWith(
          nexus,
          `<nexus-wall-display no-wake-lock no-alarm stale-after="60">${VIEWS}</nexus-wall-display>`,
        ),
      );
      let heard = 0;
      nexus.machines.subscribe(() => {
        heard += 1;
      });
      await until(() => heard > 0);
      await nextFrame();
      await nextFrame();
      await pass(wall, 62);
      expect(problems(wall)).to.deep.equal(['noData']);
      const before = heard;
      data.advance(10_000);
      await until(() => heard > before);
      await nextFrame();
      await nextFrame();
      await pass(wall, 1);
      expect(problems(wall)).to.deep.equal([]);
    });

    it('is calm while all machines rest, as they do at night', () => {
      const health = new DisplayHealth();
      const machines = (['idle', 'offline', 'maintenance'] as const).map((status) => ({
        ...machineAt(0, 0),
        status,
        latest: { machineId: 'm', timestamp: new Date(MORNING).toISOString() },
      }));
      const now = MORNING;
      const after = (list: readonly Machine[]): readonly string[] => {
        health.takeMachines(list, now);
        return health.problems(now + 61_000, 60_000, false);
      };
      expect(after(machines)).to.deep.equal(['atRest']);
      const [one, ...rest] = machines;
      expect(after([...rest, { ...machineAt(0, 0), ...one, status: 'running' }])).to.deep.equal(['noData']);
      expect(after([...rest, { ...machineAt(0, 0), ...one, status: 'fault' }])).to.deep.equal(['noData']);
      health.takeConnection({ state: 'offline', since: new Date(now).toISOString() } as Connection);
      expect(after(machines)).to.deep.equal(['connectionLost']);
    });

    it('tells when the browser refuses to keep the screen on, not for the first minute', async () => {
      const wall = await show();
      await pass(wall, 30);
      expect(problems(wall)).to.deep.equal([]);
      await pass(wall, 40);
      const isRefused = 'wakeLock' in navigator && textOf(wall).includes('switch itself off');
      expect(problems(wall)).to.deep.equal(isRefused ? ['screenMayGo'] : []);
    });

    it('counts sleeps of the device and settings of its clock', async () => {
      const wall = await show();
      await pass(wall, 2);
      clock.sleep(6 * 3_600_000);
      clock.set(MORNING - 3_600_000);
      button(wall, 'details').click();
      await part(wall, '.panel');
      expect(textOf(wall))
        .to.match(/Sleeps of the device\s*1/)
        .and.match(/Clock set\s*1/);
      expect(button(wall, 'details').getAttribute('aria-expanded')).to.equal('true');
      await expectAccessible(wall);
    });
  });
});
