import { expect } from 'chai';
import { defineAll, NexusElement, NexusMachineGrid, type NexusProvider } from '../src/index.ts';
import { mount, nextFrame, part, plant, shadow, until } from './support/fixture.ts';

const NAMES = [
  'provider',
  'machine-grid',
  'health-gauge',
  'telemetry-chart',
  'time-range',
  'machine-detail',
  'fleet-summary',
  'connection-status',
  'sign-in',
  'user-menu',
  'document-library',
  'quality-gallery',
  'wall-display',
  'floor-plan',
];

describe('defineAll({ prefix })', () => {
  before(() => {
    defineAll({ prefix: 'acme' });
    defineAll({ prefix: 'other-1' });
  });

  it('registers every element under each prefix, beside the own names', () => {
    for (const prefix of ['nexus', 'acme', 'other-1'])
      for (const name of NAMES) expect(customElements.get(`${prefix}-${name}`), `${prefix}-${name}`).to.exist;
    expect(
      new Set(['nexus', 'acme', 'other-1'].map((prefix) => customElements.get(`${prefix}-provider`))).size,
    ).to.equal(3);
  });

  it('does nothing when it is called again', () => {
    const before = customElements.get('acme-machine-grid');
    const warned: unknown[] = [];
    const real = console.warn;
    console.warn = (...told) => warned.push(told);
    defineAll({ prefix: 'acme' });
    defineAll();
    console.warn = real;
    expect(customElements.get('acme-machine-grid')).to.equal(before);
    expect(warned).to.deep.equal([]);
  });

  for (const prefix of ['', 'Acme', '1a', 'a b', 'a_b', '-a', 'ä'])
    it(`refuses "${prefix}"`, () => {
      expect(() => defineAll({ prefix })).to.throw(RangeError, 'lower-case letters');
    });

  it('keeps the classes themselves under their own prefix', () => {
    expect(NexusElement.prefix).to.equal('nexus');
    expect(NexusMachineGrid.prefix).to.equal('nexus');
    expect((customElements.get('acme-machine-grid') as unknown as typeof NexusElement).prefix).to.equal(
      'acme',
    );
  });

  it('shares instances and events across prefixes', async () => {
    const { nexus } = plant();
    const host = mount('<acme-provider><nexus-machine-grid></nexus-machine-grid></acme-provider>');
    (host.firstElementChild as NexusProvider).nexus = nexus;
    const grid = host.querySelector('nexus-machine-grid') as NexusMachineGrid;
    const cell = await part(grid, '.cell');
    let chosen = '';
    host.addEventListener('nexus-machine-select', (event) => {
      chosen = event.machineId;
    });
    cell.click();
    expect(chosen).not.to.equal('');
  });

  it('names its own provider among the remedies', async () => {
    const grid = mount('<acme-machine-grid></acme-machine-grid>').firstElementChild as Element;
    await until(() => shadow(grid).textContent?.includes('<acme-provider>'));
  });

  it('makes composites of elements under the same prefix', async () => {
    const { nexus } = plant();
    for (const name of [
      'wall-display',
      'machine-detail',
      'user-menu',
      'fleet-summary',
      'floor-plan',
      'telemetry-chart',
    ]) {
      const host = mount(`<acme-provider><acme-${name}></acme-${name}></acme-provider>`);
      (host.firstElementChild as NexusProvider).nexus = nexus;
      const element = host.querySelector(`acme-${name}`) as NexusElement;
      const [machine] = await nexus.machines.list();
      element.setAttribute('machine-id', machine?.id ?? '');
      await element.updateComplete;
      // What they are made of comes with the first machines.
      for (let frame = 0; frame < 10; frame += 1) await nextFrame();
      const strangers = [...shadow(element).querySelectorAll('*')].filter(({ localName }) =>
        localName.startsWith('nexus-'),
      );
      expect(
        strangers.map(({ localName }) => localName),
        name,
      ).to.deep.equal([]);
    }
    const wall = document.querySelector('acme-wall-display') as Element;
    expect(shadow(wall).querySelector('acme-connection-status')).to.exist;
  });
});
