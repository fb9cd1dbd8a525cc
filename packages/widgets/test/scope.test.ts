import type { Nexus } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { NexusController } from '../src/controllers/nexus-controller.ts';
import { createView, NexusElement, setDefaultNexus } from '../src/index.ts';
import { first, mount, nextFrame, part, plant, textOf, until } from './support/fixture.ts';

/** Remembers each instance that it was given. */
class TestSeeker extends NexusElement {
  static readonly baseName: string = 'test-seeker';
  readonly given: (Nexus | undefined)[] = [];
  readonly finder: NexusController = new NexusController(this, (nexus) => this.given.push(nexus));
}
customElements.define('test-seeker', TestSeeker);
const seeker = (root: ParentNode): TestSeeker => root.querySelector('test-seeker') as TestSeeker;

describe('setDefaultNexus', () => {
  afterEach(() => setDefaultNexus(undefined));

  it('serves elements that are on the page already, and takes the instance away again', async () => {
    const host = mount('<nexus-machine-grid></nexus-machine-grid>');
    const grid = first(host, 'nexus-machine-grid');
    await until(() => textOf(grid).includes('Not connected to Nexus'));
    expect(textOf(grid)).to.contain('nexus-provider').and.contain('setDefaultNexus()');
    setDefaultNexus(plant().nexus);
    await part(grid, '.cell');
    setDefaultNexus(undefined);
    await until(() => textOf(grid).includes('Not connected to Nexus'));
  });

  it('gives elements another instance when it is replaced, and lets go of the first', async () => {
    const [one, two] = [plant().nexus, plant().nexus];
    setDefaultNexus(one);
    const element = seeker(mount('<test-seeker></test-seeker>'));
    setDefaultNexus(two);
    expect(element.given).to.deep.equal([one, two]);
  });

  it('comes after a provider, also for the moment in which an element appears', async () => {
    const [byDefault, provided] = [plant().nexus, plant().nexus];
    setDefaultNexus(byDefault);
    const host = mount('<nexus-provider></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    provider.nexus = provided;
    await provider.updateComplete;
    provider.innerHTML = '<test-seeker></test-seeker>';
    await nextFrame();
    expect(seeker(host).given).to.deep.equal([provided]);
  });

  it("comes after an element's own", () => {
    const [byDefault, own] = [plant().nexus, plant().nexus];
    setDefaultNexus(byDefault);
    const element = document.createElement('test-seeker') as TestSeeker;
    element.nexus = own;
    mount('').append(element);
    expect(element.given).to.deep.equal([own]);
  });

  it('serves an element that leaves its provider, and the provider one that comes', async () => {
    const [byDefault, provided] = [plant().nexus, plant().nexus];
    setDefaultNexus(byDefault);
    const host = mount('<nexus-provider><test-seeker></test-seeker></nexus-provider>');
    first(host, 'nexus-provider').nexus = provided;
    const element = seeker(host);
    await until(() => element.finder.current === provided);
    host.append(element);
    expect(element.finder.current).to.equal(byDefault);
    first(host, 'nexus-provider').append(element);
    expect(element.finder.current).to.equal(provided);
  });

  it('is one for two copies of the library', async () => {
    const copy: typeof import('../src/context/default-nexus.ts') = await import(
      // @ts-expect-error: the query makes it another module.
      '../src/context/default-nexus.ts?copy'
    );
    const { nexus } = plant();
    const element = seeker(mount('<test-seeker></test-seeker>'));
    copy.setDefaultNexus(nexus);
    expect(element.finder.current).to.equal(nexus);
    setDefaultNexus(undefined);
    expect(copy.defaultProvided()).to.equal(undefined);
    expect(element.finder.current).to.equal(undefined);
  });

  it('keeps the view of an instance that is given again, and gives another one a new view', () => {
    const { nexus } = plant();
    const element = seeker(mount('<test-seeker></test-seeker>'));
    setDefaultNexus(nexus);
    const view = element.scope.provided?.view;
    setDefaultNexus(nexus);
    expect(element.scope.provided?.view).to.equal(view);
    setDefaultNexus(plant().nexus);
    expect(element.scope.provided?.view).not.to.equal(view);
    const own = createView();
    setDefaultNexus(nexus, own);
    expect(element.scope.provided?.view).to.equal(own);
  });
});

describe('a provider in a provider', () => {
  it('passes on the instance around it, in a theme, a language and a view of its own', async () => {
    const { nexus } = plant();
    const host = mount(
      '<nexus-provider locale="de"><nexus-provider theme="dark"><test-seeker></test-seeker></nexus-provider></nexus-provider>',
    );
    const [outer, inner] = host.querySelectorAll('nexus-provider');
    if (!outer || !inner) throw new Error('two providers');
    outer.nexus = nexus;
    const element = seeker(host);
    await until(() => element.finder.current === nexus);
    expect(element.scope.provided?.view).to.equal(inner.view);
    expect(inner.view).not.to.equal(outer.view);
    await until(() => element.words.locale === 'de');
    outer.locale = 'fr';
    await until(() => element.words.locale === 'fr');
    inner.locale = 'ja';
    await until(() => element.words.locale === 'ja');
    const other = plant().nexus;
    outer.nexus = other;
    await until(() => element.finder.current === other);
    inner.nexus = nexus;
    await until(() => element.finder.current === nexus);
    expect(getComputedStyle(inner).colorScheme).to.equal('dark');
  });

  it('does not take half an address for a wish for another instance', async () => {
    const host = mount(
      '<nexus-provider><nexus-provider url="http://127.0.0.1:1"><test-seeker></test-seeker></nexus-provider></nexus-provider>',
    );
    first(host, 'nexus-provider').nexus = plant().nexus;
    const element = seeker(host);
    await until(() => element.scope.provided?.error);
    expect(element.finder.current).to.equal(undefined);
  });

  it("takes the page's default where there is no provider around it", async () => {
    const { nexus } = plant();
    setDefaultNexus(nexus);
    const host = mount('<nexus-provider density="wall"><test-seeker></test-seeker></nexus-provider>');
    await until(() => seeker(host).finder.current === nexus);
    setDefaultNexus(undefined);
    await until(() => seeker(host).finder.current === undefined);
  });
});
