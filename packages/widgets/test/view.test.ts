import { expect } from 'chai';
import { ViewController } from '../src/controllers/view-controller.ts';
import {
  createView,
  linkViewToUrl,
  NexusElement,
  setDefaultNexus,
  type TimeRange,
  type View,
  type ViewState,
} from '../src/index.ts';
import { first, mount, nextFrame, plant, until } from './support/fixture.ts';

const HOUR_MS = 3_600_000;

/** Draws nothing but how often it was drawn. */
class TestFollower extends NexusElement {
  static readonly baseName: string = 'test-follower';
  unlinked = false;
  draws = 0;
  readonly looks: ViewController = new ViewController(this, ['range', 'machineId']);

  protected override render(): string {
    this.draws += 1;
    return this.looks.state?.machineId ?? '-';
  }
}
customElements.define('test-follower', TestFollower);

const follower = (root: ParentNode): TestFollower => root.querySelector('test-follower') as TestFollower;
const said = (element: TestFollower): string => element.shadowRoot?.textContent?.trim() ?? '';

describe('createView', () => {
  it('begins with nothing chosen, or with what it is given', () => {
    expect(createView().value).to.deep.equal({ range: null, cursor: null, machineId: '' });
    expect(createView({ machineId: 'a' }).value.machineId).to.equal('a');
  });

  it('tells of changes only', () => {
    const view = createView({ range: { lastMs: HOUR_MS } });
    const heard: ViewState[] = [];
    view.subscribe((state) => heard.push(state));
    view.set({ range: { lastMs: HOUR_MS }, machineId: '' });
    expect(heard).to.deep.equal([]);
    view.set({ machineId: 'a' });
    expect(heard).to.deep.equal([view.value]);
    expect(view.value.range).to.deep.equal({ lastMs: HOUR_MS });
  });

  it('takes undefined for nothing said', () => {
    const view = createView({ machineId: 'a', range: { lastMs: 5 } });
    view.set({ machineId: undefined, range: undefined, cursor: undefined } as never);
    expect(view.value).to.deep.equal({ range: { lastMs: 5 }, cursor: null, machineId: 'a' });
  });

  for (const wrong of [
    { range: { lastMs: 0 } },
    { range: { lastMs: Number.NaN } },
    { range: { lastMs: Number.POSITIVE_INFINITY } },
    { range: { from: 2, to: 1 } },
    { range: { from: 1, to: Number.NaN } },
    { cursor: Number.NaN },
    { machineId: 7 },
  ])
    it(`refuses ${JSON.stringify(wrong)}, and stays as it was`, () => {
      const view = createView({ machineId: 'a' });
      expect(() => view.set(wrong as never)).to.throw(RangeError);
      expect(view.value.machineId).to.equal('a');
    });

  it('lets the others hear when a listener throws, and throws in the end', async () => {
    const view = createView();
    const thrown: unknown[] = [];
    const real = globalThis.queueMicrotask;
    globalThis.queueMicrotask = (task) => {
      try {
        task();
      } catch (error) {
        thrown.push(error);
      }
    };
    let heard = '';
    view.subscribe(() => {
      throw new Error('listener');
    });
    view.subscribe(({ machineId }) => {
      heard = machineId;
    });
    view.set({ machineId: 'a' });
    globalThis.queueMicrotask = real;
    expect(heard).to.equal('a');
    expect(String(thrown)).to.contain('listener');
  });

  it('lets the last thing heard be what is, also when a listener changes it', () => {
    const view = createView();
    const heard: string[] = [];
    view.subscribe(({ machineId }) => {
      if (machineId === 'a') view.set({ machineId: 'b' });
    });
    view.subscribe(({ machineId }) => heard.push(machineId));
    view.set({ machineId: 'a' });
    expect(heard).to.deep.equal(['b']);
  });

  it('tells nobody who has left, and one who listens twice twice', () => {
    const view = createView();
    let heard = 0;
    const listener = (): void => {
      heard += 1;
    };
    const stop = view.subscribe(listener);
    view.subscribe(listener);
    view.set({ machineId: 'a' });
    expect(heard).to.equal(2);
    stop();
    view.set({ machineId: 'b' });
    expect(heard).to.equal(3);
  });
});

describe('ViewController', () => {
  afterEach(() => setDefaultNexus(undefined));

  it("follows its own view before the provider's, and the provider's before the default's", async () => {
    const { nexus } = plant({});
    setDefaultNexus(nexus, createView({ machineId: 'default' }));
    const host = mount('<nexus-provider><test-follower></test-follower></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    provider.nexus = nexus;
    provider.view = createView({ machineId: 'provider' });
    const element = follower(host);
    await until(() => said(element) === 'provider');
    element.view = createView({ machineId: 'own' });
    await until(() => said(element) === 'own');
    element.view = undefined;
    await until(() => said(element) === 'provider');
    host.append(element);
    await until(() => said(element) === 'default');
    provider.append(element);
    await until(() => said(element) === 'provider');
    element.unlinked = true;
    element.requestUpdate();
    await until(() => said(element) === '-');
    expect(element.looks.set({ machineId: 'kept' })).to.equal(false);
    expect(provider.view.value.machineId).to.equal('provider');
  });

  it('writes to the view that it follows', async () => {
    const host = mount('<nexus-provider><test-follower></test-follower></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    const element = follower(host);
    await until(() => said(element) === '');
    expect(element.looks.set({ machineId: 'm' })).to.equal(true);
    expect(provider.view.value.machineId).to.equal('m');
    await until(() => said(element) === 'm');
  });

  it('draws nothing anew for parts that it does not show', async () => {
    const host = mount('<nexus-provider><test-follower></test-follower></nexus-provider>');
    const { view } = first(host, 'nexus-provider');
    const element = follower(host);
    await element.updateComplete;
    await nextFrame();
    const before = element.draws;
    for (let at = 1; at < 50; at += 1) view.set({ cursor: at });
    await nextFrame();
    expect(element.draws).to.equal(before);
    view.set({ range: { lastMs: HOUR_MS } });
    await element.updateComplete;
    expect(element.draws).to.equal(before + 1);
  });

  it('hears nothing once it has left, and sees at once what has changed when it is back', async () => {
    const host = mount('<nexus-provider><test-follower></test-follower></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    const element = follower(host);
    await until(() => said(element) === '');
    element.remove();
    await nextFrame();
    const before = element.draws;
    provider.view.set({ machineId: 'later' });
    await nextFrame();
    expect(element.draws).to.equal(before);
    provider.append(element);
    await until(() => said(element) === 'later');
  });

  it('follows another view of its provider, and that one only', async () => {
    const host = mount('<nexus-provider><test-follower></test-follower></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    const former: View = provider.view;
    const element = follower(host);
    await until(() => said(element) === '');
    provider.view = createView({ machineId: 'new' });
    await until(() => said(element) === 'new');
    former.set({ machineId: 'old' });
    await nextFrame();
    expect(said(element)).to.equal('new');
    provider.view = undefined as never;
    await until(() => said(element) === '');
    expect(provider.view.value.machineId).to.equal('');
  });
});

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
