import { deriveTheme } from '@nexus-mfg/sdk/branding';
import { expect } from 'chai';
import { FALLBACK_COLORS } from '../src/internal/fallback-tokens.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  ALPENWERK,
  first,
  mount,
  mountWith,
  nextFrame,
  part,
  plant,
  RIO_BRAVO,
  textOf,
  until,
} from './support/fixture.ts';

const token = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();
const brandOf = (element: Element): string => token(element, '--nexus-color-brand');

describe('<nexus-provider>', () => {
  it('is accessible', async () => {
    const host = mountWith(plant().nexus, '<p>Content of the page</p>');
    await expectAccessible(host);
  });

  it('leaves the layout to the page and shows its content', async () => {
    const provider = first(mount('<nexus-provider><p>in</p></nexus-provider>'), 'nexus-provider');
    await provider.updateComplete;
    expect(getComputedStyle(provider).display).to.equal('contents');
    expect(provider.theme).to.equal('auto');
    expect(provider.density).to.equal('comfortable');
  });

  for (const [attributes, said] of [
    ['', /has no instance.*nexus property.*url and publishable-key/],
    ['url="http://127.0.0.1:1"', /has no publishable-key/],
    ['publishable-key="sb_publishable_x"', /has no url/],
    ['url="no url" publishable-key="sb_publishable_x"', /url/i],
  ] as const) {
    it(`tells its elements what is wrong with <nexus-provider ${attributes}>`, async () => {
      const host = mount(
        `<nexus-provider ${attributes}><nexus-machine-grid></nexus-machine-grid></nexus-provider>`,
      );
      const grid = first(host, 'nexus-machine-grid');
      await until(() => textOf(grid).includes('Not connected to Nexus'));
      expect(textOf(grid)).to.match(said);
      first(host, 'nexus-provider').nexus = plant().nexus;
      await part(grid, '.cell');
    });
  }

  it('sets the brand of the tenant on its own host and never on :root', async () => {
    const provider = first(mountWith(plant().nexus, ''), 'nexus-provider');
    const neutral = brandOf(provider);
    await until(() => brandOf(provider) !== neutral);
    expect(brandOf(document.documentElement)).to.equal('');
    expect(provider.getAttribute('style')).to.equal(null);
  });

  it('shows two tenants with two brands side by side', async () => {
    const green = first(
      mountWith(plant({ signedInAs: ALPENWERK }).nexus, '<nexus-machine-grid></nexus-machine-grid>'),
      'nexus-provider',
    );
    const red = first(
      mountWith(plant({ signedInAs: RIO_BRAVO }).nexus, '<nexus-machine-grid></nexus-machine-grid>'),
      'nexus-provider',
    );
    await until(
      () => brandOf(green) !== brandOf(red) && token(green, '--nexus-font-family').includes('Avenir Next'),
    );
    const greenBase = await part(first(green, 'nexus-machine-grid'), '.base');
    const redBase = await part(first(red, 'nexus-machine-grid'), '.base');
    expect(getComputedStyle(greenBase).fontFamily).to.contain('Avenir Next');
    expect(getComputedStyle(redBase).fontFamily).to.contain('Trebuchet');
    await part(first(green, 'nexus-machine-grid'), '.cell');
    await part(first(red, 'nexus-machine-grid'), '.cell');
    const names = (root: Element): string => textOf(first(root, 'nexus-machine-grid'));
    expect(names(green)).not.to.equal(names(red));
  });

  it('follows the theme it is given, and the page when it is auto', async () => {
    const host = mountWith(plant({}).nexus, '<nexus-sign-in></nexus-sign-in>');
    const provider = first(host, 'nexus-provider');
    const base = await part(first(host, 'nexus-sign-in'), 'form');
    const ink = (): string => getComputedStyle(base).color;
    const light = ink();
    provider.theme = 'dark';
    await provider.updateComplete;
    const dark = ink();
    expect(dark).not.to.equal(light);
    provider.theme = 'auto';
    await provider.updateComplete;
    expect(ink()).to.equal(light);
    host.style.colorScheme = 'dark';
    expect(ink()).to.equal(dark);
  });

  it('changes density for everything inside', async () => {
    const provider = first(mountWith(plant().nexus, ''), 'nexus-provider');
    provider.density = 'wall';
    await provider.updateComplete;
    expect(token(provider, '--nexus-density')).to.equal('1.5');
  });

  it('lets a rule of the page override a token', async () => {
    const host = mountWith(plant({}).nexus, '');
    const style = document.createElement('style');
    style.textContent = 'nexus-provider.own { --nexus-color-brand: rebeccapurple }';
    host.append(style);
    const provider = first(host, 'nexus-provider');
    provider.classList.add('own');
    await provider.updateComplete;
    expect(brandOf(provider)).to.equal('rebeccapurple');
  });

  it('is found by elements that were there before it', async () => {
    const host = mount('<div><nexus-machine-grid></nexus-machine-grid></div>');
    const grid = first(host, 'nexus-machine-grid');
    await until(() => textOf(grid).includes('Not connected to Nexus'));
    const provider = document.createElement('nexus-provider');
    provider.nexus = plant().nexus;
    host.append(provider);
    provider.append(grid);
    await part(grid, '.cell');
  });

  it('keeps working when it is moved, and lets go when it is removed', async () => {
    const host = mountWith(plant().nexus, '<nexus-machine-grid></nexus-machine-grid>');
    const provider = first(host, 'nexus-provider');
    const grid = first(host, 'nexus-machine-grid');
    await part(grid, '.cell');
    const elsewhere = document.createElement('section');
    host.append(elsewhere);
    elsewhere.append(provider);
    await part(grid, '.cell');
    provider.remove();
    await nextFrame();
    host.append(provider);
    await part(grid, '.cell');
  });

  it('makes an instance from its attributes, and makes another when it comes back', async () => {
    const host = mount(`<nexus-provider url="http://127.0.0.1:59099" publishable-key="sb_publishable_test">
      <nexus-sign-in></nexus-sign-in></nexus-provider>`);
    const provider = first(host, 'nexus-provider');
    const signIn = first(host, 'nexus-sign-in');
    await part(signIn, 'form');
    provider.remove();
    await nextFrame();
    host.append(provider);
    await part(signIn, 'form');
    expect(textOf(signIn)).to.contain('Password');
  });

  it('draws the same palette in an element outside any provider', () => {
    const { light, dark } = deriveTheme();
    for (const [role, day, night] of FALLBACK_COLORS) {
      expect(day, role).to.equal(light[`--nexus-color-${role}`]);
      expect(night, role).to.equal(dark[`--nexus-color-${role}`]);
    }
    expect(FALLBACK_COLORS.length).to.equal(
      Object.keys(light).filter((name) => name.startsWith('--nexus-color')).length,
    );
  });
});
