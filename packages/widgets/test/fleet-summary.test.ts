import type { Machine, Nexus } from '@nexus-mfg/sdk';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { tallyFleet, worstMachines } from '../src/fleet-summary/tally.ts';
import { createView, type NexusFleetSummary, type NexusMachineSelectEvent } from '../src/index.ts';
import { machineAt } from './floor-plan-machines.ts';
import { expectAccessible } from './support/accessible.ts';
import { first, mountWith, part, plant, shadow, textOf, until } from './support/fixture.ts';

function summaryOf(nexus: Nexus, attributes = ''): NexusFleetSummary {
  return first(
    mountWith(nexus, `<nexus-fleet-summary ${attributes}></nexus-fleet-summary>`),
    'nexus-fleet-summary',
  );
}

/** An instance that shows these machines. */
function showing(nexus: Nexus, machines: readonly Machine[]): Nexus {
  const subscribe: Nexus['machines']['subscribe'] = (listener) => {
    listener(machines);
    return () => {};
  };
  return { ...nexus, machines: { ...nexus.machines, subscribe } };
}

const entries = (summary: NexusFleetSummary): HTMLElement[] => [
  ...shadow(summary).querySelectorAll<HTMLElement>('.machine'),
];
const withChange = (change: Partial<Machine>, name = 'Machine'): Machine => ({
  ...machineAt(0, 0, name),
  ...change,
});

describe('Fleet in numbers', () => {
  it('counts states, what needs a look, freshness, and the mean of the scores there are', () => {
    const tally = tallyFleet([
      withChange({ status: 'fault', healthScore: null }),
      withChange({ healthScore: 70, freshness: 'stale' }),
      withChange({ healthScore: 90 }),
      withChange({ status: 'maintenance', healthScore: 20 }),
    ]);
    expect(tally.statuses).to.deep.equal({ running: 2, idle: 0, fault: 1, maintenance: 1, offline: 0 });
    expect(tally.freshness).to.deep.equal({ live: 3, stale: 1, offline: 0, buffered: 0 });
    expect([tally.attention, tally.judged, tally.averageHealth]).to.deep.equal([2, 3, 60]);
    expect(tallyFleet([]).averageHealth).to.equal(null);
  });

  it('ranks faults first, then the lowest scores, then by name', () => {
    const fault = withChange({ status: 'fault', healthScore: 99 });
    const low = withChange({ healthScore: 10 });
    const [a, b] = [withChange({ healthScore: 50 }, 'A'), withChange({ healthScore: 50 }, 'B')];
    const resting = withChange({ status: 'maintenance', healthScore: 1 });
    const unknown = withChange({ healthScore: null });
    expect(worstMachines([b, unknown, a, resting, low, fault], 5)).to.deep.equal([fault, low, a, b]);
    expect(worstMachines([b, a, low, fault], 2)).to.deep.equal([fault, low]);
  });
});

