import { expect } from 'chai';
import type { NexusWallDisplay } from '../src/index.ts';
import { page } from '../src/wall-display/page.ts';
import { first, mount, mountWith, nextFrame, plant, shadow, until } from './support/fixture.ts';
import { HandClock } from './support/hand-clock.ts';

const VIEWS = '<p data-title="One">1</p><p data-title="Two">2</p><p data-title="Three">3</p>';
const HOUR = 3_600_000;
const at = (hours: number, minutes = 0): number => new Date(2026, 0, 5, hours, minutes).getTime();

const wallOf = (host: ParentNode): NexusWallDisplay => first(host, 'nexus-wall-display');
const shown = (wall: NexusWallDisplay): string =>
  shadow(wall).querySelector('slot')?.assignedElements()[0]?.textContent ?? '';
const dim = (wall: NexusWallDisplay): Element | null => shadow(wall).querySelector('.dim');

/**
 * Counts what is listened to and not given up again. What is listened to on an element that has left goes with the
 * element, and is not counted.
 */
function countListeners(): { net: () => number; restore: () => void } {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const nets = new Map<EventTarget, number>();
  const count = (target: EventTarget, change: number): void =>
    void nets.set(target, (nets.get(target) ?? 0) + change);
  EventTarget.prototype.addEventListener = function (...given: Parameters<typeof addEventListener>) {
    count(this, 1);
    return addEventListener.apply(this, given);
  };
  EventTarget.prototype.removeEventListener = function (...given: Parameters<typeof removeEventListener>) {
    count(this, -1);
    return removeEventListener.apply(this, given);
  };
  return {
    net: () =>
      [...nets].reduce(
        (sum, [target, net]) => (target instanceof Node && !target.isConnected ? sum : sum + net),
        0,
      ),
    restore: () => Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }),
  };
}

