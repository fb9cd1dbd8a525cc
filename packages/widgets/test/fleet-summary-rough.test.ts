import type { Machine, Nexus } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { EnergyBook } from '../src/fleet-summary/energy-book.ts';
import type { NexusFleetSummary } from '../src/index.ts';
import { machineAt } from './floor-plan-machines.ts';
import { first, mountWith, nextFrame, part, plant, shadow, until } from './support/fixture.ts';

describe('Energy of a fleet, when it cannot be read', () => {
  const failing = (nexus: Nexus, code: string): { nexus: Nexus; asked: () => number } => {
    let asked = 0;
    const current: Nexus['tenant']['current'] = async () => {
      asked += 1;
      throw Object.assign(new Error('No.'), { code });
    };
    return { nexus: { ...nexus, tenant: { ...nexus.tenant, current } }, asked: () => asked };
  };

  it('does not ask with each drawing while the page says that it is online', async () => {
    const { connection, ...rest } = plant().nexus;
    const online: Nexus['connection'] = {
      value: { ...connection.value, state: 'online', since: new Date(Date.now() - 1).toISOString() },
      subscribe: () => () => {},
    };
    const { nexus, asked } = failing({ ...rest, connection: online }, 'network_unreachable');
    const machines: Machine[] = [machineAt(0, 0)];
    const book = new EnergyBook(() => {});
    for (let drawing = 0; drawing < 20; drawing += 1) {
      book.follow(nexus, machines);
      await nextFrame();
    }
    expect(asked()).to.equal(1);
  });

  it('tries again by itself when another hour is full: nobody is at a wall at night', async () => {
    const { nexus, asked } = failing(plant().nexus, 'server_error');
    const { now } = Date;
    const machines: Machine[] = [machineAt(0, 0)];
    const book = new EnergyBook(() => {});
    book.follow(nexus, machines);
    await until(() => book.state.phase === 'failed');
    book.follow(nexus, machines);
    expect(asked()).to.equal(1);
    const later = now() + 3_600_000;
    Date.now = () => later;
    try {
      book.follow(nexus, machines);
      expect(asked()).to.equal(2);
    } finally {
      Date.now = now;
    }
  });
});