describe('<nexus-fleet-summary>', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  describe('accessibility', () => {
    it('is accessible with all sections', async () => {
      const summary = summaryOf(plant().nexus);
      await part(summary, '.figure');
      await expectAccessible(summary);
    });
  });

  describe('properties', () => {
    it('shows all sections unless told otherwise', async () => {
      const summary = summaryOf(plant().nexus);
      expect(summary.show).to.equal('status worst energy');
      expect(summary.unlinked).to.equal(false);
      await part(summary, '.section');
      expect(shadow(summary).querySelectorAll('.section')).to.have.length(3);
    });

    it('shows the sections that are named, in that order, and no other', async () => {
      const { nexus } = plant();
      let asked = 0;
      const series: Nexus['telemetry']['series'] = (...given) => {
        asked += 1;
        return nexus.telemetry.series(...given);
      };
      const summary = summaryOf(
        { ...nexus, telemetry: { ...nexus.telemetry, series } },
        'show="worst nonsense status"',
      );
      await part(summary, '.machine');
      const titles = [...shadow(summary).querySelectorAll('.section')].map((section) =>
        section.getAttribute('part'),
      );
      expect(titles).to.deep.equal(['section worst', 'section status']);
      expect(asked).to.equal(0);
    });

    it('names itself as told', async () => {
      const summary = summaryOf(plant().nexus, 'label="Hall 2"');
      expect((await part(summary, '.base')).getAttribute('aria-label')).to.equal('Hall 2');
    });
  });

  describe('state', () => {
    it('counts the machines of the plant by state', async () => {
      const { nexus } = plant();
      const summary = summaryOf(nexus);
      await part(summary, '.counts');
      const running = (await nexus.machines.list()).filter(({ status }) => status === 'running').length;
      expect(shadow(summary).querySelector('.counts [data-status=running] .count')?.textContent).to.equal(
        String(running),
      );
      expect(textOf(summary)).to.contain('State 28 machines');
    });

    it('says how many of the machines have a score', async () => {
      const { nexus } = plant();
      const summary = summaryOf(
        showing(nexus, [withChange({ healthScore: 40 }), withChange({ healthScore: null })]),
        'show="status"',
      );
      await until(() => textOf(summary).includes('of 1 of 2 with a score'));
      expect(textOf(summary)).to.contain('1 needs a look');
    });

    it('counts what is not live', async () => {
      const { nexus, data } = plant();
      const summary = summaryOf(nexus);
      await part(summary, '.counts');
      data.setOffline(true);
      await until(() => textOf(summary).includes('No connection. These are the last known values.'));
      expect(shadow(summary).querySelector('.fresh [data-freshness=offline] .count')?.textContent).to.equal(
        '28',
      );
    });
  });

  describe('worst machines', () => {
    it('lists five with health and the first reason, and no more', async () => {
      const { nexus } = plant();
      const summary = summaryOf(nexus);
      await part(summary, '.machine');
      expect(entries(summary)).to.have.length(5);
      const machines = await nexus.machines.list();
      expect(entries(summary)[0]?.dataset.id).to.equal(worstMachines(machines, 5)[0]?.id);
      // Which machine is in fault depends on the hour, and so does the order of equals; a fault has reasons of its own.
      const shown = entries(summary).map((entry) => ({
        text: entry.textContent,
        machine: machines.find(({ id }) => id === entry.dataset.id),
      }));
      const judged = shown.find(({ machine }) => machine?.status !== 'fault');
      // The plant is a function of the time: what was read a moment later has other figures.
      const withoutFigures = (text: string | null | undefined): string =>
        (text ?? '').replace(/[\d.]+/g, '#');
      expect(withoutFigures(judged?.text)).to.contain(
        withoutFigures(judged?.machine?.healthParts[0]?.reason),
      );
    });

    it('tells the page and the neighbours which one is chosen, by key too', async () => {
      const summary = summaryOf(plant().nexus);
      const view = createView();
      summary.view = view;
      const heard: string[] = [];
      summary.addEventListener('nexus-machine-select', (event: NexusMachineSelectEvent) =>
        heard.push(event.machineId),
      );
      await part(summary, '.machine');
      const [a, b] = entries(summary);
      a?.click();
      expect(view.value.machineId).to.equal(a?.dataset.id);
      b?.focus();
      await sendKeys({ press: 'Enter' });
      expect(heard).to.deep.equal([a?.dataset.id, b?.dataset.id]);
      await until(() => b?.getAttribute('aria-pressed') === 'true');
    });

    it('leaves the view as it is when the page says no, or when unlinked', async () => {
      const summary = summaryOf(plant().nexus);
      const view = createView();
      summary.view = view;
      const refuse = (event: Event): void => event.preventDefault();
      summary.addEventListener('nexus-machine-select', refuse);
      await part(summary, '.machine');
      entries(summary)[0]?.click();
      expect(view.value.machineId).to.equal('');
      summary.removeEventListener('nexus-machine-select', refuse);
      summary.unlinked = true;
      await summary.updateComplete;
      entries(summary)[0]?.click();
      expect(view.value.machineId).to.equal('');
      await until(() => entries(summary)[0]?.getAttribute('aria-pressed') === 'true');
    });

    it('explains a fault of which nothing else is known', async () => {
      const summary = summaryOf(
        showing(plant().nexus, [withChange({ status: 'fault', healthScore: null })]),
        'show="worst"',
      );
      await until(() => textOf(summary).includes('The machine reports a fault.'));
    });
  });

  describe('energy', () => {
    it('tells an estimate with its unit, what it covers, when, and how', async () => {
      const summary = summaryOf(plant().nexus);
      expect((await part(summary, '.figure')).textContent).to.match(/^≈ [\d,]+ kWh$/);
      const text = textOf(summary);
      expect(text).to.contain('28 of 28 machines');
      expect(text).to.contain('Counted this minute');
      expect(text).to.contain('The mean energy of a reading');
      expect(shadow(summary).querySelectorAll('.hour')).to.have.length(24);
      expect(shadow(summary).querySelectorAll('tbody tr')).to.have.length(24);
    });

    it('says that readings are not for this role, while the rest works', async () => {
      const summary = summaryOf(plant({ signedInAs: 'sales@alpenwerk.example' }).nexus);
      await part(summary, '[data-phase=refused]');
      expect(textOf(summary)).to.contain('Your role does not include readings');
      expect(entries(summary)).to.have.length(5);
    });

    it('says what failed, while the rest works, and tries again when asked', async () => {
      const { nexus } = plant();
      let fails = true;
      const series: Nexus['telemetry']['series'] = async (...given) => {
        if (fails) throw Object.assign(new Error('No.'), { code: 'plan_feature' });
        return nexus.telemetry.series(...given);
      };
      const summary = summaryOf({ ...nexus, telemetry: { ...nexus.telemetry, series } });
      await part(summary, '[data-phase=failed]');
      expect(textOf(summary)).to.contain('Not in your plan');
      expect(entries(summary)).to.have.length(5);
      await expectAccessible(summary);
      fails = false;
      (await part(summary, '.trouble .button')).click();
      await part(summary, '.figure');
    });

    it('shows how far it has come, and stops when asked', async () => {
      const { nexus } = plant();
      const series: Nexus['telemetry']['series'] = (_params, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        });
      const summary = summaryOf({ ...nexus, telemetry: { ...nexus.telemetry, series } });
      const bar = await part<HTMLProgressElement>(summary, 'progress');
      expect(bar.max).to.equal(28);
      (await part(summary, '.counting .button')).click();
      await until(() => textOf(summary).includes('Count for 28 machines'));
    });

    it('waits to be asked in a fleet of thousands', async () => {
      const { nexus } = plant();
      let asked = 0;
      const series: Nexus['telemetry']['series'] = async () => {
        asked += 1;
        throw Object.assign(new Error('Gone.'), { code: 'not_found' });
      };
      const machines = Array.from({ length: 251 }, () => {
        const machine = machineAt(0, 0);
        return { ...machine, latest: { machineId: machine.id, timestamp: new Date().toISOString() } };
      });
      const summary = summaryOf(showing({ ...nexus, telemetry: { ...nexus.telemetry, series } }, machines));
      const ask = await until(() =>
        shadow(summary).querySelector<HTMLElement>('[data-phase=asking] .button'),
      );
      expect(asked).to.equal(0);
      ask.click();
      await until(() => textOf(summary).includes('No machine has energy readings'));
      expect(asked).to.equal(251);
      expect(textOf(summary)).to.contain('251 machines that could not be read');
    });

    it('forgets the energy of who signed out', async () => {
      const { nexus } = plant();
      const summary = summaryOf(nexus);
      await part(summary, '.figure');
      await nexus.session.signOut();
      await until(() => textOf(summary).includes('Signed out'));
      await nexus.session.signIn({ email: 'sales@alpenwerk.example', password: 'nexus-demo-2026' });
      await part(summary, '[data-phase=refused]');
      expect(shadow(summary).querySelector('.figure')).to.equal(null);
    });
  });

  describe('states', () => {
    it('tries again when asked', async () => {
      const { nexus, data } = plant();
      data.failNext('permission_denied');
      const summary = summaryOf(nexus);
      (await part(summary, '.state .button')).click();
      await part(summary, '.machine');
    });

    it('fits a card of 280 px without cutting off', async () => {
      const summary = summaryOf(plant().nexus);
      summary.style.inlineSize = '280px';
      await part(summary, '.figure');
      const base = await part(summary, '.base');
      expect(base.scrollWidth).to.be.at.most(280);
      for (const entry of entries(summary)) expect(entry.scrollWidth).to.be.at.most(280);
    });
  });
});
