import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { first, mount, mountWith, part, plant, shadow, textOf, until } from './support/fixture.ts';

const PARTS = [
  { name: 'vibration', score: 31, reason: '7.4 mm/s RMS, zone D starts at 7.1 mm/s.' },
  { name: 'temperature', score: 88, reason: '61 °C, limit 90 °C.' },
];

async function gauge(attributes: string): Promise<HTMLElementTagNameMap['nexus-health-gauge']> {
  const element = first(
    mount(`<nexus-health-gauge ${attributes}></nexus-health-gauge>`),
    'nexus-health-gauge',
  );
  await element.updateComplete;
  return element;
}

describe('<nexus-health-gauge>', () => {
  for (const [attributes, state, word] of [
    ['value="92" label="Mill 01"', 'ok', 'Good'],
    ['value="80"', 'ok', 'Good'],
    ['value="79.9"', 'degraded', 'Watch'],
    ['value="49.6"', 'critical', 'Act now'],
    ['', 'unknown', 'Unknown'],
    ['value="60" stale', 'degraded', 'Watch'],
  ] as const)
    it(`says ${word} for ${attributes || 'no value'}, accessibly`, async () => {
      const element = await gauge(attributes);
      expect(textOf(element)).to.contain(word);
      expect(shadow(element).querySelector('figure')?.dataset.state).to.equal(state);
      await expectAccessible(element);
    });

  it('rounds down, so that a score does not read better than its word', async () => {
    const element = await gauge('value="49.6"');
    expect(shadow(element).querySelector('.figure')?.textContent).to.equal('49');
  });

  it('gives each state another shape', async () => {
    const shapes = await Promise.all(
      ['value="92"', 'value="60"', 'value="20"', ''].map(async (attributes) => {
        const element = await gauge(attributes);
        return shadow(element)
          .querySelector('.word svg')
          ?.innerHTML.replace(/<!--.*?-->/g, '');
      }),
    );
    expect(new Set(shapes).size).to.equal(4);
  });

  it('draws the arc as far as the score', async () => {
    const element = await gauge('value="37"');
    expect(shadow(element).querySelector('.indicator')?.getAttribute('stroke-dasharray')).to.equal('37 200');
  });

  it('shows the parts on focus, and puts them away with Escape', async () => {
    const element = await gauge('value="31" label="Pump 02"');
    element.parts = PARTS;
    await element.updateComplete;
    const list = await part(element, '.parts');
    expect(getComputedStyle(list).display).to.equal('none');
    await sendKeys({ press: 'Tab' });
    expect(getComputedStyle(list).display).to.equal('block');
    expect(list.textContent).to.contain('zone D starts at 7.1 mm/s');
    await expectAccessible(element);
    await sendKeys({ press: 'Escape' });
    await until(() => getComputedStyle(list).display === 'none');
  });

  it('survives hostile rules of the page', async () => {
    const host =
      mount(`<style>* { font: italic 30px Georgia; letter-spacing: 9px; box-sizing: content-box }</style>
      <nexus-health-gauge value="64"></nexus-health-gauge>`);
    const base = await part(first(host, 'nexus-health-gauge'), '.base');
    const { fontStyle, letterSpacing, fontSize } = getComputedStyle(base);
    expect([fontStyle, letterSpacing, fontSize]).to.deep.equal(['normal', 'normal', '14px']);
  });

  it('fits into 48 px', async () => {
    const element = await gauge('value="64" style="--gauge-size: 48px"');
    expect(element.getBoundingClientRect().width).to.equal(48);
    expect(element.scrollWidth).to.be.at.most(48);
  });

  it('follows a machine inside a provider', async () => {
    const { nexus } = plant();
    const [machine] = await nexus.machines.list();
    const host = mountWith(nexus, `<nexus-health-gauge machine-id="${machine?.id}"></nexus-health-gauge>`);
    const element = first(host, 'nexus-health-gauge');
    await until(() => textOf(element).includes(machine?.name ?? '?'));
    await expectAccessible(element);
  });

  it('says when there is no such machine', async () => {
    const host = mountWith(plant().nexus, '<nexus-health-gauge machine-id="nobody"></nexus-health-gauge>');
    const element = first(host, 'nexus-health-gauge');
    await until(() => textOf(element).includes('No such machine'));
    await expectAccessible(element);
  });
});
