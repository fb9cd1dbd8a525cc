import { expect } from 'chai';
import type { NexusWallDisplay } from '../src/index.ts';
import { Alarms } from '../src/wall-display/alarms.ts';
import { Rotation } from '../src/wall-display/rotation.ts';
import { ScreenWakeLock } from '../src/wall-display/wake-lock.ts';
import { machineAt } from './floor-plan-machines.ts';
import { first, mountWith, plant, shadow, textOf, until } from './support/fixture.ts';

const VIEWS = '<p data-title="One">1</p><p data-title="Two">2</p>';

describe('<nexus-wall-display>, when things go badly', () => {
  it('is not called to the front again and again by a machine whose health flaps', () => {
    const alarms = new Alarms();
    const well = { ...machineAt(0, 0), id: 'm', healthScore: 51 };
    const ill = { ...well, healthScore: 49 };
    let calls = 0;
    for (let second = 0; second < 120; second += 2) {
      if (alarms.take([ill], second * 1_000)) calls += 1;
      alarms.take([well], (second + 1) * 1_000);
    }
    expect(calls).to.equal(1);
    expect(alarms.take([ill], 3_600_000), 'an hour later it is news').to.equal(true);
    expect(alarms.take([ill, { ...ill, id: 'other' }], 3_601_000), 'another one is news').to.equal(true);
  });

  it('tells nothing of the alarm of who was signed in before', async () => {
    const { nexus } = plant();
    const host = mountWith(nexus, `<nexus-wall-display hold="0" no-wake-lock>${VIEWS}</nexus-wall-display>`);
    const wall: NexusWallDisplay = first(host, 'nexus-wall-display');
    const [one] = (await nexus.machines.list()).filter(({ status }) => status === 'running');
    await nexus.machines.update(one?.id ?? '', { status: 'fault' });
    await until(() => shadow(wall).querySelector('.alarm-title, .alarm-call'));
    await nexus.session.signOut();
    await until(() => shadow(wall).querySelector('.alarm-title, .alarm-call') === null);
    expect(textOf(wall)).not.to.contain(one?.name);
  });

  it('shows each view for its time when a long one has gone', () => {
    let durations = [3_600_000, 20_000, 20_000];
    const rotation = new Rotation(() => durations, 0);
    for (let now = 1_000; now <= 1_800_000; now += 1_000) rotation.look(now, false);
    durations = [20_000, 20_000];
    let turns = 0;
    for (let now = 1_801_000; now <= 1_840_000; now += 1_000) if (rotation.look(now, false)) turns += 1;
    expect(turns).to.be.at.most(2);
  });

  it('does not ask each second for a screen that the browser refuses to keep on', async () => {
    const real = Object.getOwnPropertyDescriptor(navigator, 'wakeLock');
    const now = performance.now;
    let asked = 0;
    let running = now.call(performance);
    Object.defineProperty(navigator, 'wakeLock', {
      configurable: true,
      value: {
        request: () => {
          asked += 1;
          return Promise.reject(new DOMException('No.', 'NotAllowedError'));
        },
      },
    });
    performance.now = () => running;
    try {
      const lock = new ScreenWakeLock(() => {});
      for (let second = 0; second < 60; second += 1) {
        lock.look(true);
        await Promise.resolve();
        await Promise.resolve();
        await Promise.resolve();
        running += 1_000;
      }
      expect(asked).to.equal(2);
    } finally {
      performance.now = now;
      if (real) Object.defineProperty(navigator, 'wakeLock', real);
      else Reflect.deleteProperty(navigator, 'wakeLock');
    }
  });
});
