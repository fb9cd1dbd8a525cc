import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { emulate } from './support/emulate.ts';
import { itWith } from './support/engine.ts';
import { first, mount, mountWith, part, plant } from './support/fixture.ts';

const EVERYTHING = `<nexus-connection-status></nexus-connection-status><nexus-machine-grid></nexus-machine-grid>
  <nexus-health-gauge value="42" label="Mill 01"></nexus-health-gauge><nexus-telemetry-chart></nexus-telemetry-chart>`;

describe('where people are', () => {
  afterEach(async () => {
    await emulate({});
    document.documentElement.dir = '';
    await setViewport({ width: 1000, height: 800 });
  });

  itWith('media features', 'forced colours: shapes and bars take the colours of the person', async () => {
    const host = mountWith(plant().nexus, EVERYTHING);
    await part(first(host, 'nexus-machine-grid'), '.cell');
    await emulate({ 'forced-colors': 'active' });
    const probe = document.createElement('p');
    probe.style.color = 'CanvasText';
    host.append(probe);
    const bar = await part(first(host, 'nexus-machine-grid'), '.bar-fill');
    expect(getComputedStyle(bar).fill).to.equal(getComputedStyle(probe).color);
    await expectAccessible(host);
  });

  itWith('media features', 'reduced motion: nothing moves', async () => {
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    const host = mountWith(plant().nexus, '<nexus-health-gauge value="42"></nexus-health-gauge>');
    const indicator = await part(first(host, 'nexus-health-gauge'), '.indicator');
    expect(getComputedStyle(indicator).transitionDuration).to.equal('0s');
  });

  for (const density of ['comfortable', 'compact', 'wall'] as const)
    it(`a phone of 390 px at density ${density}: nothing makes the page scroll sideways`, async () => {
      await setViewport({ width: 390, height: 800 });
      const host = mountWith(plant().nexus, EVERYTHING);
      first(host, 'nexus-provider').density = density;
      await part(first(host, 'nexus-machine-grid'), '.cell');
      expect(document.documentElement.scrollWidth).to.be.at.most(390);
    });

  it('a zoom of 200 percent: the page still fits', async () => {
    await setViewport({ width: 720, height: 450 });
    const host = mountWith(plant().nexus, EVERYTHING);
    await part(first(host, 'nexus-machine-grid'), '.cell');
    expect(document.documentElement.scrollWidth).to.be.at.most(720);
  });

  it('right to left: values and units still read from left to right', async () => {
    document.documentElement.dir = 'rtl';
    const host = mountWith(plant().nexus, EVERYTHING);
    const value = await part(first(host, 'nexus-machine-grid'), '.value');
    expect(getComputedStyle(value).direction).to.equal('ltr');
    await expectAccessible(host);
  });

  it('a strict content security policy: nothing is refused', async () => {
    const { nexus } = plant();
    const [machine] = await nexus.machines.list();
    const frame = document.createElement('iframe');
    // Where `'self'` is in a page without an address of its own, browsers do not agree.
    const { origin } = location;
    frame.srcdoc = `<!doctype html><html lang="en"><head>
      <meta http-equiv="Content-Security-Policy" content="default-src ${origin}; style-src ${origin}; script-src ${origin}; require-trusted-types-for 'script'" />
      <script type="module" src="/packages/widgets/src/define/all.ts"></script></head>
      <body><nexus-provider>${EVERYTHING.replace('<nexus-telemetry-chart>', `<nexus-telemetry-chart machine-id="${machine?.id}">`)}</nexus-provider></body></html>`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    mount('').append(frame);
    await loaded;
    const page = frame.contentDocument as Document;
    const refused: string[] = [];
    page.addEventListener('securitypolicyviolation', (event) => {
      refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
    const provider = page.querySelector(
      'nexus-provider',
    ) as Element as HTMLElementTagNameMap['nexus-provider'];
    provider.nexus = nexus;
    await part(page.querySelector('nexus-machine-grid') as Element, '.cell');
    await part(page.querySelector('nexus-telemetry-chart') as Element, 'canvas');
    expect(refused).to.deep.equal([]);
    const row = await part(page.querySelector('nexus-machine-grid') as Element, '.row');
    expect(row.style.transform).to.contain('translateY');
  });
});
