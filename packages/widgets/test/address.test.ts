// Early by its name: the runner loads one file after the other into the same page, and Chromium keeps 50 steps of its
// history. Beyond that, a step back may lead out of the tests.
import { expect } from 'chai';
import { createView, linkViewToUrl, type TimeRange } from '../src/index.ts';
import { until } from './support/fixture.ts';

const HOUR_MS = 3_600_000;

describe('linkViewToUrl', () => {
  const home = location.href;
  const stops: (() => void)[] = [];
  const link = (...given: Parameters<typeof linkViewToUrl>): void => {
    stops.push(linkViewToUrl(...given));
  };
  const go = (url: string): void => history.replaceState({ router: 1 }, '', url);
  const back = async (): Promise<void> => {
    const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.back();
    await gone;
  };
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    history.replaceState(null, '', home);
  });

  it('takes over what the address says', () => {
    go('?a=1&nexus-range=8h&nexus-machine=m%201#part');
    const view = createView({ machineId: 'other' });
    link(view);
    expect(view.value).to.deep.include({ range: { lastMs: 8 * HOUR_MS }, machineId: 'm 1' });
  });

  for (const [text, range] of [
    ['45s', { lastMs: 45_000 }],
    ['90min', { lastMs: 90 * 60_000 }],
    ['7d', { lastMs: 7 * 24 * HOUR_MS }],
    ['1234ms', { lastMs: 1_234 }],
    [
      '2026-01-05T06:00:00.000Z..2026-01-05T14:00:00.000Z',
      { from: Date.parse('2026-01-05T06:00Z'), to: Date.parse('2026-01-05T14:00Z') },
    ],
  ] as readonly [string, TimeRange][])
    it(`writes ${text} and reads it again`, () => {
      go('?keep=%20x');
      link(createView({ range }));
      expect(location.search).to.equal(`?keep=%20x&nexus-range=${text}`);
      const view = createView();
      link(view);
      expect(view.value.range).to.deep.equal(range);
    });

  for (const garbage of [
    'soon',
    '0h',
    '8',
    '-8h',
    '99999999999999d',
    'x..y',
    '2026..2025',
    '1..2..3',
    '%E0%A4%A',
  ])
    it(`ignores ${garbage}`, () => {
      go(`?nexus-range=${garbage}`);
      const view = createView({ range: { lastMs: HOUR_MS } });
      link(view);
      expect(view.value.range).to.deep.equal({ lastMs: HOUR_MS });
      expect(location.search).to.equal('?nexus-range=1h');
    });

  it('makes a step of another machine, none of another range, and goes back', async () => {
    go('?keep=1');
    const view = createView();
    link(view);
    const steps = history.length;
    view.set({ range: { lastMs: HOUR_MS } });
    await until(() => location.search === '?keep=1&nexus-range=1h');
    expect(history.length).to.equal(steps);
    expect(history.state).to.deep.equal({ router: 1 });
    view.set({ machineId: 'a' });
    expect(location.search).to.equal('?keep=1&nexus-range=1h&nexus-machine=a');
    expect(history.length).to.equal(Math.min(50, steps + 1));
    view.set({ machineId: 'b' });
    await back();
    expect(view.value.machineId).to.equal('a');
    await back();
    expect(view.value).to.deep.include({ machineId: '', range: { lastMs: HOUR_MS } });
  });

  it('leaves the cursor out, and the address alone while it moves', async () => {
    go('?keep=1');
    const view = createView();
    link(view);
    view.set({ cursor: 5 });
    view.set({ machineId: 'a', cursor: 6 });
    expect(location.search).to.equal('?keep=1&nexus-machine=a');
  });

  it('writes a range that is dragged now and then, and in the end as it is', async () => {
    go('?');
    const view = createView();
    let writes = 0;
    const real = history.replaceState;
    link(view);
    history.replaceState = function (...given: Parameters<typeof real>) {
      writes += 1;
      return real.apply(this, given);
    };
    for (let step = 1; step <= 200; step += 1) view.set({ range: { lastMs: step * 1_000 } });
    await until(() => location.search.includes('200s'));
    history.replaceState = real;
    expect(writes).to.equal(1);
  });

  it('lives in the hash beside a router or an anchor, under a prefix of its own', () => {
    go('#/machines/7?tab=a');
    const view = createView({ machineId: 'm' });
    link(view, { where: 'hash', prefix: 'v.' });
    expect(location.hash).to.equal('#/machines/7?tab=a&v.machine=m');
    view.set({ machineId: '' });
    expect(location.hash).to.equal('#/machines/7?tab=a');
    go('#/machines');
    view.set({ machineId: 'n' });
    expect(location.hash).to.equal('#/machines?v.machine=n');
  });

  it('stops', async () => {
    go('?keep=1');
    const view = createView();
    const stop = linkViewToUrl(view);
    view.set({ machineId: 'a' });
    stop();
    view.set({ machineId: 'b' });
    expect(location.search).to.equal('?keep=1&nexus-machine=a');
    await back();
    expect(view.value.machineId).to.equal('b');
  });
});
