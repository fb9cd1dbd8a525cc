import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { first, mount, mountWith, part, plant, shadow, textOf, until } from './support/fixture.ts';

const AT = new Date().toISOString();
const PARTS = [
  { name: 'vibration', score: 31, reason: '7.4 mm/s RMS, zone D starts at 7.1 mm/s.', at: AT },
  { name: 'temperature', score: 88, reason: '61 °C, limit 90 °C.', at: AT },
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

  it('opens the parts below the dial on focus where it is narrow, and puts them away with Escape', async () => {
    const element = await gauge('value="31" label="Pump 02" style="width: 300px"');
    element.parts = PARTS;
    await element.updateComplete;
    const list = await part(element, '.parts');
    const closed = element.offsetHeight;
    expect(getComputedStyle(list).display).to.equal('none');
    await sendKeys({ press: 'Tab' });
    await until(() => getComputedStyle(list).display === 'block');
    expect(list.textContent).to.contain('zone D starts at 7.1 mm/s');
    expect(element.offsetHeight - closed).to.be.at.least(list.offsetHeight);
    await expectAccessible(element);
    await sendKeys({ press: 'Escape' });
    await until(() => getComputedStyle(list).display === 'none');
    await sendKeys({ press: 'Enter' });
    await until(() => getComputedStyle(list).display === 'block');
    shadow(element).querySelector<HTMLElement>('.reach')?.blur();
    await until(() => getComputedStyle(list).display === 'none');
  });

  it('names every part for people, also one that it does not know, and says which was measured before', async () => {
    const element = await gauge('value="70" style="width: 380px"');
    const before = new Date(Date.now() - 600_000).toISOString();
    const part = (name: string, score: number, at: string) => ({ name, score, reason: `${name} it is.`, at });
    element.parts = [
      part('power', 75, before),
      part('vibration', 97, AT),
      part('age', 79, AT),
      part('oil_level', 99, AT),
    ];
    await element.updateComplete;
    const texts = (selector: string): (string | undefined)[] =>
      [...shadow(element).querySelectorAll(selector)].map((one) => one.textContent?.trim());
    expect(texts('.part-name')).to.deep.equal(['Energy', 'Age of the data', 'Vibration', 'Oil level']);
    const [power, age, vibration] = texts('.part-reason');
    expect(power).to.match(/^power it is\. As of .+\.$/);
    expect(age).to.match(/^No reading since .+\. What it said then may be over\.$/);
    expect(vibration).to.equal('vibration it is.');
    await expectAccessible(element);
  });

  it('calls a machine unknown, not bad, when its last reading is too old to judge', async () => {
    const element = await gauge('style="width: 380px"');
    element.parts = [
      { name: 'age', score: 0, reason: 'No reading since long.', at: '2026-01-01T10:00:00.000Z' },
    ];
    await element.updateComplete;
    const row = await part(element, '.part');
    expect(row.dataset.state).to.equal('unknown');
    expect(row.textContent).to.contain('That is too old to judge.').and.to.contain('–');
    await expectAccessible(element);
  });

  it('opens and closes its parts by touch', async () => {
    const element = await gauge('value="31" style="width: 300px"');
    element.parts = PARTS;
    const [list, reach] = [await part(element, '.parts'), await part(element, '.reach')];
    const tap = (): boolean => reach.dispatchEvent(new PointerEvent('click', { pointerType: 'touch' }));
    tap();
    await until(() => getComputedStyle(list).display === 'block');
    tap();
    await until(() => getComputedStyle(list).display === 'none');
  });

  it('stands its parts beside the dial where it is wide, worst first, with nothing to press', async () => {
    const element = await gauge('value="31" label="Pump 02" style="width: 380px"');
    element.parts = [...PARTS].reverse();
    await element.updateComplete;
    const [list, dial] = [await part(element, '.parts'), await part(element, '.dial')];
    expect(list.getBoundingClientRect().left).to.be.above(dial.getBoundingClientRect().right);
    expect(list.querySelector('.part-name')?.textContent).to.equal('Vibration');
    expect((await part(element, '.reach')).offsetWidth).to.equal(0);
    expect(element.scrollWidth).to.be.at.most(380);
    await expectAccessible(element);
  });

  it('stands in the middle when there is nothing to explain', async () => {
    const element = await gauge('value="92" style="width: 500px"');
    const { left, right } = (await part(element, '.dial')).getBoundingClientRect();
    const box = element.getBoundingClientRect();
    expect(left - box.left).to.be.closeTo(box.right - right, 1);
    expect(left - box.left).to.be.above(100);
  });

  it('is as quiet as a tile while all is well', async () => {
    const element = await gauge('value="92"');
    const probe = document.createElement('i');
    probe.style.color = 'var(--_border-strong)';
    (await part(element, '.base')).append(probe);
    const { stroke } = getComputedStyle(await part(element, '.indicator'));
    expect(stroke).to.equal(getComputedStyle(probe).color);
  });

  it('lets the page style its caption', async () => {
    const element = await gauge('value="92" label="Mill 01"');
    const style = document.createElement('style');
    style.textContent = 'nexus-health-gauge::part(caption) { display: none }';
    element.before(style);
    expect(getComputedStyle(await part(element, 'figcaption')).display).to.equal('none');
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
