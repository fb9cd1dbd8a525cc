import type { Brand } from '@nexus-mfg/sdk';
import { deriveTheme } from '@nexus-mfg/sdk/branding';
import { expect } from 'chai';
import type { AppliedBrand } from '../src/index.ts';
import { ALPENWERK, first, mount, mountWith, nextFrame, part, plant, until } from './support/fixture.ts';

const token = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();
const LIGHT = { theme: 'light' } as const;

describe('the brand on a provider', () => {
  it('changes on open pages when the row of the tenant changes', async () => {
    const { nexus } = plant();
    const host = mountWith(nexus, '<nexus-machine-grid></nexus-machine-grid>');
    const provider = Object.assign(first(host, 'nexus-provider'), LIGHT);
    const base = await part(first(host, 'nexus-machine-grid'), '.base');
    await nexus.branding.update({ primaryColor: '#7a1f6e', radius: 0, fontFamily: 'Georgia, serif' });
    await until(() => provider.branding.value.brand.primaryColor === '#7a1f6e');
    const { light } = deriveTheme({ primaryColor: '#7a1f6e' });
    expect(token(provider, '--nexus-color-brand')).to.contain(light['--nexus-color-brand'] ?? '?');
    expect(token(provider, '--nexus-radius')).to.equal('0px');
    expect(getComputedStyle(base).fontFamily).to.match(/^Georgia/);
  });

  it('changes when another member changes it, too', async () => {
    const { SimulatedWorld, SimulatedDataService } = await import('@nexus-mfg/sdk/simulated');
    const { createNexus } = await import('@nexus-mfg/sdk');
    const world = new SimulatedWorld({ seed: 7, tickMs: 0 });
    const [viewer, admin] = ['maintenance@alpenwerk.example', ALPENWERK].map((signedInAs) =>
      createNexus({ data: new SimulatedDataService({ world, signedInAs }), persistCache: false }),
    );
    if (!viewer || !admin) throw new Error('two people');
    const provider = first(mountWith(viewer, ''), 'nexus-provider');
    await until(() => provider.branding.value.brand.primaryColor);
    await admin.branding.update({ primaryColor: '#123456' });
    await until(() => provider.branding.value.brand.primaryColor === '#123456');
    await Promise.all([viewer.close(), admin.close()]);
  });

  it("is overridden field by field by the page, live, and is the tenant's again without", async () => {
    const { nexus } = plant();
    const provider = first(mountWith(nexus, ''), 'nexus-provider');
    await until(() => provider.branding.value.brand.primaryColor);
    const tenants = provider.branding.value.brand;
    provider.appearance = { radius: 12, primaryColor: undefined } as never;
    await provider.updateComplete;
    expect(provider.branding.value.brand).to.deep.equal({ ...tenants, radius: 12 });
    provider.appearance = { primaryColor: '#004488' };
    await provider.updateComplete;
    expect(provider.branding.value.brand).to.deep.equal({ ...tenants, primaryColor: '#004488' });
    expect(token(provider, '--nexus-color-brand')).to.contain('#004488');
    provider.appearance = undefined;
    await provider.updateComplete;
    expect(provider.branding.value.brand).to.deep.equal(tenants);
  });

  it('tells subscribers of each change with its repairs, and the console once for each brand', async () => {
    const told: string[] = [];
    const real = console.info;
    console.info = (text: string) => told.push(text);
    try {
      const heard: AppliedBrand[] = [];
      const brand: Brand = { name: 'Pale', primaryColor: '#fff3b1' };
      for (const repeat of [1, 2]) {
        const provider = document.createElement('nexus-provider');
        const stop = provider.branding.subscribe((applied) => heard.push(applied));
        provider.appearance = brand;
        mount('').append(provider);
        await provider.updateComplete;
        expect(heard.length).to.equal(repeat);
        stop();
        provider.appearance = { primaryColor: '#334455' };
        await provider.updateComplete;
        expect(heard.length).to.equal(repeat);
      }
      expect(heard[0]?.theme.repairs.map(({ token: name }) => name)).to.include('--nexus-color-brand-text');
      const own = told.filter((text) => text.includes('#fff3b1'));
      expect(own.length).to.equal(1);
      expect(own[0]).to.contain('of Pale').and.contain('--nexus-color-brand-text').and.contain('4.5:1');
    } finally {
      console.info = real;
    }
  });

  it('says nothing of a brand that needs no repair', async () => {
    const told: string[] = [];
    const real = console.info;
    console.info = (text: string) => told.push(text);
    const provider = document.createElement('nexus-provider');
    provider.appearance = { radius: 4, fontFamily: 'Georgia' };
    mount('').append(provider);
    await provider.updateComplete;
    console.info = real;
    expect(provider.derivedTheme.repairs).to.deep.equal([]);
    expect(told).to.deep.equal([]);
  });

  it('takes nothing of a brand that could end a declaration or load a file', async () => {
    const provider = document.createElement('nexus-provider');
    provider.appearance = {
      fontFamily: 'x; } body { display: none } @import url(https://evil.example/x.css)',
      primaryColor: 'red; --nexus-radius: 99px',
    };
    mount('').append(provider);
    await provider.updateComplete;
    expect(token(provider, '--nexus-font-family')).not.to.contain('evil');
    expect(token(provider, '--nexus-radius')).to.equal('8px');
    expect(getComputedStyle(document.body).display).to.equal('block');
  });

  it('is neutral again once nobody is signed in', async () => {
    const { nexus } = plant();
    const provider = first(mountWith(nexus, ''), 'nexus-provider');
    await until(() => provider.branding.value.brand.primaryColor);
    await nexus.session.signOut();
    await until(() => provider.branding.value.brand.primaryColor === undefined);
    await nextFrame();
    expect(token(provider, '--nexus-color-brand')).to.contain(
      deriveTheme().light['--nexus-color-brand'] ?? '?',
    );
  });
});
