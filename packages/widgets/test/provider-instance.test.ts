import { expect } from 'chai';
import { first, mount, mountWith, part, plant, until } from './support/fixture.ts';

describe('<nexus-provider> and its instance', () => {
  it("asks the page's own sign-in, and another one when it is replaced", async () => {
    const host = mount('<nexus-provider><nexus-machine-grid></nexus-machine-grid></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    const asked: string[] = [];
    const signIn = (name: string) => async () => {
      asked.push(name);
      return null;
    };
    provider.getSession = signIn('one');
    provider.url = 'http://127.0.0.1:59099';
    provider.publishableKey = 'sb_publishable_test';
    await until(() => asked.includes('one'));
    const grid = first(host, 'nexus-machine-grid');
    await until(() => grid.shadowRoot?.textContent?.includes('Signed out'));
    provider.getSession = signIn('two');
    await until(() => asked.includes('two'));
  });

  it('gives elements a density of their own inside it', async () => {
    const host = mountWith(plant().nexus, '<nexus-machine-grid></nexus-machine-grid>');
    const provider = first(host, 'nexus-provider');
    const base = await part(first(host, 'nexus-machine-grid'), '.base');
    const size = (): number => Number.parseFloat(getComputedStyle(base).fontSize);
    const comfortable = size();
    provider.density = 'wall';
    await provider.updateComplete;
    const wall = size();
    provider.density = 'compact';
    await provider.updateComplete;
    expect(wall).to.be.above(comfortable);
    expect(size()).to.be.below(comfortable);
    expect(provider.getAttribute('density')).to.equal('compact');
  });

  it('takes a word that is none for the default', async () => {
    const host = mount('<nexus-provider density="huge" theme="sepia"></nexus-provider>');
    const provider = first(host, 'nexus-provider');
    await provider.updateComplete;
    expect(getComputedStyle(provider).getPropertyValue('--nexus-density').trim()).to.equal('1');
    expect(getComputedStyle(provider).colorScheme).to.equal('normal');
  });

  it('gives elements in the shadow roots of a host what it has', async () => {
    const { nexus } = plant();
    const host = mountWith(nexus, '<section></section>');
    const root = (host.querySelector('section') as Element).attachShadow({ mode: 'closed' });
    root.innerHTML = '<nexus-machine-grid></nexus-machine-grid>';
    await part(root.querySelector('nexus-machine-grid') as Element, '.cell');
  });

  it('leaves a view that the page has given where it is when the instance changes', async () => {
    const host = mountWith(plant().nexus, '');
    const provider = first(host, 'nexus-provider');
    const { view } = provider;
    view.set({ machineId: 'kept' });
    provider.nexus = plant().nexus;
    await provider.updateComplete;
    expect(provider.view).to.equal(view);
  });
});