describe('<nexus-wall-display>, night after night', () => {
  let clock: HandClock;
  let reloads = 0;
  const realReload = page.reload;
  beforeEach(() => {
    reloads = 0;
    page.reload = () => {
      reloads += 1;
    };
    clock = new HandClock(at(8));
  });
  afterEach(() => {
    // A display that saw the real day come would load the page anew.
    for (const wall of document.querySelectorAll('nexus-wall-display')) wall.remove();
    clock.restore();
    page.reload = realReload;
  });
  const show = async (attributes = '', views = VIEWS): Promise<NexusWallDisplay> => {
    const wall = wallOf(mount(`<nexus-wall-display hold="0" ${attributes}>${views}</nexus-wall-display>`));
    await wall.updateComplete;
    return wall;
  };
  const pass = async (wall: NexusWallDisplay, seconds: number): Promise<void> => {
    clock.pass(seconds);
    await wall.updateComplete;
  };

  it('turns on for three days without growing', async function () {
    this.timeout(60_000);
    const wall = await show('dim-from="22:00" dim-to="05:30"');
    const nodes = (): number => wall.querySelectorAll('*').length + shadow(wall).querySelectorAll('*').length;
    await pass(wall, 120);
    const [before, timers] = [nodes(), clock.timers];
    const listeners = countListeners();
    let turns = 0;
    try {
      for (let turn = 0; turn < (3 * 86_400) / 20; turn += 1) {
        const was = shown(wall);
        await pass(wall, 20);
        turns += shown(wall) === was ? 0 : 1;
        // The page may draw, collect and answer meanwhile.
        if (turn % 1_000 === 0) await nextFrame();
      }
    } finally {
      listeners.restore();
    }
    expect(turns).to.equal(12_960);
    expect(listeners.net()).to.be.at.most(2);
    expect(clock.timers).to.equal(timers);
    expect(nodes()).to.equal(before);
  });

  it('turns a thousand times through its own views without growing', async function () {
    this.timeout(60_000);
    const { nexus, data } = plant();
    const wall = wallOf(mountWith(nexus, '<nexus-wall-display hold="0" no-alarm></nexus-wall-display>'));
    await until(() => shadow(wall).querySelector('[data-view=machines]'));
    // One whole round, so that everything is there that will be.
    for (let view = 0; view < 3; view += 1) {
      await pass(wall, 20);
      for (let frame = 0; frame < 5; frame += 1) await nextFrame();
    }
    const deep = (root: ParentNode): number =>
      [...root.querySelectorAll('*')].reduce(
        (sum, node) => sum + 1 + (node.shadowRoot ? deep(node.shadowRoot) : 0),
        0,
      );
    const before = deep(shadow(wall));
    const listeners = countListeners();
    try {
      for (let turn = 0; turn < 999; turn += 1) {
        if (turn % 20 === 0) data.advance(2_000);
        await pass(wall, 20);
        if (turn % 10 === 0) await nextFrame();
      }
      for (let frame = 0; frame < 5; frame += 1) await nextFrame();
    } finally {
      listeners.restore();
    }
    // What is listened to follows the machines on show, not the turns.
    expect(listeners.net()).to.be.below(100);
    expect(deep(shadow(wall))).to.be.below(before * 1.5 + 50);
  });

  it('keeps in step with the clock though its timers come late', async () => {
    const wall = await show('interval="10"');
    for (let look = 0; look < 100; look += 1) {
      clock.sleep(3_700);
      await wall.updateComplete;
    }
    // 370 s, 37 turns of ten seconds: the first of three views again after 36.
    expect(shown(wall)).to.equal('2');
  });

  it('gives the view its full time after a sleep, and when the clock is set', async () => {
    const wall = await show();
    await pass(wall, 15);
    clock.sleep(5 * HOUR);
    await pass(wall, 19);
    expect(shown(wall)).to.equal('1');
    await pass(wall, 1);
    expect(shown(wall)).to.equal('2');
    clock.set(at(2));
    await pass(wall, 19);
    expect(shown(wall)).to.equal('2');
    await pass(wall, 1);
    expect(shown(wall)).to.equal('3');
  });

  it('stops its timer and gives up the page when it leaves, and goes on when it is back', async () => {
    const listeners = countListeners();
    const wall = await show();
    const parent = wall.parentElement as HTMLElement;
    const [timers, net] = [clock.timers, listeners.net()];
    wall.remove();
    expect(clock.timers).to.equal(timers - 1);
    parent.append(wall);
    wall.remove();
    parent.append(wall);
    await wall.updateComplete;
    listeners.restore();
    expect(clock.timers).to.equal(timers);
    expect(listeners.net()).to.be.at.most(net + 1);
    await pass(wall, 20);
    expect(shown(wall)).to.equal('2');
  });

  describe('dimmed', () => {
    it('is it between two times of day, over midnight', async () => {
      const wall = await show('dim-from="22:00" dim-to="05:30"');
      for (const [hours, minutes, isDim] of [
        [21, 59, false],
        [22, 0, true],
        [23, 59, true],
        [0, 30, true],
        [5, 29, true],
        [5, 30, false],
        [12, 0, false],
      ] as const) {
        clock.set(at(hours, minutes));
        await wall.updateComplete;
        expect(dim(wall) !== null, `${hours}:${minutes}`).to.equal(isDim);
      }
    });

    it('is never without two times, or with such that are none', async () => {
      for (const attributes of [
        'dim-from="00:00"',
        'dim-from="0:00" dim-to="25:00"',
        'dim-from="x" dim-to="y"',
        '',
      ])
        expect(dim(await show(attributes)), attributes).to.equal(null);
    });

    it('is it not while somebody is there, and not for an alarm', async () => {
      const { nexus } = plant();
      const [machine] = await nexus.machines.list();
      clock.set(at(23));
      const wall = wallOf(
        mountWith(
          nexus,
          `<nexus-wall-display hold="30" no-alarm dim-from="22:00" dim-to="05:30">${VIEWS}</nexus-wall-display>`,
        ),
      );
      await until(() => dim(wall));
      wall.dispatchEvent(new Event('pointermove'));
      await until(() => !dim(wall));
      await pass(wall, 31);
      expect(dim(wall)).to.exist;
      wall.noAlarm = false;
      await nexus.machines.update(machine?.id ?? '', { status: 'maintenance' });
      await nexus.machines.update(machine?.id ?? '', { status: 'fault' });
      await until(() => shadow(wall).querySelector('.alarm-band'));
      expect(dim(wall)).to.equal(null);
    });
  });

  describe('reload-at', () => {
    it('loads the page anew once a day, and never without being asked', async () => {
      const silent = await show();
      const wall = await show('reload-at="09:00"');
      await pass(wall, 3_599);
      expect(reloads).to.equal(0);
      await pass(wall, 2);
      expect(reloads).to.equal(1);
      clock.set(at(8) + 24 * HOUR);
      await pass(wall, 3_500);
      expect(reloads).to.equal(1);
      await pass(wall, 200);
      expect(reloads).to.equal(2);
      silent.remove();
    });

    it('waits for the connection, and says so', async () => {
      const { nexus, data } = plant();
      const wall = wallOf(
        mountWith(
          nexus,
          `<nexus-wall-display hold="0" no-alarm reload-at="09:00">${VIEWS}</nexus-wall-display>`,
        ),
      );
      await until(() => nexus.connection.value.state === 'online');
      await pass(wall, 3_000);
      data.setConnectionState('offline');
      await pass(wall, 900);
      expect(reloads).to.equal(0);
      expect(shadow(wall).querySelector('[data-problem=reloadWaits]')).to.exist;
      data.setConnectionState('online');
      await pass(wall, 1);
      expect(reloads).to.equal(1);
      await pass(wall, 1);
      expect(shadow(wall).querySelector('[data-problem=reloadWaits]')).to.equal(null);
    });

    it('waits until nobody is at the display', async () => {
      const wall = await show('reload-at="08:01"');
      wall.hold = 30;
      await pass(wall, 50);
      wall.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
      await pass(wall, 20);
      expect(reloads).to.equal(0);
      await pass(wall, 12);
      expect(reloads).to.equal(1);
    });

    it('does not wait for somebody who has stopped the rotation and left', async () => {
      await pass(await show('paused reload-at="08:01"'), 62);
      expect(reloads).to.equal(1);
    });
  });

  it('moves by a pixel or two with each view, so that nothing burns in', async () => {
    const wall = await show();
    const frame = shadow(wall).querySelector('.frame') as HTMLElement;
    const places = new Set<string>();
    for (let turn = 0; turn < 8; turn += 1) {
      places.add(getComputedStyle(frame).translate);
      await pass(wall, 20);
    }
    expect(places.size).to.be.at.least(6);
    for (const place of places)
      for (const length of place.match(/-?[\d.]+/g) ?? []) expect(Math.abs(Number(length))).to.be.at.most(2);
  });

  it('keeps the screen on, and asks again when it is back in sight', async () => {
    const asked: EventTarget[] = [];
    const real = Object.getOwnPropertyDescriptor(navigator, 'wakeLock');
    Object.defineProperty(navigator, 'wakeLock', {
      configurable: true,
      value: {
        request: async () => {
          const lock = Object.assign(new EventTarget(), {
            release: async () => lock.dispatchEvent(new Event('release')),
          });
          asked.push(lock);
          return lock;
        },
      },
    });
    try {
      const wall = await show();
      await pass(wall, 2);
      await until(() => asked.length === 1);
      await pass(wall, 60);
      expect(asked.length).to.equal(1);
      asked[0]?.dispatchEvent(new Event('release'));
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => asked.length === 2);
      let released = false;
      asked[1]?.addEventListener('release', () => {
        released = true;
      });
      await pass(wall, 1);
      wall.remove();
      await until(() => released);
      expect(asked.length).to.equal(2);
      const without = await show('no-wake-lock');
      await pass(without, 5);
      expect(asked.length).to.equal(2);
    } finally {
      if (real) Object.defineProperty(navigator, 'wakeLock', real);
      else Reflect.deleteProperty(navigator, 'wakeLock');
    }
  });
});
