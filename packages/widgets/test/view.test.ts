import { expect } from 'chai';
import { ViewController } from '../src/controllers/view-controller.ts';
import { createView, NexusElement, setDefaultNexus, type View, type ViewState } from '../src/index.ts';
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
