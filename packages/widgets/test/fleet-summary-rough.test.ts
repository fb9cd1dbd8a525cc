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