describe('Energy of a fleet, counted while it began to report', () => {
  const HOUR = 3_600_000;
  const { now } = Date;
  let time = 0;
  let passMs = 0;
  beforeEach(() => {
    time = Date.UTC(2026, 10, 24, 12, 0, 5);
    Date.now = () => time;
  });
  afterEach(() => {
    Date.now = now;
  });

  /** A machine that has always sent once a minute, and sends every `passMs` since noon. */
  function reporting(): { nexus: Nexus; machine: () => Machine; counted: () => number } {
    const { nexus } = plant();
    let counted = 0;
    const noon = Date.UTC(2026, 10, 24, 12);
    const timesOf = (): number[] => {
      const past = Array.from({ length: 200 }, (_, index) => noon - (200 - index) * 60_000);
      const since = Math.floor((time - noon) / passMs);
      return [...past, ...Array.from({ length: since }, (_, index) => noon + (index + 1) * passMs)];
    };
    const series: Nexus['telemetry']['series'] = async ({ machineId, from, to, maxPoints }) => {
      const isProbe = maxPoints === 4_000;
      if (!isProbe) counted += 1;
      const all = isProbe
        ? timesOf().filter((at) => at >= Date.parse(from) && at < Date.parse(to))
        : Array.from({ length: 25 }, (_, hour) => noon - (25 - hour) * HOUR);
      const values = Float64Array.from(all, () => 1);
      return {
        machineId,
        times: Float64Array.from(all),
        metrics: { power_kwh: { mean: values, min: values, max: values } },
        resolution: isProbe ? 'raw' : 'bucket',
        source: 'rollup',
        bucketMs: HOUR,
      };
    };
    const machine = { ...machineAt(0, 0), id: 'm' };
    return {
      nexus: { ...nexus, telemetry: { ...nexus.telemetry, series } },
      machine: () => ({
        ...machine,
        latest: { machineId: 'm', timestamp: new Date(timesOf().at(-1) ?? noon).toISOString() },
      }),
      counted: () => counted,
    };
  }

  it('is counted again soon when its machines could not be counted yet', async () => {
    passMs = 2_000;
    const { nexus, machine, counted } = reporting();
    const book = new EnergyBook(() => {});
    book.follow(nexus, [machine()]);
    await until(() => book.state.phase === 'ready');
    expect(book.report?.leftOut.uneven).to.equal(1);
    time += 30_000;
    book.follow(nexus, [machine()]);
    expect(counted()).to.equal(1);
    time += 40_000;
    book.follow(nexus, [machine()]);
    await until(() => book.report?.counted === 1);
    expect(book.report?.kwh).to.be.closeTo(24 * (HOUR / 2_000), 1e-6);
    time += 600_000;
    book.follow(nexus, [machine()]);
    expect(counted()).to.equal(2);
  });

  it('is counted again when the machine turns out to report oftener than was counted with', async () => {
    passMs = 10_000;
    const { nexus, machine, counted } = reporting();
    const book = new EnergyBook(() => {});
    // Nothing has come since noon: all there is to see is the past, once a minute.
    book.follow(nexus, [machine()]);
    await until(() => book.state.phase === 'ready');
    expect(book.report?.kwh).to.be.closeTo(24 * 60, 1e-6);
    for (let second = 0; second < 400; second += 10) {
      time += 10_000;
      book.follow(nexus, [machine()]);
      await until(() => book.state.phase === 'ready');
    }
    expect(book.report?.kwh).to.be.closeTo(24 * 360, 1e-6);
    expect(counted()).to.be.at.most(3);
  });

  it('is not counted again and again for a machine that will never be even', async () => {
    passMs = 2_000;
    const { nexus, counted } = reporting();
    const uneven: Machine = {
      ...machineAt(0, 0),
      latest: { machineId: 'm', timestamp: new Date(time).toISOString() },
    };
    const none: Nexus['telemetry']['series'] = async (params, options) => ({
      ...(await nexus.telemetry.series({ ...params, to: params.from }, options)),
      ...(params.maxPoints !== 4_000 && (await nexus.telemetry.series(params, options))),
    });
    const book = new EnergyBook(() => {});
    const wired = { ...nexus, telemetry: { ...nexus.telemetry, series: none } };
    for (let minute = 0; minute < 55; minute += 1) {
      book.follow(wired, [uneven]);
      await until(() => book.state.phase === 'ready');
      time += 60_000;
    }
    expect(book.report?.leftOut.uneven).to.equal(1);
    expect(counted()).to.be.at.most(8);
  });
});

describe('<nexus-fleet-summary>, the machines to look at first', () => {
  it('keep the focus on the machine and not on the place when another one gets worse', async () => {
    const { nexus } = plant();
    const host = mountWith(nexus, '<nexus-fleet-summary show="worst" unlinked></nexus-fleet-summary>');
    const summary: NexusFleetSummary = first(host, 'nexus-fleet-summary');
    await part(summary, '.machine');
    const buttons = (): HTMLElement[] => [...shadow(summary).querySelectorAll<HTMLElement>('.machine')];
    const focusedId = (): string | undefined =>
      (shadow(summary).activeElement as HTMLElement | null)?.dataset.id;
    const listed = new Set(buttons().map(({ dataset }) => dataset.id));
    const third = buttons()[2];
    third?.focus();
    const id = third?.dataset.id;
    const other = (await nexus.machines.list()).find(
      (one) => !listed.has(one.id) && one.status === 'running',
    );
    await nexus.machines.update(other?.id ?? '', { status: 'fault' });
    await until(() => buttons().some(({ dataset }) => dataset.id === other?.id));
    expect(focusedId()).to.equal(id);
  });
});
